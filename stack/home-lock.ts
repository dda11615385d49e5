import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Home } from './home.ts';
import { writeWhole } from './home.ts';
import { Refusal } from './refusal.ts';

export interface HomeLock {
  /** Tells a second launcher where this one answers. */
  announce(address: string): void;
  release(): void;
}

/**
 * Makes this process the only launcher of an installation. The lock is the one SQLite takes on its file, because the
 * operating system itself gives that back when the process ends, however it ends; a file with a pid in it would outlive `kill -9`.
 * @throws Refusal naming the pid and the address of the launcher that has it
 */
export function lockHome(home: Home): HomeLock {
  const lock = new DatabaseSync(join(home.run, 'launcher.lock'));
  const pidFile = join(home.run, 'launcher.pid');
  const addressFile = join(home.run, 'launcher.address');
  try {
    lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
  } catch (failure) {
    lock.close();
    if ((failure as { errcode?: number }).errcode !== 5) throw failure;
    throw alreadyRunning(home, read(pidFile), read(addressFile));
  }
  rmSync(addressFile, { force: true });
  writeFileSync(pidFile, String(process.pid));
  return {
    announce: (address) => writeWhole(addressFile, address),
    release: () => {
      rmSync(pidFile, { force: true });
      rmSync(addressFile, { force: true });
      lock.close();
    },
  };
}

/** Whether a launcher holds this installation at the moment. */
export function launcherIsRunning(home: Home): boolean {
  if (!existsSync(join(home.run, 'launcher.lock'))) return false;
  try {
    lockHome(home).release();
    return false;
  } catch (failure) {
    if (failure instanceof Refusal) return true;
    throw failure;
  }
}

function alreadyRunning(home: Home, pid: string, address: string): Refusal {
  return new Refusal(
    `Schoolward already runs from ${home.folder}: process ${pid || 'unknown'}, ${address ? `at ${address}` : 'still starting'}.`,
    `Use that one, stop it first${pid && ` (kill ${pid})`}, or start a second installation: npm start -- --home FOLDER --port 0`,
  );
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}
