import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './home.ts';
import { isOurProcess, type ProcessName, processesWorkingIn } from './process-identity.ts';
import { Refusal } from './refusal.ts';
import { happensWithin } from './waiting.ts';

const graceMilliseconds = 10_000;

/**
 * Stops what a killed launcher left running, in the order of an ordinary stop. They are stopped rather than adopted: a
 * process that is not our child cannot be watched, and starting again over the same data takes a second.
 * @returns the names of those that were stopped
 */
export async function stopLeftOvers(home: Home): Promise<(ProcessName | 'admin')[]> {
  const stopped: (ProcessName | 'admin')[] = [];
  const stopOne = async (name: ProcessName | 'admin', signal: NodeJS.Signals, pid = pidIn(join(home.run, `${name}.pid`))): Promise<void> => {
    if (pid && (await stopOurs(pid, home, name, signal))) stopped.push(name);
    rmSync(join(home.run, `${name}.pid`), { force: true });
  };
  await Promise.all([stopOne('admin', 'SIGTERM'), stopOne('api', 'SIGTERM'), stopOne('worker', 'SIGTERM')]);
  await stopOne('temporal', 'SIGTERM');
  await stopOne('postgres', 'SIGINT', pidIn(join(home.postgres, 'postmaster.pid')));
  return stopped;
}

async function stopOurs(pid: number, home: Home, name: ProcessName | 'admin', signal: NodeJS.Signals): Promise<boolean> {
  const gone = (): boolean => !isOurProcess(pid, home.folder, name);
  if (gone()) return false;
  process.kill(pid, signal);
  if (await happensWithin(graceMilliseconds, gone)) return true;
  process.kill(pid, 'SIGKILL');
  if (await happensWithin(graceMilliseconds, gone)) return true;
  throw new Refusal(`Process ${pid} (${name}), left over from an earlier start, cannot be stopped.`, `End it by hand (kill -9 ${pid}) and start again.`);
}

/**
 * Removes the lock file of a PostgreSQL server that no longer lives. PostgreSQL does so itself unless another program has
 * been given the same pid meanwhile; then it refuses to start for as long as that program runs.
 */
export function clearStalePostgresLock(home: Home): void {
  const lock = join(home.postgres, 'postmaster.pid');
  const pid = pidIn(lock);
  if (!pid || isOurProcess(pid, home.folder, 'postgres') || !isAlive(pid)) return;
  // Backends that outlive their postmaster for a moment must see the lock respected.
  if (processesWorkingIn(home.postgres).length === 0) rmSync(lock, { force: true });
}

function pidIn(path: string): number | undefined {
  if (!existsSync(path)) return undefined;
  const pid = Number.parseInt(readFileSync(path, 'utf8'), 10);
  return pid > 1 ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
}
