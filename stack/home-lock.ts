import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Home } from './home.ts';
import { writeWhole } from './home.ts';
import { Refusal } from './refusal.ts';
import { until } from './waiting.ts';

export interface HomeLock {
  /** Tells a second launcher where this one answers. */
  announce(address: string): void;
  /** Tells a second launcher that waiting is worth it. */
  announceStop(): void;
  release(): void;
}

const stopping = 'stopping';
const stopMilliseconds = 60_000;

/**
 * Makes this process the only launcher of an installation, after one that is just stopping. The lock is the one SQLite takes on its file, because the
 * operating system itself gives that back when the process ends, however it ends; a file with a pid in it would outlive `kill -9`.
 * @throws Refusal naming the pid and the address of the launcher that has it
 */
export async function lockHome(home: Home, signal?: AbortSignal): Promise<HomeLock> {
  return until(
    () => tryToLock(home),
    { within: read(join(home.run, 'launcher.address')) === stopping ? stopMilliseconds : 0, ...(signal && { signal }) },
    () => alreadyRunning(home, read(join(home.run, 'launcher.pid')), read(join(home.run, 'launcher.address'))),
  );
}

function tryToLock(home: Home): HomeLock | undefined {
  const lock = new DatabaseSync(join(home.run, 'launcher.lock'));
  const pidFile = join(home.run, 'launcher.pid');
  const addressFile = join(home.run, 'launcher.address');
  try {
    lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
  } catch (failure) {
    lock.close();
    if ((failure as { errcode?: number }).errcode !== 5) throw failure;
    return undefined;
  }
  rmSync(addressFile, { force: true });
  writeFileSync(pidFile, String(process.pid));
  return {
    announce: (address) => writeWhole(addressFile, address),
    announceStop: () => {
      try {
        writeWhole(addressFile, stopping);
      } catch {
        // On a full disk the stop matters more than its announcement.
      }
    },
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
  const lock = tryToLock(home);
  lock?.release();
  return lock === undefined;
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
