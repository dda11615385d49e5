/** `npm run bench [-- --quick]`: the ratio table of QUALITY.md, as far as it is built. Each row beside the bare side, in the same run. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { countCosts, type Budget } from './budgets.ts';
import { compareCommands, trackedCases } from './command.ts';
import { prepareGround } from './ground.ts';
import { compareInbox } from './inbox.ts';
import type { Compared, Load, Ratio } from './pairs.ts';

const { values: { quick } } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const pairs = quick ? 2 : 7;
const load = (clients: number, calls: number): Load => ({ clients, calls: quick ? Math.ceil(calls / 4) : calls, pairs });

interface Row { readonly what: string; readonly aim: string; readonly compared: Compared; readonly kept: boolean }
const results: { rows: Row[]; budgets: Budget[] } = { rows: [], budgets: [] };

const ground = await prepareGround();
try {
  for (const compared of await compareInbox(ground, [load(1, 400), load(8, 800)])) report({ what: 'inbox page', aim: '≥ 0.50 of the throughput', compared, kept: compared.throughput.median >= 0.5 });
  const caseIds = await trackedCases(ground);
  results.budgets.push(...(await countCosts(ground, caseIds)));
  for (const { what, count, atMost, detail } of results.budgets) console.log(`${count <= atMost ? '✓' : '✗'} ${what}: ${count} (at most ${atMost}): ${detail}`);
  for (const compared of await compareCommands(ground, caseIds.slice(3), [load(1, 60), load(8, 240), load(32, 480)]))
    report({ what: 'command', aim: '≥ 1.0 of the throughput, p50 ≤ 1.3×', compared, kept: compared.throughput.median >= 1 && compared.p50.median <= 1.3 });
} finally {
  await ground.own.stop();
}
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify({ at: new Date().toISOString(), cores: availableParallelism(), node: process.version, pairs, ...results }, null, 2)}\n`);
process.exit(0);

function report(row: Row): void {
  const { clients, ours, bare, throughput, p50 } = row.compared, one = ({ perSecond, p50: ms }: Compared['ours']): string => `${perSecond.toFixed(1)} /s, p50 ${ms.toFixed(1)} ms`;
  if (results.rows.push(row) === 1) console.log(`medians of ${pairs} alternating pairs, least–most; ${availableParallelism()} cores, Node ${process.version}`);
  console.log(`${row.kept ? '✓' : '✗'} ${row.what.padEnd(11)} ${String(clients).padStart(2)} clients │ ours ${one(ours).padEnd(26)} │ bare ${one(bare).padEnd(26)} │ throughput ${inWords(throughput)} │ p50 ${inWords(p50)} │ ${row.aim}`);
}
function inWords({ median, least, most }: Ratio): string {
  return `${median.toFixed(2)}× (${least.toFixed(2)}–${most.toFixed(2)})`;
}
