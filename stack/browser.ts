import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { Refusal } from './refusal.ts';

export interface Chromium {
  executablePath: string;
  /** Arguments this machine needs it to be started with. */
  args: string[];
}

const run = promisify(execFile);

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium to test with: the one CHROMIUM_PATH names, the machine's, the one Playwright downloaded, or the one inside the
 * npm package @sparticuz/chromium (it has no Chinese fonts of its own).
 * @throws Refusal when none of them runs
 */
export async function chromiumExecutable(): Promise<Chromium> {
  // The sandbox cannot be set up by root; /dev/shm is too small for a browser in most containers.
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'];
  const { chromium } = await import('playwright-core');
  for (const executablePath of [process.env.CHROMIUM_PATH, ...installed, chromium.executablePath()]) {
    if (executablePath && (await runs(executablePath))) return { executablePath, args };
  }
  const packaged = await packagedChromium();
  if (packaged) return { executablePath: packaged.executablePath, args: [...new Set([...packaged.args, ...args])] };
  throw new Refusal('There is no Chromium to run the browser tests with.', 'Install one (apt install chromium, or npx playwright install chromium), or name it in CHROMIUM_PATH.');
}

/** Being there is not enough: some systems put a stub in its place that only says what to install. */
async function runs(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  return run(path, ['--version'], { timeout: 20_000 }).then(
    ({ stdout }) => /\d+\.\d+\.\d+/.test(stdout),
    () => false,
  );
}

async function packagedChromium(): Promise<Chromium | undefined> {
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const executablePath = await packaged.executablePath();
    // Made for one page a process: in a single process the browser dies with the first context that is closed.
    return (await runs(executablePath)) ? { executablePath, args: packaged.args.filter((arg) => arg !== '--single-process') } : undefined;
  } catch {
    return undefined;
  }
}
