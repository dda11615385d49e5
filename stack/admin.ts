import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { checkout, productCommands, settingsEnvironment } from './children.ts';
import { ensureKeys, homeAt, prepareHome } from './home.ts';
import { launcherIsRunning } from './home-lock.ts';
import { Progress } from './progress.ts';
import { describeFailure } from './refusal.ts';
import { readSettings, type Settings } from './settings.ts';
import { startStack } from './stack.ts';
import { ensureNamespace } from './temporal-namespace.ts';

// Operators' commands need both stores: those named in the environment, those of the installation that runs, or, when it
// does not run, its own, started for as long as the command takes.
try {
  process.exitCode = await runAdminCommand(process.argv.slice(2));
} catch (failure) {
  console.error(describeFailure(failure));
  process.exitCode = 1;
}

async function runAdminCommand(words: string[]): Promise<number> {
  const settings = readSettings([], process.env, checkout);
  const { databaseUrl, temporalAddress } = settings;
  if (databaseUrl && temporalAddress) return run(words, await overGivenServers({ ...settings, databaseUrl, temporalAddress }));
  const home = homeAt(settings.home);
  if (launcherIsRunning(home)) return run(words, JSON.parse(readFileSync(home.environmentFile, 'utf8')) as Record<string, string>);
  const stack = await startStack({ ...settings, children: [], progress: new Progress((line) => console.error(line)) });
  try {
    return await run(words, stack.environment);
  } finally {
    await stack.stop();
  }
}

/** What `npm start` would tell its programs, and prepare for them. Where the keys are given too (deploy/compose.yaml), none are made beside them. */
async function overGivenServers(settings: Settings & { databaseUrl: string; temporalAddress: string }): Promise<Record<string, string>> {
  const keyFile = process.env.SCHOOLWARD_KEY_FILE;
  const home = keyFile ? { ...homeAt(settings.home), keyFile } : prepareHome(settings.home);
  if (!keyFile) ensureKeys(home);
  await ensureNamespace(settings.temporalAddress, settings.namespace, new AbortController().signal, () => undefined);
  return settingsEnvironment({ ...settings, home });
}

function run(words: string[], environment: Record<string, string>): Promise<number> {
  const [command, ...first] = productCommands.admin;
  return new Promise((done, fail) => {
    const child = spawn(command!, [...first, ...words], { env: { ...process.env, ...environment }, stdio: 'inherit' });
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}
