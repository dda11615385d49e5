import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Home } from './home.ts';
import { identityMarks } from './process-identity.ts';
import { Refusal } from './refusal.ts';
import { SupervisedProcess } from './supervised-process.ts';

export const checkout = join(import.meta.dirname, '..');

export type Profile = 'demo' | 'production';
export type ChildName = 'worker' | 'api';

/** How the product's own programs are called; tests put small stand-ins here. Words after `admin` name what it is to do. */
export interface ChildCommands {
  worker: string[];
  api: string[];
  admin: string[];
}

export const productCommands: ChildCommands = {
  worker: [process.execPath, join(checkout, 'activities/worker.ts')],
  api: [process.execPath, join(checkout, 'api/main.ts')],
  admin: [process.execPath, join(checkout, 'api/admin.ts')],
};

/** Everything the product's programs are told; they read nothing else from their surroundings. */
export interface ChildSettings {
  home: Home;
  databaseUrl: string;
  temporalAddress: string;
  namespace: string;
  port: number;
  profile: Profile;
  logLevel: string;
}

/** The variables that carry these settings to a program. */
export function settingsEnvironment(settings: ChildSettings): Record<string, string> {
  return {
    // Workflow code is replayed on any machine: a local time zone would let two workers disagree about a date.
    TZ: 'UTC',
    DATABASE_URL: settings.databaseUrl,
    TEMPORAL_ADDRESS: settings.temporalAddress,
    TEMPORAL_NAMESPACE: settings.namespace,
    PORT: String(settings.port),
    SCHOOLWARD_HOME: settings.home.folder,
    SCHOOLWARD_PROFILE: settings.profile,
    SCHOOLWARD_KEY_FILE: settings.home.keyFile,
    LOG_LEVEL: settings.logLevel,
  };
}

function childEnvironment(settings: ChildSettings): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'));
  return { ...Object.fromEntries(ours), ...settingsEnvironment(settings) };
}

/** The worker or the API as a supervised process; not yet started. */
export function childProcess(name: ChildName, commands: ChildCommands, settings: ChildSettings, say: (line: string) => void): SupervisedProcess {
  const [command, ...words] = commands[name];
  return new SupervisedProcess(
    {
      name,
      command: command!,
      arguments: words,
      folder: checkout,
      environment: childEnvironment(settings),
      stopSignal: 'SIGTERM',
      graceMilliseconds: 10_000,
    },
    settings.home,
    say,
  );
}

/**
 * Runs one operators' command to its end.
 * @param onLine receives each line it prints
 * @throws Refusal with what it complained about when it fails
 */
export function runAdmin(commands: ChildCommands, words: string[], settings: ChildSettings, onLine: (line: string) => void, signal: AbortSignal): Promise<void> {
  const [command, ...first] = commands.admin;
  return new Promise((done, fail) => {
    const child = spawn(command!, [...first, ...words], {
      cwd: checkout,
      env: { ...childEnvironment(settings), ...identityMarks(settings.home.folder, 'admin') },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A session of its own: a Ctrl+C reaches it only through us, so a migration is not torn from its launcher.
      detached: true,
    });
    // By this a later start finds it, should we be killed while it works.
    const pidFile = join(settings.home.run, 'admin.pid');
    if (child.pid !== undefined) writeFileSync(pidFile, String(child.pid));
    const stop = (): unknown => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    let complaint = '';
    createInterface(child.stdout).on('line', onLine);
    child.stderr.on('data', (chunk) => (complaint = (complaint + String(chunk)).slice(-4_000)));
    child.once('error', fail);
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      rmSync(pidFile, { force: true });
      if (code === 0) return done();
      if (signal.aborted) return fail(signal.reason);
      fail(new Refusal(`npm run admin -- ${words.join(' ')} failed (exit code ${code}):\n${complaint.trimEnd()}`, 'Mend what it complains about and start again; what was done stays done.'));
    });
  });
}
