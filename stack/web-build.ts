import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './children.ts';
import type { Progress } from './progress.ts';
import { Refusal } from './refusal.ts';

const sources = ['stack/web-build.ts', 'web/**/*', 'api/**/contract.ts', 'workflows/**/*.ts', 'package.json', 'package-lock.json'];
const configuration = 'web/vite.config.ts';

interface Build {
  title: string;
  folder: string;
  /** Switches for the sources, which read them as `import.meta.env`. */
  switches: Readonly<Record<`VITE_${string}`, string>>;
}
const product: Build = { title: 'Screens', folder: join(checkout, 'web', 'dist'), switches: {} };
const withGallery: Build = { title: 'Screens with the gallery', folder: join(checkout, 'web', 'dist-gallery'), switches: { VITE_GALLERY: '1' } };

/** Builds the screens into `web/dist`. */
export const buildWeb = (progress: Progress, signal: AbortSignal): Promise<void> => build(product, progress, signal);

/** Builds them once more for the tests, with the page that shows every component: the product is served without it. @returns the folder */
export async function buildGallery(progress: Progress, signal: AbortSignal): Promise<string> {
  await build(withGallery, progress, signal);
  return withGallery.folder;
}

/**
 * Does nothing where the sources are the ones that the folder was built from. Built beside it and put in its place when
 * complete, so that a failed or interrupted build leaves what was there.
 */
async function build({ title, folder, switches }: Build, progress: Progress, signal: AbortSignal): Promise<void> {
  if (!existsSync(join(checkout, configuration))) return;
  const stamp = join(folder, '.built-from');
  const wanted = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await progress.step(title, async (tell) => {
    const unfinished = `${folder}-${process.pid}`;
    try {
      await runVite(unfinished, switches, tell, signal);
      writeFileSync(join(unfinished, '.built-from'), wanted);
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
    return 'built';
  });
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const paths = globSync(sources, { cwd: checkout, exclude: (path) => /(^|\/)(dist[^/]*|node_modules)$/.test(String(path)) });
  for (const path of paths.sort()) {
    const absolute = join(checkout, path);
    if (statSync(absolute).isFile()) hash.update(`${path}\0`).update(readFileSync(absolute)).update('\0');
  }
  return hash.digest('hex');
}

function runVite(outFolder: string, switches: Build['switches'], tell: (detail: string) => void, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const vite = join(checkout, 'node_modules', 'vite', 'bin', 'vite.js');
    const words = [vite, 'build', '--config', configuration, '--outDir', outFolder, '--emptyOutDir', '--configLoader', 'native'];
    // Where NODE_ENV says something else, as under vitest, Vite builds for development.
    const env = { ...process.env, NODE_ENV: 'production', ...switches };
    const child = spawn(process.execPath, words, { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'], signal });
    let said = '';
    const listen = (chunk: unknown): void => {
      said = (said + String(chunk)).slice(-8_000);
      tell(said.trimEnd().split(/[\r\n]+/).at(-1) ?? '');
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', fail);
    child.once('close', (code) => (code === 0 ? done() : fail(notBuilt(code, said))));
  });
}

function notBuilt(code: number | null, said: string): Refusal {
  const wayOut = /EACCES|EPERM|EROFS/.test(said)
    ? `This user may not write to ${checkout}: start once as its owner, who builds the screens for all.`
    : 'Mend what it complains about and start again.';
  return new Refusal(`The screens cannot be built (vite, exit code ${code}):\n${withoutStack(said)}`, wayOut);
}

function withoutStack(said: string): string {
  return said.split('\n').filter((line) => !/^\s+at /.test(line)).join('\n').trimEnd();
}
