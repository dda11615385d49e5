/** `npm run drill -- kill [--rounds N] [--seed S]`: kills what the system is made of while clients command, and lets the oracle judge what is left. */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chanceOf, type Chance } from '../../api/db/seeds/chance.ts';
import { at, bringTo, fileAt } from '../support/dropout.ts';
import { newSchool, newStudent, type TestSchool } from '../support/school.ts';
import { addRecords, commandCases, type Field } from './commander.ts';
import { coursesOf } from './course-commander.ts';
import { gatherEvidence } from './evidence.ts';
import { violationsIn, type Kind, type Violation } from './oracle.ts';
import { startOwnStack, type OwnStack } from './own-stack.ts';

const AUTHORS = 5, TRACKERS = 2, STUDENTS_AT_FIRST = 30, STUDENTS_A_ROUND = 15;
const SETTLED_WITHIN_MS = 60_000, READY_PROMISE_MS = 10_000;
/** Between two looks of the oracle: it reads everything. */
const LOOK_AGAIN_MS = 1_000;
const victims = [['api'], ['worker'], ['temporal'], ['postgres'], ['api', 'worker', 'temporal', 'postgres']] as const;
type Victims = (typeof victims)[number];

const { rounds, seed } = readWords();
console.log(`kill drill: seed ${seed}, ${rounds} rounds`);
const own = await startOwnStack();
let violations: Violation[] = [];
try {
  const { answers, registered, stuck } = await runDrill(own, chanceOf(`kill ${seed}`));
  violations = [...stuck, ...(await judge(own, answers, registered))];
  for (const { kind, what } of violations) console.log(`${kind}: ${what}`);
  console.log(summary(answers.filter(({ answer }) => answer === 'acknowledged').length, registered.length));
} catch (error) {
  violations.push({ kind: 'stuck', what: 'the drill itself' });
  console.error(error);
} finally {
  await own.stop(violations.length > 0);
  if (violations.length) console.log(`The logs are kept in ${own.stack.home}`);
}
process.exit(violations.length ? 1 : 0);

function readWords(): { rounds: number; seed: string } {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } });
  if (!/^[1-9]\d*$/.test(values.rounds)) throw new Error(`--rounds ${values.rounds} is not a number of rounds`);
  return { rounds: Number(values.rounds), seed: values.seed };
}

async function runDrill(stage: OwnStack, chance: Chance): Promise<{ answers: Field['answers']; registered: readonly string[]; stuck: Violation[] }> {
  const school = await newSchool(), ending = new AbortController(), stuck: Violation[] = [];
  const field: Field = { students: await Promise.all(Array.from({ length: STUDENTS_AT_FIRST + rounds * STUDENTS_A_ROUND }, () => newStudent(school))), answers: [], unanswered: new Map(), shared: [], ending: ending.signal };
  const main = await school.as('leaver_main'), counsellor = await school.as('leaver_counsellor');
  const courses = await coursesOf(school, field, (name) => chanceOf(`${name} ${seed}`));
  await ringDuring(school, rounds);
  const clients = [
    ...courses.clients(), ...Array.from({ length: AUTHORS }, (_, i) => commandCases(main, chanceOf(`author ${i} ${seed}`), field)), ...Array.from({ length: TRACKERS }, (_, i) => addRecords(counsellor, chanceOf(`tracker ${i} ${seed}`), field)),
  ];
  const deck = Array.from({ length: rounds }, (_, i) => i).flatMap((i) => (i % victims.length ? [] : shuffled(victims, chance))).slice(0, rounds);
  for (const [i, killed] of deck.entries()) {
    await pause(chance.between(300, 4_000));
    stuck.push(...(await killRound(stage, i + 1, killed, field)));
  }
  ending.abort();
  if (!(await within(SETTLED_WITHIN_MS, Promise.all(clients)))) stuck.push(...(field.unanswered.size ? [...field.unanswered.values()] : ['a client waits, and for no command']).map((what) => ({ kind: 'stuck', what }) as const));
  return { answers: field.answers, registered: courses.registered, stuck };
}
async function killRound({ stack }: OwnStack, round: number, killed: Victims, field: Field): Promise<Violation[]> {
  const name = killed.length > 1 ? 'all' : killed[0], before = field.answers.length, startedAt = performance.now(), since = (): number => performance.now() - startedAt;
  await Promise.all(killed.map((one) => stack.kill(one)));
  const ready = await happens(() => isReady(stack.baseUrl)), readyMs = since();
  // as many answers as there are clients: none of them hangs on what was in flight
  const settled = await happens(async () => field.answers.length - before >= AUTHORS + TRACKERS);
  console.log(`round ${round}: killed ${name}; ready in ${seconds(readyMs)}${readyMs > READY_PROMISE_MS ? ' (promised: 10 s)' : ''}, settled in ${seconds(since())}, ${field.answers.length} commands answered`);
  return [...(ready ? [] : [{ kind: 'stuck', what: `not ready a minute after ${name} was killed` } as const]), ...(settled ? [] : [{ kind: 'stuck', what: `clients wait a minute after ${name} was killed` } as const])];
}
/** Cases whose reminders and escalations fall due while the system is being killed: one every few seconds. */
async function ringDuring(school: TestSchool, count: number): Promise<void> {
  const EVERY_MS = 5_000, LEAD_MS = 8_000;
  for (let i = 0; i < count * 2; i++) {
    const filing = await fileAt(school, at('2026-10-05'));
    if (i % 2) await bringTo('submitted', school, filing);
    await filing.until((i % 2 ? at('2026-10-08', 0, 5) : at('2026-10-07', 8, 30)) - LEAD_MS - i * EVERY_MS);
  }
}

/** What is wrong is looked at again until the system had its minute to settle. */
async function judge({ orm, temporal, stack }: OwnStack, answers: Field['answers'], registered: readonly string[]): Promise<Violation[]> {
  const startedAt = performance.now();
  for (;;) {
    const found = await gatherEvidence({ em: orm.em.fork(), temporal, home: stack.home, answers, registered }).then(violationsIn, (error: unknown): Violation[] => [{ kind: 'stuck', what: `the evidence cannot be gathered: ${String(error)}` }]);
    if (!found.length || performance.now() - startedAt > SETTLED_WITHIN_MS) return found;
    await pause(LOOK_AGAIN_MS);
  }
}
function summary(acknowledged: number, registered: number): string {
  const count = (...kinds: Kind[]): number => violations.filter(({ kind }) => kinds.includes(kind)).length, others = count('untrue', 'logged');
  return `kill drill: seed ${seed}, ${rounds} rounds, ${acknowledged} commands and ${registered} registrations acknowledged, ${count('lost')} lost, ${count('doubled')} doubled, ${count('stuck')} stuck${others ? `, ${others} otherwise wrong` : ''}`;
}

async function isReady(baseUrl: string): Promise<boolean> {
  return fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(({ ok }) => ok, () => false);
}
async function happens(ask: () => Promise<boolean>): Promise<boolean> {
  for (const startedAt = performance.now(); performance.now() - startedAt < SETTLED_WITHIN_MS; await pause(50)) if (await ask()) return true;
  return false;
}
function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  return Promise.race([work.then(() => true), pause(ms, false, { ref: false })]);
}
function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  return list.map((one) => [chance.next(), one] as const).sort(([a], [b]) => a - b).map(([, one]) => one);
}
