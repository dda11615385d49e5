/** `npm run bench [-- --quick]`: the ratio table of QUALITY.md, as far as it is built. Each row beside the bare side, in the same run. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { countCosts, type Budget } from './budgets.ts';
import { compareCommands, trackedCases } from './command.ts';
import { compareBurst, compareSearch, compareUpload } from './courses.ts';
import { prepareGround } from './ground.ts';
import { compareInbox } from './inbox.ts';
import { compareOverdue } from './overdue.ts';
import type { Compared, Load, Ratio } from './pairs.ts';

const { values: { quick } } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const pairs = quick ? 2 : 7;
const load = (clients: number, calls: number): Load => ({ clients, calls: quick ? Math.ceil(calls / 4) : calls, pairs });

interface Row { readonly what: string; readonly aim: string; readonly compared: Compared; readonly kept: boolean }
const results: { rows: Row[]; budgets: Budget[] } = { rows: [], budgets: [] };

const ground = await prepareGround();
try {
  await table('inbox page', '≥ 0.50 of the throughput', compareInbox(ground, [load(1, 400), load(8, 800)]), ({ throughput }) => throughput.median >= 0.5);
  const caseIds = await trackedCases(ground);
  results.budgets.push(...(await countCosts(ground, caseIds)));
  for (const { what, count, atMost, detail } of results.budgets) console.log(`${count <= atMost ? '✓' : '✗'} ${what}: ${count} (at most ${atMost}): ${detail}`);
  // the aim's own figures (45 /s, 48 ms) are those of two clients; the rest tells what is left when the machine is full
  await table('command', '≥ 1.0 of the throughput, p50 ≤ 1.3×', compareCommands(ground, caseIds.slice(3), [load(1, 120), load(2, 200), load(8, 320), load(32, 480)]), ({ throughput, p50 }) => throughput.median >= 1 && p50.median <= 1.3);
  await table('national overdue board', '≥ 0.50 of the throughput', compareOverdue(ground, [load(1, 10)]), ({ throughput }) => throughput.median >= 0.5);
  await table('1,000 register at once', '≥ 0.40 of the throughput of bare inserts', compareBurst(ground, pairs), ({ throughput }) => throughput.median >= 0.4);
  await table('list of 5,000 rows', '≥ 0.10 of the throughput of COPY', compareUpload(ground, pairs), ({ throughput }) => throughput.median >= 0.1);
  await table('public search, 150,000 : 1,500', 'p95 ≤ 1.5×', compareSearch(ground, 80, pairs), ({ p95 }) => p95.median <= 1.5);
} finally {
  await ground.own.stop();
}
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify({ at: new Date().toISOString(), cores: availableParallelism(), node: process.version, pairs, ...results }, null, 2)}\n`);
process.exit(0);

async function table(what: string, aim: string, comparing: Promise<readonly Compared[]>, kept: (compared: Compared) => boolean): Promise<void> {
  for (const compared of await comparing) report({ what, aim, compared, kept: kept(compared) });
}
function report(row: Row): void {
  const { clients, ours, bare, throughput, p50, p95 } = row.compared, one = ({ perSecond, p50: ms }: Compared['ours']): string => `${perSecond.toFixed(1)} /s, p50 ${ms.toFixed(1)} ms`;
  if (results.rows.push(row) === 1) console.log(`medians of ${pairs} alternating pairs, least–most; ${availableParallelism()} cores, Node ${process.version}`);
  console.log(`${row.kept ? '✓' : '✗'} ${row.what.padEnd(30)} ${String(clients).padStart(2)} clients │ ours ${one(ours).padEnd(26)} │ bare ${one(bare).padEnd(26)} │ throughput ${inWords(throughput)} │ p50 ${inWords(p50)} │ p95 ${inWords(p95)} │ ${row.aim}`);
}
function inWords({ median, least, most }: Ratio): string {
  return `${median.toFixed(2)}× (${least.toFixed(2)}–${most.toFixed(2)})`;
}
