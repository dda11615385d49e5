/** Due days of spec 7.2 by the office calendar of 2026: 10-09 and 10-26 are off, 10-10 and 10-25 fall on a weekend. What rings when, whom it tells, and what stops it. */
import { describe, expect, it } from 'vitest';
import type { DeadlineExplanation, TimelineEntry } from '#contract/cases';
import { plainDate } from '#domain/plain-date';
import { rows, sql } from '#db/orm';
import { bringTo, at, caseData, fileAt, moveCase, openTasks, record, type Filing } from '../support/dropout.ts';
import { newSchool, newStudent, type TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const inTaipei = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
/** `level day time` of each reminder (level 0) and each level of lateness of a deadline. */
const rings = (timeline: readonly TimelineEntry[], name: string): string[] => timeline.filter((e) => e.name === name && (e.kind === 'reminder' || e.kind === 'late')).map((e) => `${e.level ?? 0} ${inTaipei(e.at)}`);
const explained = async (school: TestSchool, id: string, deadline: string): Promise<DeadlineExplanation> => (await (await school.as('leaver_main')).get<DeadlineExplanation>(`/cases/${id}/deadlines/${deadline}`)).body;
/** `kind role` of each mail about a case, or `level role`, as often as it was sent to people of this test. */
const mails = async (school: TestSchool, id: string): Promise<string[]> => (await rows<{ kind: string; level: string | null; login: string }>((await testWorld()).orm.em.fork(), sql`
  select m.kind, substring(m.subject from '第.級') as level, a.login from mail m join account a on a.id = m.account_id where m.case_id = ${id} and a.login like ${`%.${school.id}`}`)).map(({ kind, level, login }) => `${level ?? kind} ${login.replace(/\d\..*/, '')}`).sort();
const returned = async (school: TestSchool, filing: Filing): Promise<void> => {
  await bringTo('submitted', school, filing);
  await (await school.as('leaver_main')).act(filing.id, 'returnFiling', { comment: '請補監護人電話' });
};

describe.concurrent('due days and what rings', () => {
  const brought = (status: Parameters<typeof bringTo>[0]) => async (school: TestSchool, filing: Filing) => { await bringTo(status, school, filing); };
  /** where no status is reached the filing stays a draft */
  it.for([
    { rule: 'T36', task: 'C-DRAFT', name: 'filing', from: '2026-10-06', reach: undefined, due: '2026-10-12', rung: ['0 2026-10-08T08:30', '0 2026-10-12T08:30'] },
    { rule: 'T37', task: 'C-RECORD', name: 'firstRecord', from: '2026-10-08', reach: brought('submitted'), due: '2026-10-13', rung: ['0 2026-10-12T08:30', '0 2026-10-13T08:30', '1 2026-10-14T00:05', '2 2026-10-17T00:05', '3 2026-10-23T00:05'] },
    { rule: 'T38', task: 'C-REPORT', name: 'reporting', from: '2026-10-02', reach: brought('pending_report'), due: '2026-10-06', rung: ['0 2026-10-05T08:30', '0 2026-10-06T08:30', '1 2026-10-07T00:05', '2 2026-10-13T00:05', '3 2026-10-17T00:05'] },
    { rule: 'T39', task: 'C-RECORD', name: 'nextRecord', from: '2026-10-01', reach: brought('tracking'), due: '2026-11-02', rung: ['0 2026-10-30T08:30', '0 2026-11-02T08:30', '1 2026-11-03T00:05', '2 2026-11-06T00:05', '3 2026-11-12T00:05'] },
    { rule: 'T40', task: 'C-CLOSE', name: 'closing', from: '2026-10-23', reach: brought('pending_close'), due: '2026-11-02', rung: ['0 2026-10-30T08:30', '0 2026-11-02T08:30', '1 2026-11-03T00:05', '2 2026-11-06T00:05', '3 2026-11-12T00:05'] },
    { rule: 'T55', task: 'C-FIX', name: 'correction', from: '2026-10-22', reach: returned, due: '2026-10-28', rung: ['0 2026-10-27T08:30', '0 2026-10-28T08:30', '1 2026-10-29T00:05', '2 2026-11-03T00:05', '3 2026-11-07T00:05'] },
  ])('$rule from $from is due on $due and rings at $rung', async ({ rule, task, name, from, reach, due, rung }) => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at(from));
    await reach?.(school, filing);
    const view = await main.see(filing.id);
    expect(openTasks(view)).toEqual([`${task} ${due}`]);
    expect((await explained(school, filing.id, view.tasks[0]!.deadlineId)).basis).toEqual({ text: `系統預設，非法定期限（${rule}）`, statutory: false });
    await filing.until(at('2026-11-20'));
    expect(rings(await main.timeline(filing.id), name)).toEqual(rung);
  });

  it('T36 · saving the draft again does not begin its term anew', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-01'));
    await filing.until(at('2026-10-02'));
    await main.send('PUT', `/cases/${filing.id}/drafts/submit`, caseData());
    expect(openTasks(await main.see(filing.id))).toEqual(['C-DRAFT 2026-10-05']);
  });

  it('T39 · counts from the later of the report and the sending of the newest record, whatever day that record tells of', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-01'));
    await bringTo('pending_report', school, filing);
    await filing.until(at('2026-10-05'));
    expect(openTasks((await main.act(filing.id, 'report')).body)).toEqual(['C-RECORD 2026-11-04']);
    await filing.until(at('2026-10-20'));
    expect(openTasks((await main.act(filing.id, 'sendRecord', record({ trackedAt: '2026-10-06T10:00:00+08:00' }))).body)).toEqual(['C-RECORD 2026-11-19']);
  });

  it('T40 · runs on when a newer record suggests closing again, and begins anew when one in between did not', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05')), asked = await bringTo('pending_close', school, filing), [first] = asked.tasks;
    await filing.until(at('2026-10-07'));
    const again = (await main.act(filing.id, 'sendRecord', record({ suggestClose: true, closeGround: 'deceased' }))).body;
    expect(again).toMatchObject({ status: 'pending_close', tasks: [{ deadlineId: first!.deadlineId, dueOn: '2026-10-13' }], forms: { closeGround: 'deceased' } });
    expect(openTasks((await main.act(filing.id, 'sendRecord', record())).body)).toEqual(['C-RECORD 2026-11-06']);
    expect(openTasks((await main.act(filing.id, 'sendRecord', record({ suggestClose: true, closeGround: 'gave_up' }))).body)).toEqual(['C-CLOSE 2026-10-15']);
  });

  it.for([{ born: '2008-02-29', from: '2026-02-24', on: '2026-03-01' }, { born: '2008-10-08', from: '2026-10-05', on: '2026-10-08' }])('T41 · who was born on $born is closed at 00:20 of $on, also while closing is decided, and not before', async ({ born, from, on }) => {
    const school = await newSchool(), main = await school.as('leaver_main'), student = await newStudent(school, { birthDate: plainDate(born) }), filing = await fileAt(school, at(from), { student });
    for (const [action, body] of [['submit', caseData('absent3', from)], ['sendRecord', record()], ['report', {}], ['sendRecord', record({ suggestClose: true, closeGround: 'gave_up' })]] as const) await main.act(filing.id, action, body);
    await filing.until(at(on, 0, 19));
    expect((await main.see(filing.id)).status).toBe('pending_close');
    await filing.until(at(on, 0, 21));
    expect(await main.see(filing.id)).toMatchObject({ status: 'closed', tasks: [], forms: { records: { length: 2 } } });
    expect((await main.timeline(filing.id)).at(-1)).toMatchObject({ name: 'comeOfAge', role: '', at: new Date(at(on, 0, 20)).toISOString() });
  });

  it('T43 · the leave filing that 無故七日轉休學 demands counts from the closing, and climbs to the authority', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-07'));
    await bringTo('pending_close', school, filing, { ground: 'to_leave' });
    await main.act(filing.id, 'close');
    await filing.until(at('2026-10-07', 10, 5));
    const [leave] = (await main.get<{ items: { id: string }[] }>('/cases?status=draft')).body.items;
    expect(openTasks(await main.see(leave!.id))).toEqual(['C-LEAVE 2026-10-13']);
    await moveCase(leave!.id, at('2026-11-20'));
    expect(rings(await main.timeline(leave!.id), 'leaveFiling')).toEqual(['0 2026-10-12T08:30', '0 2026-10-13T08:30', '1 2026-10-14T00:05', '2 2026-10-17T00:05', '3 2026-10-23T00:05']);
  });

  it('T56 · a draft whose student comes of age asks for its voiding instead, and can no longer be reported', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), student = await newStudent(school, { birthDate: plainDate('2008-10-08') }), filing = await fileAt(school, at('2026-10-07'), { student });
    await bringTo('pending_report', school, filing);
    expect(openTasks(await main.see(filing.id))).toEqual(['C-REPORT 2026-10-12']);
    await filing.until(at('2026-10-08', 9));
    expect(openTasks(await main.see(filing.id))).toEqual(['C-ADULT 2026-10-14']);
    expect(await main.act(filing.id, 'report')).toMatchObject({ status: 409, body: { code: 'adult' } });
    await filing.until(at('2026-11-20'));
    expect(rings(await main.timeline(filing.id), 'adultVoid')).toEqual(['0 2026-10-13T08:30', '0 2026-10-14T08:30', '1 2026-10-15T00:05', '2 2026-10-20T00:05', '3 2026-10-24T00:05']);
    expect(rings(await main.timeline(filing.id), 'reporting')).toEqual([]);
    expect((await main.act(filing.id, 'void', { reason: '已成年' })).body).toMatchObject({ status: 'voided', tasks: [] });
  });
});

/** A filing of a school where every role has somebody. */
async function filingWith(school: TestSchool, by: Parameters<typeof fileAt>[2] = {}, status: Parameters<typeof bringTo>[0] = 'pending_report'): Promise<Filing> {
  for (const role of ['leaver_main', 'leaver_homeroom', 'leaver_counsellor', 'leaver_supervisor', 'school_principal', 'leaver_county', 'leaver_k12ea', 'sys_admin'] as const) await school.as(role);
  const filing = await fileAt(school, at('2026-11-23'), by);
  await bringTo(status, school, filing);
  return filing;
}
/** What came since. */
function minus(now: readonly string[], before: readonly string[]): string[] {
  const left = [...before];
  return now.filter((one) => !left.includes(one) || !left.splice(left.indexOf(one), 1));
}
describe.concurrent('who is told', () => {
  it.for([['county', 'leaver_county'], ['k12ea', 'leaver_k12ea']] as const)('of a school under the %s: assignees, main and division head, then the principal, then that authority alone, each once', async ([jurisdiction, authority], { expect }) => {
    const school = await newSchool({ jurisdiction }), filing = await fileAt(school, at('2026-10-08'));
    for (const role of ['leaver_homeroom', 'leaver_counsellor', 'leaver_supervisor', 'school_principal', 'leaver_county', 'leaver_k12ea', 'sys_admin'] as const) await school.as(role);
    await bringTo('submitted', school, filing);
    await filing.until(at('2026-11-20'));
    await expect.poll(() => mails(school, filing.id), { timeout: 20_000 }).toEqual([
      'TASK-DUE leaver_counsellor', 'TASK-DUE leaver_counsellor', 'TASK-DUE leaver_main', 'TASK-DUE leaver_main', 'TASK-NEW leaver_counsellor', 'TASK-NEW leaver_main', 'TASK-NEW leaver_main',
      '第1級 leaver_counsellor', '第1級 leaver_main', '第1級 leaver_supervisor', '第2級 school_principal', `第3級 ${authority}`,
    ]);
  });

  it.for([['county', 'leaver_county'], ['k12ea', 'leaver_k12ea']] as const)('of a report to a school under the %s: that authority, and the trackers of their next task, once it cannot be taken back any more', async ([jurisdiction, authority], { expect }) => {
    const school = await newSchool({ jurisdiction }), main = await school.as('leaver_main'), { id } = await filingWith(school), em = (await testWorld()).orm.em.fork();
    const held = async () => (await rows<{ kind: string; about: string }>(em, sql`select kind, split_part(deadline, '@', 1) as about from notice where case_id = ${id} and not_before > now() order by kind`)).map(({ kind, about }) => `${kind} ${about}`);
    await main.act(id, 'report');
    expect(await held()).toEqual(['DONE report', 'TASK-NEW nextRecord']);
    await main.act(id, 'undo');
    expect(await held()).toEqual([]);
    await expect.poll(() => rows(em, sql`select from notice where case_id = ${id}`), { timeout: 20_000 }).toEqual([]);
    const before = await mails(school, id);
    await main.act(id, 'report');
    await rows(em, sql`update notice set not_before = now() where case_id = ${id}`);
    await expect.poll(async () => minus(await mails(school, id), before), { timeout: 20_000 }).toEqual([`DONE ${authority}`, 'TASK-NEW leaver_counsellor', 'TASK-NEW leaver_main']);
  });

  it('of a case that closes at eighteen: main reporter, author and division head; where it was no official case yet, the main reporter of the task alone', async ({ expect }) => {
    const school = await newSchool(), author = await school.as('leaver_homeroom', 2), student = () => newStudent(school, { birthDate: plainDate('2008-12-05') });
    const [official, draft] = [await filingWith(school, { author, student: await student() }, 'tracking'), await fileAt(school, at('2026-11-23'), { author, student: await student() })];
    for (const { until } of [official, draft]) await until(at('2026-12-05', 9));
    const { number } = await author.see(official.id), told = async (id: string) => (await mails(school, id)).filter((mail) => mail.startsWith('C-AUTO'));
    await expect.poll(() => told(official.id), { timeout: 20_000 }).toEqual(['C-AUTO leaver_homeroom', 'C-AUTO leaver_main', 'C-AUTO leaver_supervisor']);
    expect(await rows((await testWorld()).orm.em.fork(), sql`select account_id, subject from mail where case_id = ${official.id} and kind = 'C-AUTO' and account_id = ${author.accountId}`)).toEqual([{ account_id: author.accountId, subject: `【就學通】自動結案：年滿18歲 ${number}` }]);
    await expect.poll(async () => (await rows((await testWorld()).orm.em.fork(), sql`select a.login from mail m join account a on a.id = m.account_id where case_id = ${draft.id} and kind = 'TASK-NEW' and subject like '%作廢已滿18歲填報%'`)).length, { timeout: 20_000 }).toBe(1);
    expect(await told(draft.id)).toEqual([]);
  });

  it('acting on the task stops all that would have followed', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-02'));
    await bringTo('pending_report', school, filing);
    await filing.until(at('2026-10-07', 9));
    expect(await main.see(filing.id)).toMatchObject({ tasks: [{ late: true, level: 1, daysLeft: -1 }] });
    await main.act(filing.id, 'report');
    await filing.until(at('2026-10-20'));
    expect(rings(await main.timeline(filing.id), 'reporting').at(-1)).toBe('1 2026-10-07T00:05');
    expect((await main.see(filing.id)).deadlines.find(({ name }) => name === 'reporting')).toMatchObject({ closedBy: 'report', level: 1, late: true });
  });
});

describe.concurrent('「為什麼是這一天？」', () => {
  it('each day counts or is skipped with its reason, and the counted ones add up to the term', async () => {
    const school = await newSchool(), filing = await fileAt(school, at('2026-10-08')), { tasks } = await bringTo('submitted', school, filing);
    const why = await explained(school, filing.id, tasks[0]!.deadlineId);
    expect(why).toMatchObject({ dueOn: '2026-10-13', term: '2 個工作日', provisional: false, extensions: [] });
    expect(why.days.map(({ date, kind, count, reason }) => [date.slice(5), kind, count, reason])).toEqual([
      ['10-08', 'start', 0, null], ['10-09', 'skipped', 0, '國慶日補假'], ['10-10', 'skipped', 0, '週六'], ['10-11', 'skipped', 0, '週日'], ['10-12', 'counted', 1, null], ['10-13', 'due', 2, null],
    ]);
  });

  it('days of the calendar that end on a day off roll to the next that is worked', async () => {
    const school = await newSchool(), filing = await fileAt(school, at('2026-10-06')), [task] = (await (await school.as('leaver_main')).see(filing.id)).tasks;
    const { days } = await explained(school, filing.id, task!.deadlineId);
    expect(days.map(({ date, kind, count }) => [date.slice(5), kind, count])).toEqual([['10-06', 'start', 0], ['10-07', 'counted', 1], ['10-08', 'counted', 2], ['10-09', 'counted', 3], ['10-10', 'rolled', 3], ['10-11', 'rolled', 3], ['10-12', 'due', 3]]);
    expect(days.filter(({ kind, date }) => kind === 'rolled' || date.endsWith('10-09')).every(({ reason }) => reason !== null)).toBe(true);
  });

  it('says who was told, and when', async () => {
    const school = await newSchool(), filing = await fileAt(school, at('2026-10-02')), { tasks } = await bringTo('pending_report', school, filing);
    await filing.until(at('2026-10-07', 9));
    const { told, level, late } = await explained(school, filing.id, tasks[0]!.deadlineId);
    expect([level, late, told.map((one) => [inTaipei(one.at), one.level, one.who])]).toEqual([1, true, [['2026-10-05T08:30', 0, ['主要通報人']], ['2026-10-06T08:30', 0, ['主要通報人']], ['2026-10-07T00:05', 1, ['主要通報人', '一級主管']]]]);
  });

  it('a day that rests on the provisional table of 2027 says so', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), [in2026, in2027] = await Promise.all([fileAt(school, at('2026-12-28')), fileAt(school, at('2026-12-29'))]);
    expect((await main.see(in2026.id)).tasks).toMatchObject([{ dueOn: '2026-12-31', provisional: false }]);
    expect((await main.see(in2027.id)).tasks).toMatchObject([{ dueOn: '2027-01-04', provisional: true }]);
  });
});
