/** 編輯教師資料: who is on a list, with how many hours, and which version of it may still change. Spec 5.7, 8.3. */
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import type { CourseList } from '#contract/course';
import { DAY } from '#domain/plain-date';
import { rows, sql } from '#db/orm';
import { courseEffects } from '../../activities/course.ts';
import { courseAt, listWith, must, newTeacher } from '../support/course.ts';
import { bookOf, commit, endedCourse, hoursOf, listOf, listPath, manyTeachers, preview, put, START } from '../support/course-lists.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const store = async () => (await testWorld()).orm.em.fork();
const onList = ({ items }: CourseList) => items.map(({ teacher, hours }) => [teacher.id, hours]);
async function ownCourse(more: object = {}) {
  const school = await newSchool(), owner = await school.as('ins_business'), course = await courseAt(school, START, more);
  return { school, owner, course };
}

describe.concurrent('a single entry', () => {
  it('by national ID puts the teacher on the list, under a masked ID; again it changes the hours', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), teacher = await newTeacher(school);
    expect(await put(owner, course.id, teacher.idNo.toLowerCase(), 3)).toMatchObject({ status: 200, body: { hours: 3, teacher: { id: teacher.id, name: teacher.name, idNo: `${teacher.idNo.slice(0, 5)}*****`, school: { id: school.id } } } });
    expect((await put(owner, course.id, teacher.idNo, 2.5)).body.hours).toBe(2.5);
    expect(await listOf(owner, course.id)).toMatchObject({ version: 1, state: 'editing', editable: true, courseHours: 3, credits: false, items: [{ teacher: { id: teacher.id }, hours: 2.5 }] });
  });
  it('by 個人識別碼 finds the same teacher', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), teacher = await newTeacher(school);
    expect((await put(owner, course.id, ` P${teacher.id.slice(0, 8)} `, 1)).body.teacher.id).toBe(teacher.id);
  });
  it('says what is wrong: the ID, nobody known by it, the hours', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), { idNo } = await newTeacher(school);
    expect(await put(owner, course.id, 'F100000000', 1)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/person', code: 'idNo', message: '身分證字號不是合法的' }] } });
    expect(await put(owner, course.id, 'Y191234561', 1)).toMatchObject({ status: 404, body: { code: 'teacherUnknown', title: '查無此人，請確認身分證字號，或該員尚未由服務學校建立於本網' } });
    for (const [hours, code] of [[0, 'too_small'], [3.5, 'hours'], [2.25, 'halfHours'], [-1, 'too_small']] as const) expect(await put(owner, course.id, idNo, hours), String(hours)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/hours', code }] } });
    expect((await listOf(owner, course.id)).items).toEqual([]);
  });
  it('under one hour is kept', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), teacher = await newTeacher(school);
    await put(owner, course.id, teacher.idNo, 0.5);
    expect(onList(await listOf(owner, course.id))).toEqual([[teacher.id, 0.5]]);
  });
  it('in a course with credits counts credits', async ({ expect }) => {
    const { school, owner, course } = await ownCourse({ classKind: 'credit', hours: 2 });
    await put(owner, course.id, (await newTeacher(school)).idNo, 2);
    expect(await listOf(owner, course.id)).toMatchObject({ credits: true, courseHours: 2 });
  });
});

describe.concurrent('a row', () => {
  it('gets other hours and can be taken away; who is not on the list is not there', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), [one, two] = await manyTeachers(school, 2), rowsPath = `${listPath(course.id)}/rows`;
    await listWith(course.id, [one!]);
    expect(await owner.send('PUT', `${rowsPath}/${one!.id}`, { hours: 1.5 })).toMatchObject({ status: 200, body: { hours: 1.5 } });
    expect(await owner.send('PUT', `${rowsPath}/${one!.id}`, { hours: 3.5 })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/hours', code: 'hours' }] } });
    expect([(await owner.send('PUT', `${rowsPath}/${two!.id}`, { hours: 1 })).status, (await owner.send('DELETE', `${rowsPath}/${two!.id}`)).status]).toEqual([404, 404]);
    expect([(await owner.send('DELETE', `${rowsPath}/${one!.id}`)).status, (await listOf(owner, course.id)).items]).toEqual([204, []]);
  });
});

describe.concurrent('the order of a list', () => {
  it('is that in which its teachers were added, also in a later version; each has a place by the whole ID', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school), names = ['王三', '林一', '丁二'], people = [];
    for (const name of names) people.push(await newTeacher(school, { name }));
    for (const { idNo } of people) await put(owner, course.id, idNo, 3);
    await put(owner, course.id, people[0]!.idNo, 1);
    const { items } = await listOf(owner, course.id), byId = people.toSorted((a, b) => (a.idNo < b.idNo ? -1 : 1)).map(({ id }) => id);
    expect(items.map(({ teacher }) => teacher.name)).toEqual(names);
    expect(items.toSorted((a, b) => a.idPlace - b.idPlace).map(({ teacher }) => teacher.id)).toEqual(byId);
    await must(owner, course.id, 'submitList', { confirmed: true });
    expect((await owner.send<CourseList>('POST', `${listPath(course.id)}/versions`)).body.items.map(({ teacher }) => teacher.name)).toEqual(names);
  });
});

describe.concurrent('from registrations', () => {
  it('come those accepted, all or the chosen, with the hours of the course; who is there already keeps other hours', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), people = await manyTeachers(school, 4), ids = people.map(() => randomUUID()), states = ['accepted', 'accepted', 'rejected', 'accepted'];
    for (const [i, person] of people.entries()) await rows(await store(), sql`insert into registration (id, case_id, teacher_id, place, state, source, registered_at, changed_at) values (${ids[i]}, ${course.id}, ${person.id}, ${i + 1}, ${states[i]}, 'online', now(), now())`);
    await listWith(course.id, [people[0]!], { hours: 1 });
    const add = async (registrationIds?: string[]) => (await owner.send<{ added: number }>('POST', `${listPath(course.id)}/from-registrations`, registrationIds ? { registrationIds } : {})).body.added;
    expect([await add([ids[0]!, ids[1]!, ids[2]!, randomUUID()]), await add(), await add()]).toEqual([1, 1, 0]);
    expect(onList(await listOf(owner, course.id))).toEqual([[people[0]!.id, 1], [people[1]!.id, 3], [people[3]!.id, 3]]);
  });
});

describe.concurrent('from attendance', () => {
  it('come those who were there from begin to end, with the hours of those sessions, at most the course’s', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), people = await manyTeachers(school, 5), em = await store(), sessions = [randomUUID(), randomUUID()];
    for (const id of sessions) await rows(em, sql`insert into training_session (id, case_id, title, starts_at, ends_at, hours) values (${id}, ${course.id}, '上午', now() - interval '2 hours', now(), 2)`);
    // minutes after the beginning; each session lasts 120
    const attend = (session: number, person: number, came: number, left: number | null) => rows(em, sql`insert into attendance (session_id, teacher_id, display_name, signed_in_at, signed_out_at)
      select ${sessions[session]}, ${people[person]!.id}, '測試', starts_at + ${came} * interval '1 minute', starts_at + ${left}::int * interval '1 minute' from training_session where id = ${sessions[session]}`);
    for (const [session, person, came, left] of [[0, 0, -20, 120], [1, 0, 15, 105], [0, 1, 0, 140], [1, 1, 0, null], [0, 2, 0, null], [0, 3, 0, 104], [0, 4, 16, 120]] as const) await attend(session, person, came, left);
    expect((await owner.send('POST', `${listPath(course.id)}/from-attendance`)).body).toEqual({ added: 2 });
    expect(onList(await listOf(owner, course.id))).toEqual([[people[0]!.id, 3], [people[1]!.id, 2]]);
  });
});

describe.concurrent('a version', () => {
  it('that was handed in never changes, whichever way is tried', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school), [one, two] = await manyTeachers(school, 2), path = listPath(course.id);
    await put(owner, course.id, one!.idNo, 3);
    const upload = (await preview(owner, course.id, bookOf('xlsx', [[two!.idNo, 3]]))).body;
    await must(owner, course.id, 'submitList', { confirmed: true });
    const tried = await Promise.all([put(owner, course.id, two!.idNo, 1), owner.send('PUT', `${path}/rows/${one!.id}`, { hours: 1 }), owner.send('DELETE', `${path}/rows/${one!.id}`), owner.send('POST', `${path}/from-registrations`, {}), owner.send('POST', `${path}/from-attendance`), preview(owner, course.id, bookOf('xlsx', [[two!.idNo, 2]])), commit(owner, course.id, upload)]);
    expect(tried.map(({ status, body }) => [status, (body as { code?: string } | undefined)?.code])).toEqual(tried.map(() => [409, 'listSubmitted']));
    expect(await listOf(owner, course.id)).toMatchObject({ version: 1, state: 'handed_in', editable: false, items: [{ teacher: { id: one!.id }, hours: 3 }] });
  });
  it('begins as a copy, once, and is its owner’s alone until it is handed in', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), center = await school.as('ins_center'), course = await endedCourse(school), [one, two] = await manyTeachers(school, 2);
    await listWith(course.id, [one!, two!]);
    await must(owner, course.id, 'submitList', { confirmed: true });
    const begun = await Promise.all([1, 2, 3].map(() => owner.send<CourseList>('POST', `${listPath(course.id)}/versions`)));
    expect(begun.map(({ body }) => [body.version, body.state, body.editable, body.items.length])).toEqual([1, 2, 3].map(() => [2, 'editing', true, 2]));
    await owner.send('DELETE', `${listPath(course.id)}/rows/${one!.id}`);
    expect([(await listOf(owner, course.id)).items.length, (await listOf(owner, course.id, 1)).items.length]).toEqual([1, 2]);
    expect(await listOf(center, course.id)).toMatchObject({ version: 1, state: 'handed_in', editable: false });
    expect((await center.get(`${listPath(course.id)}?version=2`)).status).toBe(404);
  });
  it('that is handed in while somebody edits it has the rows that then stand, or is not handed in', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school), teacher = await newTeacher(school);
    await listWith(course.id, [teacher]);
    const [removed, handed] = await Promise.all([owner.send('DELETE', `${listPath(course.id)}/rows/${teacher.id}`), owner.act(course.id, 'submitList', { confirmed: true })]);
    const { state, items } = await listOf(owner, course.id);
    expect([[204, 409, 'editing', 0], [409, 200, 'handed_in', 1]]).toContainEqual([removed.status, handed.status, state, items.length]);
  });
  it('whose last row is taken away under the lock is not handed in empty', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school), teacher = await newTeacher(school), em = await store();
    await listWith(course.id, [teacher]);
    await em.begin();
    await rows(em, sql`select from course_list where case_id = ${course.id} for update`);
    const handing = owner.act(course.id, 'submitList', { confirmed: true });
    await expect.poll(async () => (await rows(await store(), sql`select from pg_stat_activity where wait_event_type = 'Lock' and query like '%course_list%'`)).length, { timeout: 15_000 }).toBeGreaterThan(0);
    await rows(em, sql`delete from course_list_row where case_id = ${course.id}`);
    await em.commit();
    expect(await handing).toMatchObject({ status: 409, body: { code: 'noRows' } });
    expect((await listOf(owner, course.id)).state).toBe('editing');
  });
  it('with more hours than the course has now is not handed in', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school);
    await listWith(course.id, [await newTeacher(school)], { hours: 3.5 });
    expect(await owner.act(course.id, 'submitList', { confirmed: true })).toMatchObject({ status: 409, body: { code: 'hoursOutOfRange' } });
  });
  it('can be taken back for ten seconds, and not once an update of it was begun', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school);
    await listWith(course.id, [await newTeacher(school)]);
    await must(owner, course.id, 'submitList', { confirmed: true });
    await must(owner, course.id, 'undo');
    expect(await listOf(owner, course.id)).toMatchObject({ version: 1, state: 'editing', editable: true });
    await must(owner, course.id, 'submitList', { confirmed: true });
    await owner.send('POST', `${listPath(course.id)}/versions`);
    expect(await owner.act(course.id, 'undo')).toMatchObject({ status: 409, body: { code: 'nothingToUndo' } });
    expect((await owner.see(course.id)).forms['lists']).toMatchObject([{ version: 2, state: 'editing' }, { version: 1, state: 'handed_in' }]);
  });
  it('that is sent anew is taken back the same, nobody having been told; the one before stands again', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), center = await school.as('ins_center'), course = await endedCourse(school), [one, two] = await manyTeachers(school, 2), resubmit = () => must(owner, course.id, 'resubmitList', { confirmed: true });
    const lists = async () => ((await owner.see(course.id)).forms['lists'] as { version: number; state: string }[]).map(({ version, state }) => `${version} ${state}`), told = async () => rows(await store(), sql`select from notice where case_id = ${course.id} and kind = 'TASK-NEW' and not_before <= now() and sequence = (select max(sequence) from case_event where case_id = ${course.id} and name = 'resubmitList')`);
    await listWith(course.id, [one!]);
    await must(owner, course.id, 'submitList', { confirmed: true });
    await must(center, course.id, 'failList', { reason: '時數不符' });
    await owner.send('POST', `${listPath(course.id)}/versions`);
    await resubmit();
    expect([await lists(), await told()]).toEqual([['2 handed_in', '1 replaced'], []]);
    expect((await must(owner, course.id, 'undo')).status).toBe('list_rejected');
    expect(await lists()).toEqual(['2 editing', '1 rejected']);
    await resubmit();
    await must(center, course.id, 'passList');
    await course.until(START + 10 * DAY);
    await owner.send('POST', `${listPath(course.id)}/versions`);
    await put(owner, course.id, two!.idNo, 1);
    expect([(await resubmit()).status, (await must(owner, course.id, 'undo')).status]).toEqual(['list_pending', 'issued']);
    expect(await lists()).toEqual(['3 editing', '2 passed', '1 replaced']);
  });
  it('that passed gives its hours once; what comes again, or late from an earlier one, changes nothing', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), center = await school.as('ins_center'), course = await endedCourse(school), [one, two] = await manyTeachers(school, 2);
    await listWith(course.id, [one!]);
    await must(owner, course.id, 'submitList', { confirmed: true });
    await must(center, course.id, 'passList');
    await course.until(START + 10 * DAY);
    await owner.send('POST', `${listPath(course.id)}/versions`);
    await put(owner, course.id, two!.idNo, 1);
    await must(owner, course.id, 'resubmitList', { confirmed: true });
    await must(center, course.id, 'passList');
    await course.until(START + 11 * DAY);
    const given = await hoursOf(course.id), passes = await rows<{ at: number }>(await store(), sql`select passed_version as at from course_list where case_id = ${course.id} order by version`), { issueHours } = courseEffects((await testWorld()).orm);
    for (const { at } of [...passes, ...passes]) await issueHours({ caseId: course.id, version: at } as Parameters<typeof issueHours>[0]);
    expect([given.map(({ version }) => version), await hoursOf(course.id)]).toEqual([[2, 2], given]);
  });
  it('of a deleted course is not edited', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), { idNo } = await newTeacher(school);
    await must(owner, course.id, 'delete', { reason: '重複登錄' });
    expect(await put(owner, course.id, idNo, 1)).toMatchObject({ status: 409, body: { code: 'wrongStatus' } });
    expect((await listOf(owner, course.id)).editable).toBe(false);
  });
});

describe.concurrent('who sees a list', () => {
  it('the owner edits it, the centre reads what was handed in, and for nobody else it is there', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), { idNo } = await newTeacher(school), elsewhere = await newSchool({ countyId: 'C98' });
    await put(owner, course.id, idNo, 1);
    const center = await school.as('ins_center'), strangers = [await school.as('ins_business', 2), await school.as('ins_teacher'), await elsewhere.as('ins_center'), await elsewhere.as('ins_business')];
    expect(await listOf(center, course.id)).toMatchObject({ version: 0, state: 'none', editable: false, items: [] });
    expect((await put(center, course.id, idNo, 1)).body.code).toBe('notAllowed');
    for (const stranger of strangers) expect([(await stranger.get(listPath(course.id))).status, (await put(stranger, course.id, idNo, 1)).status, (await preview(stranger, course.id, bookOf('xlsx', []))).status]).toEqual([404, 404, 404]);
  });
  it('is named to nobody else who may read the course: neither principal, nor the centre’s head, nor the platform', async ({ expect }) => {
    const { school, owner, course } = await ownCourse();
    await put(owner, course.id, (await newTeacher(school)).idNo, 1);
    for (const role of ['school_principal', 'ins_center_supervisor', 'ins_admin'] as const) {
      const reader = await school.as(role);
      expect([(await reader.get(`/cases/${course.id}`)).status, (await reader.get(listPath(course.id))).status], role).toEqual([200, 403]);
    }
  });
  it('is noted, each with its request, also where it was read by entering an ID', async ({ expect }) => {
    const { school, owner, course } = await ownCourse(), { idNo } = await newTeacher(school);
    const asked = [await put(owner, course.id, idNo, 1), await owner.get(listPath(course.id)), await preview(owner, course.id, bookOf('xlsx', [[idNo, 1]]))];
    const noted = await rows<{ request_id: string }>(await store(), sql`select request_id from reading where account_id = ${owner.accountId} and case_id = ${course.id} and what = 'list' order by id`);
    expect(noted.map(({ request_id }) => request_id)).toEqual(asked.map(({ headers }) => headers.get('x-request-id')));
  });
  it('system support sees names masked too', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await endedCourse(school);
    await listWith(course.id, [await newTeacher(school, { name: '林小明' })]);
    await must(owner, course.id, 'submitList', { confirmed: true });
    expect((await listOf(await school.as('sys_support'), course.id)).items[0]!.teacher.name).toBe('林○○');
  });
});
