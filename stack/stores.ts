import { ensureDatabases } from './databases.ts';
import { type Home, type Installation, readInstallation, writeInstallation } from './home.ts';
import { stopLeftOvers } from './left-overs.ts';
import { findFreePorts, portIsFree } from './ports.ts';
import { type RunningPostgres, startPostgres } from './postgres.ts';
import type { Progress } from './progress.ts';
import type { SupervisedProcess } from './supervised-process.ts';
import { ensureNamespace } from './temporal-namespace.ts';
import { obtainTemporal, temporalCacheFolder, type TemporalPrograms, temporalVersion } from './temporal-programs.ts';
import { prepareTemporalSchema, temporalPorts, temporalProcess } from './temporal-server.ts';

export interface StoreOptions {
  namespace: string;
  databaseUrl?: string;
  temporalAddress?: string;
  temporalServerPath?: string;
}

export interface StoreSurroundings {
  home: Home;
  running: SupervisedProcess[];
  progress: Progress;
  signal: AbortSignal;
  /** Ends the whole start at once, whatever else is under way. */
  fail(failure: unknown): void;
}

export interface Stores {
  databaseUrl: string;
  temporalAddress: string;
}

/**
 * Makes both stores available: embedded ones, except where the address of another is given.
 * @param choosePort is asked for the API's port as soon as nothing of ours can hold it any more
 * @param migrate runs as soon as the database is there, beside the start of the Temporal server
 * @throws Refusal when one of them cannot be had
 */
export async function startStores(
  options: StoreOptions,
  surroundings: StoreSurroundings,
  choosePort: () => Promise<number>,
  migrate: (databaseUrl: string, temporalAddress: string, port: number) => Promise<void>,
): Promise<Stores> {
  const { home, progress, signal } = surroundings;
  const installation = readInstallation(home);
  const leftOvers = await stopLeftOvers(home);
  if (leftOvers.length > 0) progress.say(`  An earlier start was killed; stopped what it left running: ${leftOvers.join(', ')}.`);
  const port = await choosePort();
  await choosePorts(home, installation);
  const temporalAddress = options.temporalAddress ?? `127.0.0.1:${installation.ports.frontend_grpc}`;
  const withEmbeddedTemporal = options.temporalAddress === undefined;
  const withEmbeddedPostgres = options.databaseUrl === undefined || withEmbeddedTemporal;

  const [programs, postgres] = await allOrNone([
    withEmbeddedTemporal ? obtainPrograms(options, surroundings) : undefined,
    withEmbeddedPostgres ? startDatabase(surroundings, installation) : undefined,
  ], surroundings.fail);
  const databaseUrl = options.databaseUrl ?? postgres!.url('schoolward', 'schoolward');
  await allOrNone([
    migrate(databaseUrl, temporalAddress, port),
    progress.step('Temporal', async () => {
      const server = programs && (await startTemporal(programs, postgres!, installation, surroundings));
      await ensureNamespace(temporalAddress, options.namespace, signal, () => (server && server.deaths > 3 ? server.lastWords() : undefined));
      return `${server ? `server ${temporalVersion}` : 'the server given'} at ${temporalAddress}, namespace ${options.namespace}`;
    }),
  ], surroundings.fail);
  return { databaseUrl, temporalAddress };
}

/** Like Promise.all, but the first failure ends the other works, and is passed on when none of them is under way any more. */
export async function allOrNone<Works extends readonly unknown[]>(works: readonly [...Works], fail: (failure: unknown) => void): Promise<{ -readonly [Index in keyof Works]: Awaited<Works[Index]> }> {
  await Promise.allSettled(works.map((work) => Promise.resolve(work).catch(fail)));
  return Promise.all(works);
}

/** The ports of the last start while they are free: the programs of others may remember them. */
async function choosePorts(home: Home, installation: Installation): Promise<void> {
  const names = ['postgres', ...temporalPorts];
  const free = await Promise.all(names.map((name) => portIsFree(installation.ports[name] ?? -1).catch(() => false)));
  if (free.every(Boolean)) return;
  const ports = await findFreePorts(names.length);
  installation.ports = Object.fromEntries(names.map((name, index) => [name, ports[index]!]));
  writeInstallation(home, installation);
}

async function obtainPrograms(options: StoreOptions, { home, progress, signal }: StoreSurroundings): Promise<TemporalPrograms> {
  let programs!: TemporalPrograms;
  await progress.step(`Temporal server ${temporalVersion}`, async (tell) => {
    programs = await obtainTemporal({ serverPath: options.temporalServerPath, cacheFolder: temporalCacheFolder(home.folder, process.env) }, tell, signal);
    return programs.origin;
  });
  return programs;
}

async function startDatabase({ home, running, progress, signal }: StoreSurroundings, installation: Installation): Promise<RunningPostgres> {
  let postgres!: RunningPostgres;
  await progress.step('PostgreSQL', async () => {
    postgres = await startPostgres(home, installation, (line) => progress.say(line), (process) => running.push(process), signal);
    await ensureDatabases(postgres.url('postgres', 'postgres'), installation.passwords);
    return `version ${postgres.version} on port ${installation.ports.postgres}`;
  });
  return postgres;
}

async function startTemporal(
  programs: TemporalPrograms,
  postgres: RunningPostgres,
  installation: Installation,
  { home, running, progress, signal }: StoreSurroundings,
): Promise<SupervisedProcess> {
  await prepareTemporalSchema(programs, postgres, installation, signal);
  const server = temporalProcess(programs, home, installation, (line) => progress.say(line));
  running.push(server);
  server.start();
  return server;
}
