import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statfsSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Refusal } from './refusal.ts';

/** What an installation has to remember about itself from one start to the next. Kept in `installation.json`, readable by its owner only. */
export interface Installation {
  id: string;
  /** That there is a database to be expected in the folder `postgres`. */
  databaseCreated?: boolean;
  passwords: { postgres: string; temporal: string; schoolward: string };
  ports: Record<string, number>;
}

export interface Home {
  folder: string;
  run: string;
  log: string;
  postgres: string;
  keyFile: string;
  /** What the programs of the running installation were told, for operators' commands beside it. */
  environmentFile: string;
}

/** Where everything of an installation lies; creates nothing. */
export function homeAt(folder: string): Home {
  const run = join(folder, 'run');
  return { folder, run, log: join(folder, 'log'), postgres: join(folder, 'postgres'), keyFile: join(folder, 'keys.json'), environmentFile: join(run, 'environment.json') };
}

const needed = 512 * 1024 * 1024;

/**
 * Creates the folders of an installation where they are missing.
 * @throws Refusal when the folder cannot be written or its disk is nearly full
 */
export function prepareHome(folder: string): Home {
  const home = homeAt(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    mkdirSync(home.run, { recursive: true });
    mkdirSync(home.log, { recursive: true, mode: 0o750 });
    writeWhole(join(home.run, '.writable'), '');
  } catch (failure) {
    throw refuseHome(folder, failure);
  }
  refuseFullDisk(folder);
  return home;
}

function refuseHome(folder: string, failure: unknown): unknown {
  const code = (failure as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return fullDisk(folder, 0);
  // Node says ENOENT where a folder and its parents cannot be made on a disk mounted for reading only.
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST'].includes(code ?? '')) return failure;
  return new Refusal(
    `The folder ${folder}, which holds everything of this installation, cannot be written by the user ${userInfo().username} (${code}).`,
    'Start as the user who owns it, give that user the right to write there, or choose another folder: npm start -- --home FOLDER',
    { cause: failure },
  );
}

/** @throws Refusal when less is free than PostgreSQL needs to start and to recover */
export function refuseFullDisk(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < needed) throw fullDisk(folder, bavail * bsize);
}

function fullDisk(folder: string, free: number): Refusal {
  return new Refusal(
    `The disk under ${folder} is full: ${Math.floor(free / 1024 / 1024)} MB are free, ${needed / 1024 / 1024} MB are needed to start.`,
    'Free some space, or move the folder to another disk and name it: npm start -- --home FOLDER. Nothing that was recorded is lost.',
  );
}

/**
 * The installation's memory, made at the first start.
 * @throws Refusal when it is unreadable or gone while a database is there: its passwords cannot be guessed again
 */
export function readInstallation(home: Home): Installation {
  const path = join(home.folder, 'installation.json');
  if (existsSync(path)) return readJson<Installation>(path);
  if (existsSync(home.postgres)) {
    throw new Refusal(
      `${path} is missing although a database is there: its password was in that file.`,
      'Put the file back from a backup of this folder, or choose an empty folder: npm start -- --home FOLDER',
    );
  }
  const installation: Installation = {
    id: randomUUID(),
    passwords: { postgres: secret(24), temporal: secret(24), schoolward: secret(24) },
    ports: {},
  };
  writeInstallation(home, installation);
  return installation;
}

export function writeInstallation(home: Home, installation: Installation): void {
  writeWhole(join(home.folder, 'installation.json'), JSON.stringify(installation, null, 2) + '\n');
}

/**
 * Makes the keys that encrypt, index and sign, once. Never again: what was encrypted with lost keys stays unreadable.
 * @throws Refusal when the file is there but damaged
 */
export function ensureKeys(home: Home): void {
  if (existsSync(home.keyFile)) return void readJson(home.keyFile);
  const key = (): string => randomBytes(32).toString('base64');
  const keys = { encryption: { id: 'k1', key: key() }, blindIndex: key(), session: key() };
  writeWhole(home.keyFile, JSON.stringify(keys, null, 2) + '\n');
}

/** Writes a file so that a crash leaves either the old one or the new one; only its owner may read it. */
export function writeWhole(path: string, content: string): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, path);
}

function readJson<Content>(path: string): Content {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content;
  } catch (failure) {
    throw new Refusal(`${path} cannot be read: ${(failure as Error).message}.`, 'Put the file back from a backup of this folder.', { cause: failure });
  }
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
