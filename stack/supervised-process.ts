import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from './home.ts';
import { identityMarks, type ProcessName } from './process-identity.ts';
import { happensWithin } from './waiting.ts';

export interface ProcessPlan {
  name: ProcessName;
  command: string;
  arguments: string[];
  folder: string;
  /** A folder it gets open, as descriptor 3. */
  inheritedFolder?: string;
  environment: NodeJS.ProcessEnv;
  /** Operating-system user to run as, when it must not be ours. */
  user?: { uid: number; gid: number };
  /** How to ask it to stop, and how long it may take before it is killed. */
  stopSignal: NodeJS.Signals;
  graceMilliseconds: number;
  /** Runs before every start, also after a death. */
  beforeStart?: () => void;
}

const firstBackOffMilliseconds = 200;
/** Short enough that everything is ready within ten seconds also after several crashes in a row (QUALITY, kill drill). */
const longestBackOffMilliseconds = 2_000;
const livedWellMilliseconds = 30_000;
const largestLogBytes = 50 * 1024 * 1024;

/**
 * One process of the stack: started in a session of its own (a Ctrl+C in the terminal must reach the launcher alone, which
 * then stops everything in order), its pid and its log kept in the home, started again with growing pauses when it dies.
 */
export class SupervisedProcess {
  readonly #plan: ProcessPlan;
  readonly #home: Home;
  readonly #say: (line: string) => void;
  #child: ChildProcess | undefined;
  #pause = firstBackOffMilliseconds;
  #restart: NodeJS.Timeout | undefined;
  #stopping = false;
  #deaths = 0;

  constructor(plan: ProcessPlan, home: Home, say: (line: string) => void) {
    this.#plan = plan;
    this.#home = home;
    this.#say = say;
  }

  get name(): ProcessName {
    return this.#plan.name;
  }

  /** The pid, or undefined while it is dead. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** How often it died since the launcher started it. */
  get deaths(): number {
    return this.#deaths;
  }

  start(): void {
    const { name, command, environment, user, folder, inheritedFolder } = this.#plan;
    this.#plan.beforeStart?.();
    const log = openLog(this.#logFile);
    const inherited = inheritedFolder ? [openSync(inheritedFolder, 'r')] : [];
    const startedAt = performance.now();
    try {
      const child = spawn(command, this.#plan.arguments, {
        cwd: folder,
        env: { ...environment, ...identityMarks(this.#home.folder, name) },
        stdio: ['ignore', log, log, ...inherited],
        detached: true,
        ...user,
      });
      this.#child = child;
      child.once('error', (failure) => this.#died(startedAt, failure.message));
      child.once('exit', (code, signal) => this.#died(startedAt, signal ?? `exit code ${code}`));
      if (child.pid !== undefined) this.#writePid(child.pid);
    } finally {
      [log, ...inherited].forEach(closeSync);
    }
  }

  /** A full disk must not cost us a process that runs well. */
  #writePid(pid: number): void {
    try {
      writeFileSync(this.#pidFile, String(pid));
    } catch (failure) {
      this.#say(`The pid of ${this.name}, ${pid}, cannot be written down: ${(failure as Error).message}`);
    }
  }

  #died(startedAt: number, how: string): void {
    if (!this.#child) return;
    this.#child = undefined;
    rmSync(this.#pidFile, { force: true });
    if (this.#stopping) return;
    this.#deaths += 1;
    if (performance.now() - startedAt > livedWellMilliseconds) this.#pause = firstBackOffMilliseconds;
    this.#say(`${this.name} died (${how}); starting it again in ${this.#pause} ms. Its log: ${this.#logFile}`);
    this.#restart = setTimeout(() => this.#startAgain(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, longestBackOffMilliseconds);
  }

  #startAgain(): void {
    try {
      this.start();
    } catch (failure) {
      // A full disk or too many open files may pass: the launcher must live on to try again.
      this.#say(`${this.name} could not be started: ${(failure as Error).message}`);
      this.#restart = setTimeout(() => this.#startAgain(), longestBackOffMilliseconds);
    }
  }

  /** Asks it to stop, waits for its grace, then kills it. Does nothing when it is not running. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (!child) return;
    child.kill(this.#plan.stopSignal);
    if (await happensWithin(this.#plan.graceMilliseconds, () => this.#child === undefined)) return;
    this.#say(`${this.name} did not stop within ${this.#plan.graceMilliseconds / 1000} s and is killed.`);
    child.kill('SIGKILL');
    await happensWithin(5_000, () => this.#child === undefined);
  }

  /** Kills it as a crash would, and returns when it is dead. It will be started again. */
  async kill(): Promise<void> {
    const victim = this.#child;
    victim?.kill('SIGKILL');
    await happensWithin(5_000, () => this.#child !== victim || !victim);
  }

  /** The last lines it wrote, for a message about why it does not come up. */
  lastWords(lines = 15): string {
    return existsSync(this.#logFile) ? readFileSync(this.#logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
  }

  get #pidFile(): string {
    return join(this.#home.run, `${this.name}.pid`);
  }

  get #logFile(): string {
    return join(this.#home.log, `${this.name}.log`);
  }
}

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > largestLogBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o640);
}
