/** What moves a due day: an extension by the authority (spec 7.2), and a new table of working days (7.1). */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DeadlineExplanation, Inbox, OverdueBoard } from '#contract/cases';
import { loadCalendar, NATION, readCalendar } from '#db/calendar';
import type { CalendarTable } from '#db/calendar-file';
import { plainDate, type PlainDate } from '#domain/plain-date';
import type { WorkCalendar } from '#domain/work-calendar';
import { tellCalendar } from '../../activities/adapters/temporal.ts';
import { caseDesks } from '../../api/cases/desks.ts';
import { presentCase } from '../../api/cases/present.ts';
import { viewCase } from '../../api/cases/queries.ts';
import { abilityOf } from '../../api/policy/ability.ts';
import { courseAt, listWith, must, newTeacher } from '../support/course.ts';
import { at, bringTo, fileAt, openTasks, personOf, record } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const ownCounty = (): string => `C${randomUUID().slice(0, 8)}`;
const table = (from: string, through: string, exceptions: CalendarTable['exceptions'] = []): CalendarTable => ({ from: plainDate(from), through: plainDate(through), status: 'official', source: 'test', exceptions });
const closed = (day: PlainDate, reason: string) => ({ day, working: false, reason });

describe.concurrent('展延期限', () => {
  async function overdueReport(jurisdiction: 'county' | 'k12ea' = 'county') {
    const school = await newSchool({ jurisdiction, countyId: ownCounty() }), filing = await fileAt(school, at('2026-10-02')), view = await bringTo('pending_report', school, filing), [task] = view.tasks;
    const extend = (untilOn: string, reason = '颱風後清理校園') => ({ deadlineId: task!.deadlineId, untilOn, reason });
    return { school, id: filing.id, filing, view, extend, deadlineId: task!.deadlineId };
  }
  it('moves the day and stands in the explanation, with its reason and by whom; nobody’s form goes stale', async () => {
    const { school, id, view, extend, deadlineId } = await overdueReport(), county = await school.as('leaver_county'), main = await school.as('leaver_main');
    const extended = (await county.act(id, 'extendDeadline', extend('2026-10-08'))).body;
    expect(openTasks(extended)).toEqual(['C-REPORT 2026-10-08']);
    expect([extended.version, extended.sequence]).toEqual([view.version, view.sequence + 1]);
    const { body: why } = await main.get<DeadlineExplanation>(`/cases/${id}/deadlines/${deadlineId}`);
    expect(why).toMatchObject({ dueOn: '2026-10-08', extended: true, extensions: [{ by: '測試縣市教育局承辦', untilOn: '2026-10-08', reason: '颱風後清理校園' }] });
    expect((await main.act(id, 'report', {}, { version: view.version })).body.status).toBe('tracking');
  });

  it('is possible once, later than the day it had, and by at most the original term', async () => {
    const { school, id, extend } = await overdueReport(), county = await school.as('leaver_county'), attempt = async (until: string) => (await county.act(id, 'extendDeadline', extend(until))).body.code;
    expect([await attempt('2026-10-12'), await attempt('2026-10-06'), await attempt('2026-10-05')]).toEqual(['extensionTooLong', 'extensionTooLong', 'extensionTooLong']);
    expect(await county.act(id, 'extendDeadline', { ...extend('2026-10-07'), reason: ' ' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
    expect(await county.act(id, 'extendDeadline', { ...extend('2026-10-07'), deadlineId: 'reporting@0' })).toMatchObject({ status: 409, body: { code: 'noSuchDeadline' } });
    expect(await attempt('2026-10-07')).toBeUndefined();
    expect(await attempt('2026-10-08')).toBe('alreadyExtended');
  });

  it.for([['county', 'leaver_county', 'leaver_k12ea'], ['k12ea', 'leaver_k12ea', 'leaver_county']] as const)('of a school under the %s is for that authority alone', async ([jurisdiction, authority, other]) => {
    const { school, id, extend } = await overdueReport(jurisdiction);
    for (const role of ['leaver_main', 'school_principal', 'sys_support', other] as const) expect(await (await school.as(role)).act(id, 'extendDeadline', extend('2026-10-07')), role).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect((await (await school.as(authority)).act(id, 'extendDeadline', extend('2026-10-07'))).status).toBe(200);
  });

  it('lets it ring by the new day', async () => {
    const { school, id, filing, extend } = await overdueReport(), county = await school.as('leaver_county');
    await filing.until(at('2026-10-05', 9));
    await county.act(id, 'extendDeadline', extend('2026-10-08'));
    await filing.until(at('2026-10-09', 9));
    const rung = (await county.timeline(id)).filter(({ kind }) => kind === 'reminder' || kind === 'late').map((e) => `${e.level ?? 0} ${new Date(Date.parse(e.at) + 28_800_000).toISOString().slice(0, 16)}`);
    expect(rung).toEqual(['0 2026-10-05T08:30', '0 2026-10-07T08:30', '0 2026-10-08T08:30', '1 2026-10-09T00:05']);
  });
});

describe.concurrent('another calendar', () => {
  it('a typhoon day of the county moves an open day, raises the sequence and not the version, and is given as the reason', async ({ expect }) => {
    const school = await newSchool({ countyId: ownCounty() }), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05')), before = await bringTo('submitted', school, filing), { orm, temporal } = await testWorld(), em = orm.em.fork();
    expect(openTasks(before)).toEqual(['C-RECORD 2026-10-07']);
    await loadCalendar(em, { scope: school.countyId, tables: [table('2026-10-06', '2026-10-06', [closed(plainDate('2026-10-06'), '颱風停止上班')])] });
    expect(await tellCalendar(temporal, filing.id, await readCalendar(em, school.countyId))).toBe(true);
    await expect.poll(async () => openTasks(await main.see(filing.id)), { timeout: 10_000 }).toEqual(['C-RECORD 2026-10-08']);
    expect(await main.see(filing.id)).toMatchObject({ version: before.version, sequence: before.sequence + 1 });
    expect((await main.timeline(filing.id)).at(-1)).toMatchObject({ kind: 'recount', label: '依行事曆重新計算期限', by: '系統' });
    // the desk keeps a calendar for two seconds
    await expect.poll(async () => (await main.get<DeadlineExplanation>(`/cases/${filing.id}/deadlines/${before.tasks[0]!.deadlineId}`)).body.days[1], { timeout: 10_000 }).toMatchObject({ date: '2026-10-06', kind: 'skipped', reason: '颱風停止上班' });
  });

  it('does not rewrite what was closed before it: the day that was due then stands, and the days of today are said to reach another', async ({ expect }) => {
    const school = await newSchool({ countyId: ownCounty() }), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05')), { tasks: [task] } = await bringTo('submitted', school, filing), em = (await testWorld()).orm.em.fork();
    const explained = async () => (await main.get<DeadlineExplanation>(`/cases/${filing.id}/deadlines/${task!.deadlineId}`)).body;
    await main.act(filing.id, 'sendRecord', record());
    expect(await explained()).toMatchObject({ dueOn: '2026-10-07', countedNowOn: null });
    await loadCalendar(em, { scope: school.countyId, tables: [table('2026-10-06', '2026-10-06', [closed(plainDate('2026-10-06'), '颱風停止上班')])] });
    await expect.poll(explained, { timeout: 10_000 }).toMatchObject({ dueOn: '2026-10-07', countedNowOn: '2026-10-08' });
  });

  it('is what a case counts by that is taken up again after its end', async ({ expect }) => {
    const school = await newSchool({ countyId: ownCounty() }), owner = await school.as('ins_business'), course = await courseAt(school, at('2026-09-24')), center = await school.as('ins_center'), em = (await testWorld()).orm.em.fork();
    await must(center, course.id, 'pass');
    await course.until(at('2026-10-05'));
    await listWith(course.id, [await newTeacher(school)]);
    await must(owner, course.id, 'submitList', { confirmed: true });
    await must(center, course.id, 'passList');
    await course.until(at('2026-10-05', 12));
    await (await testWorld()).temporal.client.workflow.getHandle(course.id).result();
    const [handedIn] = (await owner.see(course.id)).deadlines.filter(({ name }) => name === 'listSubmission');
    await loadCalendar(em, { scope: school.countyId, tables: ['2026-10-07', '2026-10-12'].map((day) => table(day, day, [closed(plainDate(day), '颱風停止上班')])) });
    // the desk keeps a calendar for two seconds
    await expect.poll(async () => (await owner.get<DeadlineExplanation>(`/cases/${course.id}/deadlines/${handedIn!.id}`)).body.countedNowOn, { timeout: 10_000 }).toBe('2026-10-13');
    await owner.send('POST', `/course/cases/${course.id}/list/versions`, {});
    expect(openTasks(await must(owner, course.id, 'resubmitList', { confirmed: true }))).toEqual(['D-LREV 2026-10-13']);
  });

  it('a table that changes nothing for a case leaves no trace in it', async () => {
    const school = await newSchool({ countyId: ownCounty() }), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05')), { orm, temporal } = await testWorld(), before = await bringTo('submitted', school, filing), em = orm.em.fork();
    await loadCalendar(em, { scope: school.countyId, tables: [table('2026-12-01', '2026-12-01', [closed(plainDate('2026-12-01'), '颱風停止上班')])] });
    await tellCalendar(temporal, filing.id, await readCalendar(em, school.countyId));
    expect((await main.act(filing.id, 'returnFiling', { comment: '請補件' })).body.sequence).toBe(before.sequence + 1);
  });

  it('that is official makes a day certain that was provisional, also where no day moves', async () => {
    const school = await newSchool({ countyId: ownCounty() }), filing = await fileAt(school, at('2027-03-01')), { desk, orm } = await testWorld(), { tasks } = await bringTo('submitted', school, filing);
    expect(tasks).toMatchObject([{ task: 'C-RECORD', dueOn: '2027-03-03', provisional: true }]);
    const person = await personOf((await school.as('leaver_main')).accountId), provisional = await readCalendar(orm.em.fork(), school.countyId), { provisionalFrom: _, ...official } = provisional;
    const row = (await viewCase(orm.em.fork(), caseDesks.dropout.stored, filing.id, { accountId: person.accountId, requestId: '', noted: true }))!;
    const shown = (calendar: WorkCalendar) => presentCase(row, { desk, person, ability: abilityOf(person), language: 'zh', now: Date.now(), calendar: () => calendar });
    expect([provisional, official].map((calendar) => [shown(calendar).tasks[0]!.provisional, shown(calendar).deadlines[0]!.provisional])).toEqual([[true, true], [false, false]]);
  });

  it('beyond the last table no day is guessed; the case waits, is counted as waiting, and has its day when the year is known', async ({ expect }) => {
    const school = await newSchool({ countyId: ownCounty() }), main = await school.as('leaver_main'), filing = await fileAt(school, at('2027-12-29')), { temporal } = await testWorld(), before = await bringTo('submitted', school, filing);
    expect(before.tasks).toMatchObject([{ task: 'C-RECORD', dueOn: null, daysLeft: null, late: false }]);
    expect((await main.get<DeadlineExplanation>(`/cases/${filing.id}/deadlines/${before.tasks[0]!.deadlineId}`)).body.days.map(({ date, kind }) => `${date} ${kind}`)).toEqual(['2027-12-29 start', '2027-12-30 counted', '2027-12-31 skipped']);
    expect((await (await school.as('school_principal')).get<OverdueBoard>('/supervision/overdue')).body.waitingForCalendar).toBe(1);
    expect((await main.get<Inbox>('/tasks')).body.items).toMatchObject([{ dueOn: null }]);
    await tellCalendar(temporal, filing.id, await knownOnceLoaded(school.countyId, table('2028-01-01', '2028-12-31', [closed(plainDate('2028-01-03'), '開國紀念日補假')])));
    await expect.poll(async () => openTasks(await main.see(filing.id)), { timeout: 10_000 }).toEqual(['C-RECORD 2028-01-04']);
    expect((await (await school.as('school_principal')).get<OverdueBoard>('/supervision/overdue')).body.waitingForCalendar).toBe(0);
  });
});
/** What a county would count by if the nation had this table: laid in a transaction that is taken back, because all other tests share the nation. */
async function knownOnceLoaded(countyId: string, year: CalendarTable): Promise<WorkCalendar> {
  const em = (await testWorld()).orm.em.fork();
  await em.begin();
  try {
    await loadCalendar(em, { scope: NATION, tables: [year] });
    return await readCalendar(em, countyId);
  } finally {
    await em.rollback();
  }
}
