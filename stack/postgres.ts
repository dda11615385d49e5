import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, globSync, mkdirSync, openSync, rmSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Client } from 'pg';
import type { Home, Installation } from './home.ts';
import { refuseFullDisk, writeInstallation } from './home.ts';
import { clearStalePostgresLock } from './left-overs.ts';
import { findPostgresPrograms, giveTo, type OsUser, postgresUser, type PostgresPrograms, type ReachableFolder, reachableFolder } from './postgres-folder.ts';
import { Refusal } from './refusal.ts';
import { SupervisedProcess } from './supervised-process.ts';
import { until } from './waiting.ts';

export interface RunningPostgres {
  process: SupervisedProcess;
  version: string;
  /** The address of a database for one of the roles that have a password. */
  url(role: keyof Installation['passwords'], database: string): string;
}

const startUpMilliseconds = 60_000;

/**
 * Creates the database cluster where there is none and starts the server on it, on 127.0.0.1 only.
 * @throws Refusal when it does not come up
 */
export async function startPostgres(
  home: Home,
  installation: Installation,
  say: (line: string) => void,
  register: (process: SupervisedProcess) => void,
  signal: AbortSignal,
): Promise<RunningPostgres> {
  const user = postgresUser();
  const programs = findPostgresPrograms(user);
  if (!existsSync(home.postgres)) {
    refuseLostDatabase(home, installation);
    await createCluster(programs, home.postgres, installation, user, signal);
  }
  if (!installation.databaseCreated) writeInstallation(home, Object.assign(installation, { databaseCreated: true }));
  const folder = reachableFolder(home.postgres, user);
  const port = installation.ports.postgres!;
  const url: RunningPostgres['url'] = (role, database) =>
    `postgres://${role}:${installation.passwords[role]}@127.0.0.1:${port}/${database}`;
  const server = new SupervisedProcess(
    {
      name: 'postgres',
      command: programs.postgres,
      arguments: ['-D', folder.name, '-p', String(port), ...serverSettings],
      folder: '/',
      ...(folder.inherit && { inheritedFolder: folder.inherit }),
      environment: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
      ...(user && { user }),
      // SIGINT is PostgreSQL's fast stop: open sessions are ended, the data is brought to rest.
      stopSignal: 'SIGINT',
      graceMilliseconds: 30_000,
      beforeStart: () => clearStalePostgresLock(home),
    },
    home,
    say,
  );
  register(server);
  server.start();
  await untilItAnswers(server, url('postgres', 'postgres'), signal);
  return { process: server, version: programs.version, url };
}

const serverSettings = [
  ['listen_addresses', '127.0.0.1'],
  // details and statements of an error quote what was written: no personal data in a log
  ['log_error_verbosity', 'terse'],
  ['log_min_error_statement', 'panic'],
  ['unix_socket_directories', ''],
  ['max_connections', '200'],
  ['shared_buffers', '256MB'],
  ['timezone', 'UTC'],
  ['log_timezone', 'UTC'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

function refuseLostDatabase(home: Home, installation: Installation): void {
  if (!installation.databaseCreated) return;
  throw new Refusal(
    `The database of this installation is not at ${home.postgres} any more.`,
    'Mount or restore that folder; starting with an empty one would hide the loss. For a new installation choose an empty folder: npm start -- --home FOLDER',
  );
}

/** `initdb` writes PG_VERSION first and may be killed afterwards, so the folder gets its name only when it is complete. */
async function createCluster(
  programs: PostgresPrograms,
  folder: string,
  installation: Installation,
  user: OsUser | undefined,
  signal: AbortSignal,
): Promise<void> {
  // A killed launcher's initdb may still be writing: what it leaves is cleared away, but never worked in again.
  for (const left of globSync(`${basename(folder)}.unfinished-*`, { cwd: dirname(folder) })) {
    rmSync(join(dirname(folder), left), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  const unfinished = `${folder}.unfinished-${process.pid}`;
  mkdirSync(join(unfinished, 'data'), { recursive: true, mode: 0o700 });
  refuseFullDisk(dirname(folder));
  const passwordFile = join(unfinished, 'password');
  writeFileSync(passwordFile, installation.passwords.postgres + '\n', { mode: 0o600 });
  for (const path of [unfinished, join(unfinished, 'data'), passwordFile]) giveTo(path, user);
  const place = reachableFolder(unfinished, user);
  await runInitdb(
    programs.initdb,
    [
      `--pgdata=${join(place.name, 'data')}`,
      '--username=postgres',
      `--pwfile=${join(place.name, 'password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // With the locale C, trigram search finds nothing in Chinese.
      '--locale=C.UTF-8',
      '--lc-messages=C',
      '--data-checksums',
    ],
    place,
    user,
    signal,
  );
  rmSync(passwordFile);
  renameSync(join(unfinished, 'data'), folder);
  rmSync(unfinished, { recursive: true });
}

async function runInitdb(initdb: string, options: string[], place: ReachableFolder, user: OsUser | undefined, signal: AbortSignal): Promise<void> {
  const environment = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8' };
  const inherited = place.inherit ? [openSync(place.inherit, 'r')] : [];
  try {
    const child = spawn(initdb, options, { cwd: '/', env: environment, stdio: ['ignore', 'pipe', 'pipe', ...inherited], signal, ...user });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`initdb failed (exit code ${code}):\n${said}`);
  } finally {
    inherited.forEach(closeSync);
  }
}

async function untilItAnswers(server: SupervisedProcess, url: string, signal: AbortSignal): Promise<void> {
  const refusal = (): Refusal =>
    new Refusal(`PostgreSQL does not start. Its last words:\n${server.lastWords()}`, 'Mend what it complains about and start again; nothing was changed.');
  await until(
    async () => {
      if (server.deaths > 4) throw refusal();
      return (await answers(url)) ? true : undefined;
    },
    { within: startUpMilliseconds, signal },
    refusal,
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
