import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';

export const processNames = ['postgres', 'temporal', 'worker', 'api'] as const;
export type ProcessName = (typeof processNames)[number];

/** The two variables every process of an installation carries, by which a later launcher recognises it as its own. */
export function identityMarks(home: string, name: ProcessName | 'admin'): Record<string, string> {
  return { SCHOOLWARD_HOME: home, SCHOOLWARD_PROCESS: name };
}

/**
 * Whether this pid is a living process of this installation. A pid alone says nothing: after a restart of the machine the
 * number belongs to somebody else. A zombie counts as gone, because in a container nobody may ever collect it.
 */
export function isOurProcess(pid: number, home: string, name: ProcessName | 'admin'): boolean {
  const environment = readEnvironment(pid);
  return Object.entries(identityMarks(home, name)).every(([key, value]) => environment.includes(`${key}=${value}`));
}

function readEnvironment(pid: number): string[] {
  if (existsSync('/proc/self/environ')) {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    } catch {
      return [];
    }
  }
  try {
    // BSD syntax, understood by macOS: the command followed by its environment.
    return execFileSync('ps', ['eww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim().split(' ');
  } catch {
    return [];
  }
}

/** Pids of processes that work in this folder, as every process of a PostgreSQL server does in its data folder. Linux only. */
export function processesWorkingIn(folder: string): number[] {
  if (!existsSync('/proc/self/cwd')) return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder;
      } catch {
        return false;
      }
    });
}
