/** Due days of spec 7.2 and 5.9 for courses, by the office calendar of 2026, and who hears what. */
import { describe, it } from 'vitest';
import type { TimelineEntry } from '#contract/cases';
import { rows, sql } from '#db/orm';
import { at, openTasks } from '../support/dropout.ts';
import { courseAt, courseOf, listWith, must, newTeacher, type Course } from '../support/course.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const inTaipei = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
const rings = (timeline: readonly TimelineEntry[], name: string): string[] => timeline.filter((e) => e.name === name && (e.kind === 'reminder' || e.kind === 'late')).map((e) => `${e.level ?? 0} ${inTaipei(e.at)}`);
/** `kind about role` of each mail of a case to people of this test. */
const mails = async (school: TestSchool, id: string): Promise<string[]> => (await rows<{ kind: string; subject: string; login: string }>((await testWorld()).orm.em.fork(), sql`
  select m.kind, m.subject, a.login from mail m join account a on a.id = m.account_id where m.case_id = ${id} and a.login like ${`%.${school.id}`} order by m.sent_at, a.login`)).map(({ kind, subject, login }) => `${kind} ${/：(\S+)/.exec(subject)?.[1]} ${login.replace(/\d\..*/, '')}`);
/** Over since 18 September, with a teacher on its list. */
async function endedCourse(school: TestSchool): Promise<Course> {
  const course = await courseAt(school, at('2026-09-14'), { startsOn: '2026-09-18', endsOn: '2026-09-18', registerFrom: '2026-09-14', registerTo: '2026-09-17' });
  await must(await school.as('ins_center'), course.id, 'pass');
  await course.until(at('2026-09-19'));
  await listWith(course.id, [await newTeacher(school)]);
  return course;
}

describe.concurrent('due days and what rings', () => {
  it('T45 · a course submitted on Thursday 24 September is due on Thursday 1 October, and its centre, the head and the platform hear of it in turn', async ({ expect }) => {
    const school = await newSchool();
    for (const role of ['ins_center', 'ins_center_supervisor', 'ins_admin'] as const) await school.as(role);
    const course = await courseAt(school, at('2026-09-24'), { startsOn: '2026-11-20', endsOn: '2026-11-20', registerTo: '2026-11-19' });
    await course.until(at('2026-10-20'));
    expect(rings(await (await school.as('ins_center')).timeline(course.id), 'courseReview')).toEqual(['0 2026-09-30T08:30', '1 2026-10-02T00:05', '2 2026-10-06T00:05']);
    await expect.poll(() => mails(school, course.id)).toEqual(['TASK-NEW 審核課程 ins_center', 'TASK-DUE 審核課程 ins_center', 'TASK-ESC 審核課程 ins_center_supervisor', 'TASK-ESC 審核課程 ins_admin']);
  });
  it('T49 · the list of a course that ended on 18 September is due on the 29th, whatever happens to the course meanwhile', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school);
    expect(openTasks(await owner.see(course.id))).toEqual(['D-LIST 2026-09-29']);
    await must(owner, course.id, 'amend', { ...course.form, intro: '更正後的簡介。' });
    expect(openTasks(await owner.see(course.id))).toEqual(['D-REVIEW 2026-09-23', 'D-LIST 2026-09-29']);
    await course.until(at('2026-09-30'));
    expect(courseOf(await owner.see(course.id)).overdue).toBe(true);
    expect(rings(await owner.timeline(course.id), 'listSubmission')).toEqual(['0 2026-09-26T08:30', '0 2026-09-28T08:30', '1 2026-09-30T00:05']);
  });
  it('T49 · a list that is late is told to the unit with all who work there for its courses, and to the centre', async ({ expect }) => {
    const school = await newSchool();
    for (const [role, nth] of [['ins_business', 2], ['school_principal', 1], ['ins_center', 1]] as const) await school.as(role, nth);
    const course = await endedCourse(school);
    await course.until(at('2026-09-30'));
    await expect.poll(async () => (await mails(school, course.id)).filter((mail) => mail.startsWith('TASK-ESC')).sort()).toEqual(['ins_business', 'ins_business', 'ins_center', 'school_principal'].map((role) => `TASK-ESC 送出研習名單 ${role}`));
  });
  it('T50 · the fifth overdue course is told to unit and centre once, by its code and name', async ({ expect }) => {
    const school = await newSchool(), em = (await testWorld()).orm.em.fork();
    for (const [role, nth] of [['ins_business', 2], ['ins_center', 1]] as const) await school.as(role, nth);
    const courses = await Promise.all(Array.from({ length: 5 }, () => endedCourse(school)));
    await Promise.all(courses.map((course) => course.until(at('2026-09-30'))));
    const told = () => rows<{ login: string; subject: string; body: string }>(em, sql`select a.login, m.subject, m.body from mail m join account a on a.id = m.account_id where m.case_id = any (${courses.map(({ id }) => id)}::uuid[]) and m.kind = 'D-OVERDUE' and a.login like ${`%.${school.id}`} order by a.login`);
    await expect.poll(async () => (await told()).map(({ login }) => login.replace(/\d\..*/, ''))).toEqual(['ins_business', 'ins_business', 'ins_center']);
    expect((await told())[0]).toMatchObject({ subject: expect.not.stringContaining('資訊教育知能研習') as string, body: expect.stringMatching(/^研習課程案件 \d+「資訊教育知能研習」：逾期課程已達5堂，暫停登錄新課程。/) as string });
  });
  it('T51 · the list is reviewed within three working days, and a refused one sent again within three', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school);
    expect(openTasks(await must(owner, course.id, 'submitList', { confirmed: true }))).toEqual(['D-LREV 2026-09-23']);
    expect(openTasks(await must(await school.as('ins_center'), course.id, 'failList', { reason: '時數與簽到紀錄不符。' }))).toEqual(['D-FIX 2026-09-23']);
    await course.until(at('2026-09-24'));
    expect(courseOf(await owner.see(course.id))).toMatchObject({ overdue: true, refusals: [{ action: 'failList', reason: '時數與簽到紀錄不符。' }] });
  });
});

describe.concurrent('the owner hears', () => {
  it('that the course passed, and of a refusal, at once', async ({ expect }) => {
    const school = await newSchool(), center = await school.as('ins_center'), passed = await courseAt(school, at('2026-09-24')), failed = await courseAt(school, at('2026-09-24'));
    await must(center, passed.id, 'pass');
    await must(center, failed.id, 'fail', { reason: '課程簡介不足。' });
    await expect.poll(() => mails(school, passed.id)).toContain('DONE 課程通過 ins_business');
    await expect.poll(() => mails(school, failed.id)).toContain('DONE 課程不通過 ins_business');
  });
  it('nothing of a list that was passed and taken back within ten seconds', async ({ expect }) => {
    const school = await newSchool(), center = await school.as('ins_center'), course = await endedCourse(school);
    await must(await school.as('ins_business'), course.id, 'submitList', { confirmed: true });
    await must(center, course.id, 'passList');
    expect((await must(center, course.id, 'undo')).status).toBe('list_pending');
    const waiting = await rows((await testWorld()).orm.em.fork(), sql`select from notice where case_id = ${course.id} and kind = 'DONE' and deadline = 'passList'`);
    expect([waiting, await mails(school, course.id)]).toEqual([[], expect.not.arrayContaining(['DONE 名單通過，核發時數 ins_business'])]);
  });
});
