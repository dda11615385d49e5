// The door of every command. Runs on whatever Node there is (20 or newer) and before anything is installed: no dependency,
// no TypeScript. Installs what package-lock.json pins, then hands over to the Node that came with it.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const programs = {
  start: 'stack/launch.ts',
  test: 'stack/test.ts',
  bench: 'bench/run.ts',
  drill: 'tests/drills/{}.ts',
  admin: 'stack/admin.ts',
  stores: 'stack/dev.ts',
};

class Refused extends Error {}

try {
  process.exitCode = await main(process.argv[2], process.argv.slice(3));
} catch (failure) {
  console.error(failure instanceof Refused ? failure.message : failure);
  process.exitCode = 1;
}

async function main(command, words) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Refused(`Schoolward needs Node 20 or newer to set itself up; this is ${process.version}.\n→ Install a newer Node: https://nodejs.org`);
  }
  const program = command === 'install' ? undefined : resolveProgram(command, words);
  if (!dependenciesAreInstalled()) await install();
  if (!program) return 0;
  return run(join(checkout, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'), [program, ...words]);
}

function resolveProgram(command, words) {
  const program = programs[command];
  if (!program) throw new Refused(`There is no command "${command ?? ''}".\n→ Known are: ${[...Object.keys(programs), 'install'].join(', ')}`);
  if (!program.includes('{}')) return join(checkout, program);
  const folder = join(checkout, dirname(program));
  const known = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3)) : [];
  const chosen = words.shift();
  if (!known.includes(chosen)) throw new Refused(`There is no ${command} "${chosen ?? ''}".\n→ Known are: ${known.join(', ') || 'none'}`);
  return join(checkout, program.replace('{}', chosen));
}

/** npm writes node_modules/.package-lock.json as its last act: it is missing after an installation that was cut short. */
function dependenciesAreInstalled() {
  const wanted = packagesIn(join(checkout, 'package-lock.json'));
  const present = packagesIn(join(checkout, 'node_modules', '.package-lock.json'));
  if (!wanted || !present || !existsSync(join(checkout, 'node_modules', 'node', 'bin'))) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
    if (path === '' || present[path]?.version === version) return true;
    return !present[path] && (optional || devOptional || peer);
  });
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function install() {
  refuseFullDisk();
  const total = Object.keys(packagesIn(join(checkout, 'package-lock.json')) ?? {}).length;
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  const ticker = setInterval(() => console.log(`  … Packages: ${countInstalled()} of about ${total} (${seconds()})`), 5_000);
  try {
    let { code, complaint } = await runNpm('ci');
    // A lock written where the registry lacks some other platform's optional package does not name it, and newer npm refuse
    // `ci` for that alone. Everything the lock does name is installed as it says, and nothing is written to it.
    if (code !== 0 && /from lock file/.test(complaint)) ({ code, complaint } = await runNpm('install', '--no-save'));
    if (code !== 0) throw refusedInstallation(complaint);
  } finally {
    clearInterval(ticker);
  }
  console.log(`✓ Packages: installed (${seconds()})`);
}

function runNpm(...words) {
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const all = [...npm.slice(1), ...words, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  let complaint = '';
  return new Promise((done, fail) => {
    const child = spawn(npm[0], all, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (complaint += chunk));
    child.once('error', fail);
    child.once('close', (code) => done({ code, complaint }));
  });
}

function refusedInstallation(complaint) {
  // What npm leaves behind is not to be taken for complete next time.
  rmSync(join(checkout, 'node_modules', '.package-lock.json'), { force: true });
  const wayOut = /ENOSPC/.test(complaint)
    ? 'The disk is full: free some space and start again.'
    : /EACCES|EROFS|EPERM/.test(complaint)
      ? `This user may not write to ${checkout}: start as its owner.`
      : 'Is the npm registry reachable (npm ping)? Start again when it is: nothing is lost.';
  return new Refused(`The packages cannot be installed:\n${complaint.trim().slice(0, 2000)}\n→ ${wayOut}`);
}

function refuseFullDisk() {
  const { bavail, bsize } = statfsSync(checkout);
  const free = (bavail * bsize) / 1024 / 1024;
  if (free < 1500) throw new Refused(`The disk under ${checkout} is full: ${Math.floor(free)} MB are free, 1500 MB are needed to install.\n→ Free some space and start again.`);
}

/** npm makes all folders first and fills them later: one counts when its package.json is there. */
function countInstalled() {
  const folder = join(checkout, 'node_modules');
  if (!existsSync(folder)) return 0;
  const scopes = readdirSync(folder).filter((entry) => entry.startsWith('@'));
  const packages = [...readdirSync(folder), ...scopes.flatMap((scope) => readdirSync(join(folder, scope)).map((entry) => join(scope, entry)))];
  return packages.filter((entry) => existsSync(join(folder, entry, 'package.json'))).length;
}

/** Signals are passed on, so that stopping this process, or the npm above it, stops in order what it started. */
function run(node, words) {
  return new Promise((done, fail) => {
    // Node keeps there what it compiled: every program of ours then starts in about two thirds of the time.
    const NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE ?? join(checkout, 'node_modules', '.cache', 'compiled');
    const child = spawn(node, words, { stdio: 'inherit', env: { ...process.env, NODE_COMPILE_CACHE } });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    const watch = watchParent(() => child.kill('SIGTERM'));
    child.once('error', fail);
    child.once('exit', (code) => {
      clearInterval(watch);
      done(code ?? 1);
    });
  });
}

/** npm passes a signal on to the shell between us; some shells die of it without telling us. */
function watchParent(whenGone) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && whenGone(), 500);
}
