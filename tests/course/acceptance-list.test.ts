/** Spec 5.11, the scenarios about the form, the list, the hours and the cap, on the real server with moved time. */
import { describe, it } from 'vitest';
import type { CourseUnits } from '#contract/course';
import { DAY, HOUR } from '#domain/plain-date';
import { rows, sql } from '#db/orm';
import type { Client } from '../support/client.ts';
import { courseAt, courseForm, courseOf, listWith, must } from '../support/course.ts';
import { bookOf, commit, endedCourse, hoursOf, listOf, listPath, manyTeachers, preview, put, START } from '../support/course-lists.ts';
import { at } from '../support/dropout.ts';
import { newSchool, syntheticId, type TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const soon = (): string => new Date(Date.now() + DAY).toISOString().slice(0, 10);
const handIn = (client: Client, id: string, again = false) => must(client, id, again ? 'resubmitList' : 'submitList', { confirmed: true });
const unitOf = async (client: Client) => (await client.get<CourseUnits>('/course/units')).body.items[0]!;
const issuedTo = async (id: string) => (await hoursOf(id)).map(({ teacher, version }) => [teacher, version]);
/** @param count courses of 2 October without a list, on 13 October */
async function overdueCourses(school: TestSchool, count: number) {
  const courses = await Promise.all(Array.from({ length: count }, () => endedCourse(school)));
  await Promise.all(courses.map((course) => course.until(at('2026-10-13', 0, 10))));
  return courses;
}

describe.concurrent('acceptance 5.11', () => {
  it('1 · a registration that ends after the course starts is blocked, by its field', async ({ expect }) => {
    const owner = await (await newSchool()).as('ins_business'), form = courseForm(soon());
    expect(await owner.open('course', { ...form, registerTo: '2099-01-01' })).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ pointer: '/registerTo', code: 'afterStart', message: '報名截止日不得晚於課程開始日' }] } });
    expect((await owner.open('course', { ...form, registerTo: form.startsOn })).status).toBe(201);
  });

  it('2 · half an hour is accepted by the form and not counted; 2.25 hours are not accepted', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), center = await school.as('ins_center'), [teacher] = await manyTeachers(school, 1);
    expect(await owner.open('course', courseForm(soon(), { hours: 2.25 }))).toMatchObject({ status: 422, body: { errors: [{ pointer: '/hours', code: 'halfHours', message: '時數須為0.5的倍數' }] } });
    expect((await owner.open('course', courseForm(soon(), { hours: 0.5 }))).status).toBe(201);
    const course = await endedCourse(school, { hours: 0.5 });
    expect((await put(owner, course.id, teacher!.idNo, 0.5)).status).toBe(200);
    await handIn(owner, course.id);
    await must(center, course.id, 'passList');
    await course.until(START + 10 * DAY);
    expect(await hoursOf(course.id)).toEqual([{ teacher: teacher!.id, hours: '0.5', counted: false, version: 1 }]);
  });

  it('3 · passed at 10:00, it is not found at 10:59 and found at 11:00', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await courseAt(school, START), listed = async () => courseOf(await owner.see(course.id)).listedAt;
    await must(await school.as('ins_center'), course.id, 'pass');
    const passed = Date.parse((await owner.timeline(course.id)).find(({ name }) => name === 'pass')!.at);
    await course.until(START + HOUR - 60_000);
    expect(await listed()).toBeNull();
    await course.until(passed + HOUR);
    expect(Date.parse((await listed())!)).toBe(passed + HOUR);
  });

  it('8 · of nine rows with two bad IDs seven are added and two are listed', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await courseAt(school, START), people = await manyTeachers(school, 7), stranger = syntheticId();
    const lines = [...people.slice(0, 3).map(({ idNo }) => [idNo, 3]), ['F100000000', 3], ...people.slice(3).map(({ idNo }) => [idNo, 2.5]), [stranger, 3]];
    const shown = (await preview(owner, course.id, bookOf('xlsx', lines))).body, { applied } = (await commit(owner, course.id, shown)).body;
    expect([shown.good, applied]).toEqual([7, { added: 7, failed: 2 }]);
    expect(shown.bad).toEqual([{ row: 5, person: 'F100…', code: 'idNo', message: '身分證字號不是合法的' }, { row: 10, person: `${stranger.slice(0, 4)}…`, code: 'teacherUnknown', message: '查無此人，請確認身分證字號，或該員尚未由服務學校建立於本網' }]);
    expect((await listOf(owner, course.id)).items.map(({ teacher }) => teacher.id).sort()).toEqual(people.map(({ id }) => id).sort());
  });

  it('9 · a course that ended on 2 October is overdue after 12 October 23:59, when nothing was handed in', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school), standing = async () => [courseOf(await owner.see(course.id)).overdue, (await unitOf(owner)).overdue];
    await course.until(at('2026-10-12', 23, 59));
    expect(await standing()).toEqual([false, 0]);
    await course.until(at('2026-10-13', 0, 10));
    expect(await standing()).toEqual([true, 1]);
  });

  it('9 · with the fifth overdue course no account of the school registers another, and is told why, until hours of one are issued', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), colleague = await school.as('ins_business', 2), [first] = await overdueCourses(school, 5), [teacher] = await manyTeachers(school, 1);
    const tried = await Promise.all([owner, colleague].map((client) => client.open('course', courseForm(soon()))));
    expect(tried.map(({ status, body }) => [status, body.code])).toEqual([[409, 'fiveOverdue'], [409, 'fiveOverdue']]);
    expect(await unitOf(colleague)).toMatchObject({ overdue: 5, reason: '貴單位逾期課程已達5堂，無法登錄新課程' });
    await put(owner, first!.id, teacher!.idNo, 3);
    await handIn(owner, first!.id);
    expect((await owner.open('course', courseForm(soon()))).body.code).toBe('fiveOverdue');
    await must(await school.as('ins_center'), first!.id, 'passList');
    await first!.until(at('2026-10-13', 1));
    expect(await unitOf(owner)).toMatchObject({ overdue: 4, reason: null });
    expect((await colleague.open('course', courseForm(soon()))).status).toBe(201);
  });

  it('9 · a course that was overdue and is put off counts no more, and opens the door again', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), [first] = await overdueCourses(school, 5), opening = async () => (await owner.open('course', courseForm(soon()))).status;
    expect([(await unitOf(owner)).overdue, await opening()]).toEqual([5, 409]);
    await must(owner, first!.id, 'amend', { ...first!.form, notes: '場地整修。' });
    expect((await unitOf(owner)).overdue).toBe(5);
    await must(await school.as('ins_center'), first!.id, 'pass');
    const moved = await must(owner, first!.id, 'amend', { ...first!.form, startsOn: '2026-11-20', endsOn: '2026-11-20', registerTo: '2026-11-19' });
    expect([courseOf(moved).overdue, (await unitOf(owner)).overdue, await opening()]).toEqual([false, 4, 201]);
  });

  it('9 · what opens while the fifth becomes overdue waits for it', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), em = (await testWorld()).orm.em.fork();
    await rows(em, sql`insert into course_unit (unit_id, overdue) values (${school.id}, 4)`);
    await em.begin();
    await rows(em, sql`update course_unit set overdue = 5 where unit_id = ${school.id}`);
    const opening = Promise.all([1, 2].map(() => owner.open('course', courseForm(soon()))));
    await expect.poll(async () => (await rows((await testWorld()).orm.em.fork(), sql`select from pg_stat_activity where wait_event_type = 'Lock' and query like '%course_unit%'`)).length, { timeout: 15_000 }).toBeGreaterThan(0);
    await em.commit();
    expect((await opening).map(({ body }) => body.code)).toEqual(['fiveOverdue', 'fiveOverdue']);
    expect((await owner.get<{ items: unknown[] }>('/cases')).body.items).toEqual([]);
  });

  it('10 · a new list of six leaves the seven their hours until it passes; then the one removed loses them, and the log shows both versions', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), center = await school.as('ins_center'), course = await endedCourse(school), people = await manyTeachers(school, 7), all = people.map(({ id }) => id).sort();
    await listWith(course.id, people);
    await handIn(owner, course.id);
    await must(center, course.id, 'passList');
    await course.until(START + 10 * DAY);
    expect(await issuedTo(course.id)).toEqual(all.map((id) => [id, 1]));
    await owner.send('POST', `${listPath(course.id)}/versions`);
    await owner.send('DELETE', `${listPath(course.id)}/rows/${all[0]}`);
    await handIn(owner, course.id, true);
    await course.until(START + 11 * DAY);
    expect(await issuedTo(course.id)).toEqual(all.map((id) => [id, 1]));
    await must(center, course.id, 'passList');
    await course.until(START + 12 * DAY);
    expect(await issuedTo(course.id)).toEqual(all.slice(1).map((id) => [id, 2]));
    expect((await owner.timeline(course.id)).map(({ name }) => name).filter((name) => /List$/.test(name))).toEqual(['submitList', 'passList', 'resubmitList', 'passList']);
    expect(courseOf(await owner.see(course.id)).lists.map(({ version, state, rows: count }) => [version, state, count])).toEqual([[2, 'passed', 6], [1, 'replaced', 7]]);
  });

  it('10 · a pass that is taken back within ten seconds gives no hours, and the same list can pass again', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), center = await school.as('ins_center'), course = await endedCourse(school), [teacher] = await manyTeachers(school, 1);
    await listWith(course.id, [teacher!]);
    await handIn(owner, course.id);
    await must(center, course.id, 'passList');
    await must(center, course.id, 'undo');
    await course.until(START + 10 * DAY);
    expect([await issuedTo(course.id), (await listOf(center, course.id)).state]).toEqual([[], 'handed_in']);
    await must(center, course.id, 'passList');
    await course.until(START + 11 * DAY);
    expect(await issuedTo(course.id)).toEqual([[teacher!.id, 1]]);
  });

  it('11 · a course whose list was handed in cannot be deleted, with a hint to 結案後修改', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), center = await school.as('ins_center'), course = await endedCourse(school), refused = { status: 409, body: { code: 'listProtected', title: '名單送出後課程受保護；如需更正，請於結案後提出「結案後修改」申請' } };
    await listWith(course.id, await manyTeachers(school, 1));
    await handIn(owner, course.id);
    expect(await owner.act(course.id, 'delete', { reason: '重複' })).toMatchObject(refused);
    await must(center, course.id, 'failList', { reason: '時數不符' });
    expect(await owner.act(course.id, 'delete', { reason: '重複' })).toMatchObject(refused);
    expect((await owner.see(course.id)).actions.find(({ name }) => name === 'delete')?.reason?.message).toBe(refused.body.title);
  });

  it('12 · an attachment of 3.1 MB, or named 104.10.10.pdf, is refused', async ({ expect }) => {
    const owner = await (await newSchool()).as('ins_business'), add = (name: string, bytes: number) => owner.upload(`/course/attachments?name=${name}`, Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes)]));
    const message = '檔案超過3MB、檔名含符號，或檔案類型不符';
    expect(await add('a.pdf', 3.1 * 1024 * 1024)).toMatchObject({ status: 422, body: { code: 'fileRefused', title: message } });
    expect(await add('104.10.10.pdf', 100)).toMatchObject({ status: 422, body: { code: 'fileRefused', title: message, errors: [{ pointer: '/name', code: 'fileName' }] } });
    expect((await add('104年10月.pdf', 2.9 * 1024 * 1024)).status).toBe(201);
  });
});
