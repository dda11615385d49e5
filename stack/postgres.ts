import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import type { Home, Installation } from './home.ts';
import { refuseFullDisk, writeInstallation } from './home.ts';
import { clearStalePostgresLock } from './left-overs.ts';
import { choosePostgresFolder, findPostgresPrograms, giveTo, type OsUser, postgresUser, type PostgresPrograms } from './postgres-folder.ts';
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
  const folder = choosePostgresFolder(home, installation, user);
  refuseLostDatabase(installation, folder);
  if (!existsSync(folder)) await createCluster(programs, folder, installation, user, signal);
  if (installation.postgresFolder !== folder) writeInstallation(home, Object.assign(installation, { postgresFolder: folder }));
  const port = installation.ports.postgres!;
  const url: RunningPostgres['url'] = (role, database) =>
    `postgres://${role}:${installation.passwords[role]}@127.0.0.1:${port}/${database}`;
  const server = new SupervisedProcess(
    {
      name: 'postgres',
      command: programs.postgres,
      arguments: ['-D', folder, '-p', String(port), ...serverSettings],
      folder: '/',
      environment: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8' },
      ...(user && { user }),
      // SIGINT is PostgreSQL's fast stop: open sessions are ended, the data is brought to rest.
      stopSignal: 'SIGINT',
      graceMilliseconds: 30_000,
      beforeStart: () => clearStalePostgresLock(folder, home),
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
  ['unix_socket_directories', ''],
  ['max_connections', '200'],
  ['shared_buffers', '256MB'],
  ['timezone', 'UTC'],
  ['log_timezone', 'UTC'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

function refuseLostDatabase(installation: Installation, folder: string): void {
  if (!installation.postgresFolder || existsSync(folder)) return;
  throw new Refusal(
    `The database of this installation is not at ${folder} any more.`,
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
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, 'data'), { recursive: true, mode: 0o700 });
  refuseFullDisk(dirname(folder));
  const passwordFile = join(unfinished, 'password');
  writeFileSync(passwordFile, installation.passwords.postgres + '\n', { mode: 0o600 });
  for (const path of [unfinished, join(unfinished, 'data'), passwordFile]) giveTo(path, user);
  await runInitdb(
    programs.initdb,
    [
      `--pgdata=${join(unfinished, 'data')}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // With the locale C, trigram search finds nothing in Chinese.
      '--locale=C.UTF-8',
      '--lc-messages=C',
      '--data-checksums',
    ],
    user,
    signal,
  );
  rmSync(passwordFile);
  renameSync(join(unfinished, 'data'), folder);
  rmSync(unfinished, { recursive: true });
}

function runInitdb(initdb: string, options: string[], user: OsUser | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const environment = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8' };
    const child = spawn(initdb, options, { cwd: '/', env: environment, stdio: ['ignore', 'pipe', 'pipe'], signal, ...user });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => (code === 0 ? done() : fail(new Error(`initdb failed (exit code ${code}):\n${said}`))));
  });
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
