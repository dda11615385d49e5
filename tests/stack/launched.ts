import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Launched {
  process: ChildProcess;
  home: string;
  /** Everything printed until now, and standard output alone. */
  output(): string;
  stdout(): string;
  /** The address of the ready line; rejects with the output when the launcher ends before. */
  ready: Promise<string>;
  exitCode: Promise<number | null>;
}

/** A folder of its own for one test, reachable for the user PostgreSQL runs as. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'schoolward-stack-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** Starts the real launcher over stand-ins for worker, API and operators' commands. */
export function launchOverStandIns(home: string, flags: string[] = ['--port', '0'], options: { uid?: number; environment?: NodeJS.ProcessEnv } = {}): Launched {
  const words = [join(import.meta.dirname, 'stand-ins', 'launch.ts'), '--home', home, ...flags];
  // The stores of the surrounding test run must not be taken for those of this installation.
  const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _temporal, SCHOOLWARD_PROFILE: _profile, ...environment } = process.env;
  const child = spawn(process.execPath, words, {
    env: { ...environment, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
  });
  const said = { out: '', all: '' };
  const exitCode = new Promise<number | null>((ended) => child.once('close', ended));
  const ready = new Promise<string>((isReady, isNot) => {
    child.stdout.on('data', (chunk) => {
      said.out += String(chunk);
      said.all += String(chunk);
      const address = /^Schoolward is ready: (\S+)$/m.exec(said.out)?.[1];
      if (address) isReady(address);
    });
    child.stderr.on('data', (chunk) => (said.all += String(chunk)));
    void exitCode.then((code) => isNot(new Error(`exit code ${code}:\n${said.all}`)));
  });
  ready.catch(() => undefined);
  return { process: child, home, output: () => said.all, stdout: () => said.out, ready, exitCode };
}

/** The pid in one of the home's pid files, or undefined when there is none. */
export function pidOf(home: string, name: string): number | undefined {
  try {
    return Number(readFileSync(join(home, 'run', `${name}.pid`), 'utf8'));
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie nobody collects is as dead as it gets.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
