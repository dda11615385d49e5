import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './children.ts';
import { Progress } from './progress.ts';
import { describeFailure } from './refusal.ts';
import { obtainTemporal, temporalCacheFolder } from './temporal-programs.ts';
import { failed, passed, sum, type Tally, tallyVitest } from './test-report.ts';
import { buildGallery, buildWeb } from './web-build.ts';

// Everything `npm test` checks, and one last line that says how it went.
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort(new Error(`The tests were stopped (${signal}).`)));
const progress = new Progress((line) => console.log(line));
const tallies: Tally[] = [];

try {
  await setUp();
  tallies.push(...(await Promise.all([checkTypes('tsc', 'tsconfig.json'), checkTypes('vue-tsc', 'web/tsconfig.json')])));
  tallies.push(await check('ESLint', globSync('eslint.config.*', { cwd: checkout }).length > 0, 'eslint', ['.', '--max-warnings', '0']));
  tallies.push(await runVitest());
  tallies.push(await runKillDrill());
} catch (failure) {
  console.error(describeFailure(failure));
  tallies.push(failed(failure instanceof Error ? failure.message : String(failure)));
}

const total = sum(tallies);
if (total.failures.length > 0) console.log(`\nFailed:\n${total.failures.map((failure) => `  ✗ ${failure}`).join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** What the tests stand on and what may take minutes: shown here, instead of timing out inside them. */
async function setUp(): Promise<void> {
  console.log('— Set-up');
  if (!process.env.TEMPORAL_ADDRESS) {
    const cacheFolder = temporalCacheFolder(join(checkout, '.schoolward'), process.env);
    await progress.step('Temporal server', async (tell) => (await obtainTemporal({ serverPath: process.env.TEMPORAL_SERVER_PATH, cacheFolder }, tell, ending.signal)).origin);
  }
  await Promise.all([buildWeb(progress, ending.signal), buildGallery(progress, ending.signal)]);
}

function checkTypes(compiler: string, project: string): Promise<Tally> {
  return check(`Types (${compiler})`, existsSync(join(checkout, project)), compiler, ['--noEmit', '-p', project]);
}

async function check(title: string, exists: boolean, program: string, words: string[]): Promise<Tally> {
  if (!exists) return sum([]);
  const { code, output, seconds } = await run(program, words, false);
  console.log(`${code === 0 ? '✓' : '✗'} ${title} (${seconds} s)`);
  if (code === 0) return passed();
  console.log(output);
  return failed(title);
}

async function runVitest(): Promise<Tally> {
  console.log('— Tests');
  const folder = mkdtempSync(join(tmpdir(), 'schoolward-test-report-'));
  try {
    const report = join(folder, 'report.json');
    const { code } = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], true);
    return tallyVitest(existsSync(report) ? readFileSync(report, 'utf8') : undefined, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runKillDrill(): Promise<Tally> {
  const drill = join(checkout, 'tests', 'drills', 'kill.ts');
  if (!existsSync(drill)) return sum([]);
  console.log('— Kill drill');
  const { code } = await run(process.execPath, [drill, '--rounds', '2'], true);
  return code === 0 ? passed() : failed(`Kill drill (exit code ${code})`);
}

interface Outcome {
  code: number;
  output: string;
  seconds: string;
}

/** Runs a program of ours or of a package; `shown` lets it write to the terminal itself. */
function run(program: string, words: string[], shown: boolean): Promise<Outcome> {
  ending.signal.throwIfAborted();
  const startedAt = performance.now();
  const path = program.includes('/') ? program : join(checkout, 'node_modules', '.bin', program);
  const [command, first] = path === process.execPath ? [path, []] : [process.execPath, [path]];
  return new Promise((done, fail) => {
    const child = spawn(command, [...first, ...words], { cwd: checkout, stdio: shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
    const stop = (): unknown => child.kill('SIGTERM');
    ending.signal.addEventListener('abort', stop);
    child.once('error', fail);
    child.once('close', (code) => {
      ending.signal.removeEventListener('abort', stop);
      done({ code: code ?? 1, output, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) });
    });
  });
}
