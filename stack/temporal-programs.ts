import { createHash } from 'node:crypto';
import { accessSync, constants, createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { writeWhole } from './home.ts';
import type { Tell } from './progress.ts';
import { Refusal } from './refusal.ts';
import { buildTemporal, goIn, noServer, usualGoFolders } from './temporal-build.ts';
import { fetchTemporalRelease, temporalReleases } from './temporal-release.ts';

export const temporalVersion = '1.32.2';

export interface TemporalPrograms {
  server: string;
  schemaTool: string;
  /** Where they came from, to be shown. */
  origin: string;
}

const run = promisify(execFile);

export interface TemporalSources {
  /** Path of the server or of its folder, from TEMPORAL_SERVER_PATH. */
  serverPath?: string | undefined;
  cacheFolder: string;
  /** Where to look for Go; the PATH and the usual places unless told. */
  goFolders?: string[];
  /** Where releases lie; those of its makers unless told. */
  releases?: string;
}

/**
 * The programs of the Temporal server: the ones named, the ones got earlier on this machine, those on the PATH, built now
 * from their source, or, where there is no Go, those of its release.
 * @throws Refusal naming every way to get one when there is none
 */
export async function obtainTemporal(sources: TemporalSources, tell: Tell, signal: AbortSignal): Promise<TemporalPrograms> {
  const { serverPath, cacheFolder, goFolders = usualGoFolders(), releases = temporalReleases } = sources;
  if (serverPath) return programsAt(serverPath);
  const cached = join(cacheFolder, `temporal-${temporalVersion}-${process.platform}-${process.arch}`);
  if (await cacheIsSound(cached)) return { server: join(cached, 'server'), schemaTool: join(cached, 'sql'), origin: 'built earlier' };
  const onPath = await programsOnPath();
  if (onPath) return onPath;
  const go = goIn(goFolders);
  await putInto(cached, (folder) => (go ? buildTemporal(folder, go, tell, signal) : fetched(folder, releases, tell, signal)));
  return { server: join(cached, 'server'), schemaTool: join(cached, 'sql'), origin: go ? 'built just now' : 'from its release, fetched just now' };
}

/** The folder for what is built once a machine. A home folder that cannot be written gives way to the installation's own. */
export function temporalCacheFolder(installationFolder: string, environment: NodeJS.ProcessEnv): string {
  const usual = join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'schoolward');
  try {
    mkdirSync(usual, { recursive: true });
    accessSync(usual, constants.W_OK);
    return usual;
  } catch {
    return join(installationFolder, 'cache');
  }
}

function programsAt(named: string): TemporalPrograms {
  const missing = (what: string): Refusal =>
    new Refusal(
      `TEMPORAL_SERVER_PATH is ${named}, but ${what}.`,
      'Name the folder (or the server in it) that holds temporal-server and temporal-sql-tool of one release, or leave it away.',
    );
  if (!existsSync(named)) throw missing('nothing is there');
  const folder = statSync(named).isDirectory() ? named : dirname(named);
  const serverNames = folder === named ? ['temporal-server', 'server'] : [basename(named)];
  const server = firstExisting(folder, serverNames);
  if (!server) throw missing('it holds no temporal-server');
  const schemaTool = firstExisting(folder, ['temporal-sql-tool', 'sql']);
  if (!schemaTool) throw missing('there is no temporal-sql-tool beside the server');
  return { server, schemaTool, origin: 'as TEMPORAL_SERVER_PATH says' };
}

function firstExisting(folder: string, names: string[]): string | undefined {
  return names.map((name) => join(folder, name)).find((path) => existsSync(path));
}

/** Only of the version we are tested with: a schema brought to a newer version cannot be brought back. */
async function programsOnPath(): Promise<TemporalPrograms | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const server = join(folder, 'temporal-server');
    const schemaTool = join(folder, 'temporal-sql-tool');
    if (!folder || !existsSync(server) || !existsSync(schemaTool)) continue;
    const said = await run(server, ['--version'], { timeout: 5_000 }).catch(() => undefined);
    if (said?.stdout.includes(temporalVersion)) return { server, schemaTool, origin: `from ${folder}` };
  }
  return undefined;
}

interface Stamp {
  [program: string]: { bytes: number; sha256: string };
}

/** Whether both programs are there and are, byte for byte, what was built. */
async function cacheIsSound(folder: string): Promise<boolean> {
  try {
    const stamp = JSON.parse(readFileSync(join(folder, 'stamp.json'), 'utf8')) as Stamp;
    const checks = ['server', 'sql'].map(async (program) => {
      const path = join(folder, program);
      return statSync(path).size === stamp[program]?.bytes && (await sha256(path)) === stamp[program]?.sha256;
    });
    return (await Promise.all(checks)).every(Boolean);
  } catch {
    return false;
  }
}

async function fetched(folder: string, releases: string, tell: Tell, signal: AbortSignal): Promise<void> {
  await fetchTemporalRelease(folder, temporalVersion, releases, tell, signal).catch((failure: unknown) => {
    signal.throwIfAborted();
    throw noServer(`there is no Go on this machine to build it, and its release cannot be fetched (${(failure as Error).message})`);
  });
}

/** Made beside its place and put there when complete, with what both programs are byte for byte. */
async function putInto(folder: string, make: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await make(unfinished);
    const stamp: Stamp = {};
    for (const program of ['server', 'sql']) {
      const path = join(unfinished, program);
      stamp[program] = { bytes: statSync(path).size, sha256: await sha256(path) };
    }
    writeWhole(join(unfinished, 'stamp.json'), JSON.stringify(stamp));
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
