/**
 * Records the histories that `replay.test.ts` replays: `node tests/replay/record.ts [NAME …]`, all of them or those named.
 *
 * Each is lived on the real server, with moved time, and stored without what tells of the machine. A released history is never recorded again:
 * it stands for the cases that run out there. New statuses, actions and paths of the kit get new names.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { LifeInput } from '#case/live';
import type { State } from '#case/state';
import { addDays, plainDate } from '#domain/plain-date';
import { row, rows, sql } from '#db/orm';
import { abandon, sendCommand, stateOf, TASK_QUEUE, tellCalendar, tellNews, tellRecorded } from '../../activities/adapters/temporal.ts';
import { startOwnStack } from '../drills/own-stack.ts';
import { at, bringTo, caseData, fileAt, moveCase, record, type Filing } from '../support/dropout.ts';
import { newSchool, newStudent, type TestSchool } from '../support/school.ts';
import { courseStories } from './course-stories.ts';
import { folder, plain } from './histories.ts';

const OPENED = at('2026-10-05');
/** A few commands, instead of four hundred events. */
const REST_AT = 20;
const own = await startOwnStack(), { orm, temporal } = own;
/** What happens to a fresh filing before its history is taken. @returns another case or run whose history is meant */
type Story = (filing: Filing, school: TestSchool) => Promise<unknown>;

const stories: Record<string, Story> = {
  draft: async () => undefined,
  submitted: (filing, school) => bringTo('submitted', school, filing),
  'pending-report': (filing, school) => bringTo('pending_report', school, filing),
  tracking: (filing, school) => bringTo('tracking', school, filing, { category: 'leave' }),
  'pending-close': (filing, school) => bringTo('pending_close', school, filing),
  async returned(filing, school) {
    await bringTo('pending_report', school, filing);
    await acts(school, filing.id, ['returnFiling', { comment: '請補正。' }]);
  },
  async corrected(filing, school) {
    await stories['returned']!(filing, school);
    await acts(school, filing.id, ['submit', caseData()], ['deleteRecord', { recordId: await newestRecord(filing.id) }]);
  },
  async 'sent-back'(filing, school) {
    await bringTo('pending_close', school, filing);
    await acts(school, filing.id, ['sendBack', { comment: '續追。' }], ['sendRecord', record()]);
  },
  async closed(filing, school) {
    await bringTo('pending_close', school, filing);
    await acts(school, filing.id, ['close', {}]);
    await filing.until(OPENED + 600_000);
  },
  async 'closed-to-leave'(filing, school) {
    await bringTo('pending_close', school, filing, { ground: 'to_leave' });
    await acts(school, filing.id, ['close', {}]);
    await filing.until(OPENED + 600_000);
  },
  async 'leave-filing'(filing, school) {
    await stories['closed-to-leave']!(filing, school);
    return (await row<{ id: string }>(orm.em.fork(), sql`select id from case_file where state -> 'facts' -> 'follows' ->> 'caseId' = ${filing.id}`))!.id;
  },
  async 'of-age'(_, school) {
    const filing = await fileAt(school, OPENED, { student: await newStudent(school, { birthDate: plainDate('2008-10-12') }) });
    await bringTo('tracking', school, filing);
    await filing.until(at('2026-10-12'));
    return filing.id;
  },
  async 'of-age-before-report'(_, school) {
    const filing = await fileAt(school, OPENED, { student: await newStudent(school, { birthDate: plainDate('2008-10-06') }) });
    await bringTo('submitted', school, filing);
    await filing.until(at('2026-10-06'));
    return filing.id;
  },
  voided: (filing, school) => acts(school, filing.id, ['void', { reason: '誤填。' }]),
  async 'voided-by-letter'(filing, school) {
    await stories['closed']!(filing, school);
    await (await school.as('leaver_k12ea')).act(filing.id, 'voidByLetter', { letterNo: '臺教國署學字第1150000001號', reason: '公文作廢。' });
  },
  async undone(filing, school) {
    await bringTo('tracking', school, filing);
    await acts(school, filing.id, ['undo', {}]);
  },
  async late(filing, school) {
    await bringTo('submitted', school, filing);
    await filing.until(at('2026-10-22'));
  },
  async extended(filing, school) {
    const { deadlines } = await bringTo('submitted', school, filing);
    await (await school.as('leaver_county')).act(filing.id, 'extendDeadline', { deadlineId: deadlines[0]!.id, untilOn: addDays(plainDate(deadlines[0]!.dueOn!), 1), reason: '颱風。' });
    await filing.until(at('2026-10-09'));
  },
  async recounted(filing, school) {
    await bringTo('submitted', school, filing);
    const { calendar } = (await stateOf(temporal, filing.id))!;
    await tellCalendar(temporal, filing.id, { ...calendar, off: [...calendar.off, plainDate('2026-10-06')] });
  },
  async suspended(filing, school) {
    await longAbsence(filing.id, school);
    await tellNews(temporal, filing.id, { name: 'otherReport', from: 'another case', version: 1, facts: { official: true } });
  },
  async resumed(filing, school) {
    await stories['suspended']!(filing, school);
    await tellNews(temporal, filing.id, { name: 'otherReport', from: 'another case', version: 2, facts: { official: false } });
  },
  async 'ended-with-the-term'(filing, school) {
    await longAbsence(filing.id, school);
    await moveCase(filing.id, at('2027-02-10'));
  },
  async 'before-rest'(filing, school) {
    const { firstExecutionRunId } = await beginAgain((await stateOf(temporal, filing.id))!, REST_AT);
    await bringTo('tracking', school, filing);
    return `${filing.id} ${firstExecutionRunId}`;
  },
  async 'after-rest'(filing, school) {
    await stories['before-rest']!(filing, school);
    await acts(school, filing.id, ['sendRecord', record()]);
  },
  /** A procedure that is a step behind its record, as after a crash between two commits. */
  async 'told-the-record'(filing, school) {
    const behind = (await stateOf(temporal, filing.id))!;
    await bringTo('submitted', school, filing);
    const recorded = (await stateOf(temporal, filing.id))!;
    await beginAgain(behind);
    await tellRecorded(temporal, recorded);
    await acts(school, filing.id, ['sendRecord', record()]);
  },
  async 'store-away'(filing, school) {
    await rows(orm.em.fork(), sql`alter table case_counter rename to case_counter_away`);
    const submitted = bringTo('submitted', school, filing);
    while (!(await historyOf(filing.id)).events!.some((event) => event.activityTaskScheduledEventAttributes)) await pause(100);
    await rows(orm.em.fork(), sql`alter table case_counter_away rename to case_counter`);
    await submitted;
  },
};

async function acts(school: TestSchool, id: string, ...actions: [string, object][]): Promise<void> {
  const main = await school.as('leaver_main');
  for (const [action, body] of actions) {
    const { status, body: answer } = await main.act(id, action, body);
    if (status !== 200) throw new Error(`${action}: ${status} ${JSON.stringify(answer)}`);
  }
}
const newestRecord = async (id: string): Promise<string> => (await row<{ id: string }>(orm.em.fork(), sql`select id from dropout_record where case_id = ${id} order by sequence desc limit 1`))!.id;
/** No form files a long absence yet; the procedure knows it. */
async function longAbsence(id: string, school: TestSchool): Promise<void> {
  const by = { person: (await school.as('leaver_main')).accountId, role: 'leaver_main' } as const;
  for (const [action, facts] of [['submit', { category: 'long_absence' }], ['sendRecord', { suggestClose: false }], ['report', {}]] as const) {
    const state = (await stateOf(temporal, id))!;
    await sendCommand(temporal, 'dropout', state, action, { commandId: randomUUID(), by, expectedVersion: state.version, facts });
  }
}
/** Another run of the same case, from this state. */
async function beginAgain(state: State, restAt?: number): Promise<{ firstExecutionRunId: string }> {
  await abandon(temporal, state.caseId, 'begins again');
  return temporal.client.workflow.start<(input: LifeInput) => Promise<string>>('dropoutCase', { workflowId: state.caseId, taskQueue: TASK_QUEUE, args: [{ state, ...(restAt ? { restAt } : {}) }] });
}
async function historyOf(told: string) {
  const [id, runId] = told.split(' ');
  return temporal.client.workflow.getHandle(id!, runId).fetchHistory();
}

async function lived(name: string, school: TestSchool): Promise<string> {
  const story = courseStories[name];
  if (story) return story(school);
  const filing = await fileAt(school, OPENED), told = await stories[name]!(filing, school);
  return typeof told === 'string' ? told : filing.id;
}
const chosen = process.argv.length > 2 ? process.argv.slice(2) : [...Object.keys(stories), ...Object.keys(courseStories)];
try {
  mkdirSync(folder, { recursive: true });
  for (const name of chosen) {
    const told = await lived(name, await newSchool());
    await pause(300);   // the last workflow task ends after its answer
    const history = await historyOf(told);
    writeFileSync(new URL(`${name}.json.gz`, folder), gzipSync(JSON.stringify(plain(history)), { level: 9 }));
    console.log(`${name}: ${history.events!.length} events`);
  }
} finally {
  await own.stop();
}
process.exit(0);
