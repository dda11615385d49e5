import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { childProcess, type ChildCommands, type ChildName, type ChildSettings, productCommands, type Profile, runAdmin, settingsEnvironment } from './children.ts';
import { allOrNone, startStores } from './stores.ts';
import { ensureKeys, type Home, prepareHome, writeWhole } from './home.ts';
import { type HomeLock, lockHome } from './home-lock.ts';
import { findFreePorts, portIsFree } from './ports.ts';
import type { ProcessName } from './process-identity.ts';
import { Progress } from './progress.ts';
import { Refusal } from './refusal.ts';
import type { SupervisedProcess } from './supervised-process.ts';
import { until } from './waiting.ts';
import { buildWeb } from './web-build.ts';

export interface StackOptions {
  /** Folder of all state; created when missing. */
  home: string;
  /** Without one: production when both stores are somebody else's, otherwise the demonstration. */
  profile?: Profile;
  /** Whether to build the screens when their sources changed; no unless told. */
  web?: boolean;
  /** Whether to fill an empty store with the demonstration and print its accounts; no unless told. */
  demonstration?: boolean;
  /** Which of our programs to run; both unless told. With none there are only PostgreSQL and Temporal. */
  children?: ChildName[];
  /** Port of the API; 0 or none = any free one. */
  port?: number;
  namespace?: string;
  /** A PostgreSQL to use instead of the embedded one. */
  databaseUrl?: string;
  /** A Temporal server to use instead of the embedded one. */
  temporalAddress?: string;
  temporalServerPath?: string;
  logLevel?: string;
  commands?: ChildCommands;
  progress?: Progress;
  /** Stops the start; what was started is stopped again. */
  signal?: AbortSignal;
}

export interface Stack {
  databaseUrl: string;
  temporalAddress: string;
  namespace: string;
  baseUrl: string;
  home: string;
  profile: Profile;
  /** The variables its programs were started with, for another program beside them. */
  environment: Record<string, string>;
  /** Pids of the processes that live now. */
  pids(): Partial<Record<ProcessName, number>>;
  /** Kills one as a crash would, and returns when it is dead. It is started again by itself. */
  kill(name: ProcessName): Promise<void>;
  /** Waits until the API says that it, the worker and both stores work. */
  untilReady(): Promise<void>;
  /** Runs an operators' command, for example `admin(['seed'], print)`. */
  admin(words: string[], onLine?: (line: string) => void): Promise<void>;
  stop(): Promise<void>;
}

const readyMilliseconds = 90_000;
const deathsBeforeGivingUp = 3;

/**
 * Starts an installation: both stores, the migrations and our programs, and returns when the API reports that all of it works.
 * @throws Refusal when something outside stands in the way; whatever was started has been stopped then
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const progress = options.progress ?? new Progress((line) => process.stderr.write(line + '\n'));
  const home = prepareHome(resolve(options.home));
  const lock = await lockHome(home, options.signal);
  const running: SupervisedProcess[] = [];
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([ending.signal, options.signal]) : ending.signal;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= stopAll());
  let firstFailure: unknown;
  const fail = (failure: unknown): void => {
    firstFailure ??= failure;
    ending.abort(failure);
  };
  const stopAll = async (): Promise<void> => {
    ending.abort(new Error('The stack was stopped.'));
    lock.announceStop();
    for (const name of ['api', 'worker', 'temporal', 'postgres']) await running.find((process) => process.name === name)?.stop();
    rmSync(home.environmentFile, { force: true });
    lock.release();
  };
  try {
    return await bringUp(options, { home, lock, running, progress, signal, stop, fail });
  } catch (failure) {
    await stop();
    throw firstFailure ?? failure;
  }
}

interface Surroundings {
  home: Home;
  lock: HomeLock;
  running: SupervisedProcess[];
  progress: Progress;
  signal: AbortSignal;
  stop(): Promise<void>;
  /** Ends the whole start at once, whatever else is under way. */
  fail(failure: unknown): void;
}

async function bringUp(options: StackOptions, surroundings: Surroundings): Promise<Stack> {
  const { home, lock, running, progress, signal } = surroundings;
  const children = options.children ?? ['worker', 'api'];
  const commands = options.commands ?? productCommands;
  ensureKeys(home);
  const web = options.web ? buildWeb(progress, signal) : Promise.resolve();
  web.catch(surroundings.fail);
  const namespace = options.namespace ?? 'schoolward';
  let settings: ChildSettings | undefined;
  const choosePort = async (): Promise<number> => (children.includes('api') ? apiPort(options.port ?? 0) : 0);
  const stores = await startStores({ ...options, namespace }, surroundings, choosePort, async (databaseUrl, temporalAddress, port) => {
    settings = {
      home,
      databaseUrl,
      temporalAddress,
      namespace,
      port,
      profile: options.profile ?? (options.databaseUrl ? 'production' : 'demo'),
      logLevel: options.logLevel ?? 'info',
    };
    if (children.length === 0) return;
    await progress.step('Migrations', (tell) => runAdmin(commands, ['migrate'], settings!, tell, signal));
  });
  const { port, profile } = settings!;
  const environment = settingsEnvironment(settings!);
  writeWhole(home.environmentFile, JSON.stringify(environment));
  const baseUrl = `http://127.0.0.1:${port}`;
  for (const name of children) {
    const child = childProcess(name, commands, settings!, (line) => progress.say(line));
    running.push(child);
    child.start();
  }
  await web;
  const untilReady = (): Promise<void> => waitUntilReady(baseUrl, running, progress, signal);
  const works = [
    children.includes('api') ? untilReady() : undefined,
    options.demonstration ? prepareDemonstration((words, onLine) => runAdmin(commands, words, settings!, onLine, signal), progress) : undefined,
  ];
  await allOrNone(works, surroundings.fail);
  lock.announce(children.includes('api') ? baseUrl : `${stores.temporalAddress} (Temporal)`);
  return {
    databaseUrl: stores.databaseUrl,
    temporalAddress: stores.temporalAddress,
    namespace,
    baseUrl,
    home: home.folder,
    profile,
    environment,
    pids: () => Object.fromEntries(running.flatMap(({ name, pid }) => (pid === undefined ? [] : [[name, pid]]))),
    kill: async (name) => running.find((process) => process.name === name)?.kill(),
    untilReady,
    admin: (words, onLine = () => undefined) => runAdmin(commands, words, settings!, onLine, signal),
    stop: surroundings.stop,
  };
}

/** The seed needs both stores and nothing else, so it runs while worker and API come up. */
async function prepareDemonstration(admin: (words: string[], onLine: (line: string) => void) => Promise<void>, progress: Progress): Promise<void> {
  const print = (line: string): void => progress.say(`  ${line}`);
  await progress.step('Demonstration data', () => admin(['seed'], print));
  await admin(['accounts'], print);
}

async function apiPort(wanted: number): Promise<number> {
  if (wanted === 0) return (await findFreePorts(1))[0]!;
  if (await portIsFree(wanted)) return wanted;
  throw new Refusal(
    `Port ${wanted} on 127.0.0.1 is taken by another program.`,
    `Stop that program, or choose another port: npm start -- --port ${wanted + 1} (0 takes any free one)`,
  );
}

async function waitUntilReady(baseUrl: string, running: SupervisedProcess[], progress: Progress, signal: AbortSignal): Promise<void> {
  const deathsBefore = new Map(running.map((process) => [process, process.deaths]));
  await progress.step('Worker and API', async (tell) => {
    let missing = 'no answer yet';
    const refusal = (culprit: SupervisedProcess | undefined): Refusal =>
      new Refusal(
        culprit ? `The ${culprit.name} keeps dying. Its last words:\n${culprit.lastWords()}` : `The API at ${baseUrl} does not become ready: ${missing}.`,
        'Mend what it complains about (all logs are in the folder log of the home) and start again; nothing that was recorded is lost.',
      );
    await until(
      async () => {
        const culprit = running.find((process) => process.deaths - deathsBefore.get(process)! >= deathsBeforeGivingUp);
        if (culprit) throw refusal(culprit);
        missing = (await readiness(baseUrl)) ?? '';
        if (missing) tell(missing);
        return missing ? undefined : true;
      },
      { within: readyMilliseconds, signal },
      () => refusal(undefined),
    );
  });
}

/** What is missing, or undefined when the API is ready. */
async function readiness(baseUrl: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(3_000) });
    return response.ok ? undefined : (await response.text()).slice(0, 300);
  } catch {
    return 'no answer yet';
  }
}
