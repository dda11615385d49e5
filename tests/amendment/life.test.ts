/** 結案後修改, on the real server with moved time: application, decision, the letter of the fifth, the change. Spec 5.8, T52. */
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { MINUTE } from '#domain/plain-date';
import { rows, sql } from '#db/orm';
import { courseAt, courseOf, must } from '../support/course.ts';
import { hoursOf } from '../support/course-lists.ts';
import { at, openTasks } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { application, apply, formsOf, issuedCourse } from './applied.ts';

const LETTER = { letterNo: '測府教字第1150000001號' };

describe.concurrent('a change after closing', () => {
  it('is approved, sent with the letter of the next fifth and made; the course shows the new text, and its hours stay', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), center = await school.as('ins_center'), admin = await school.as('ins_admin'), hours = await hoursOf(course.id);
    const change = await apply(course, { name: '資訊安全知能研習', notes: '改於下午。' });
    expect(openTasks(await center.see(change.id))).toEqual(['D-POST 2026-10-23']);
    await must(center, change.id, 'approve');
    expect(openTasks(await center.see(change.id))).toEqual(['D-POST 2026-11-05']);
    const sent = await must(center, change.id, 'sendBatch', LETTER);
    expect([formsOf(sent).letterNo, openTasks(sent)]).toEqual([LETTER.letterNo, ['D-POST 2026-10-23']]);
    await must(admin, change.id, 'applyChange');
    expect(courseOf(await course.owner.see(course.id)).course.name).toBe('資訊教育知能研習');   // it can still be taken back
    await change.until(at('2026-10-20') + 10 * MINUTE);
    expect(await course.owner.see(course.id)).toMatchObject({ title: '資訊安全知能研習', forms: { course: { name: '資訊安全知能研習', notes: '改於下午。', intro: course.form.intro, hours: 3 } } });
    expect(await hoursOf(course.id)).toEqual(hours);
  });
  it('that is refused ends with its reason and leaves the course; another may be applied for', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), center = await school.as('ins_center'), first = await apply(course);
    expect((await must(center, first.id, 'reject', { reason: '理由不足' })).endedAt).not.toBeNull();
    expect((await center.timeline(first.id)).find(({ name }) => name === 'reject')?.note).toBe('理由不足');
    expect((await course.owner.see(course.id)).title).toBe('資訊教育知能研習');
    await apply(course);
  });
  it('that the centre does not decide is told to its head, and so is a letter that is not sent by the fifth', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), center = await school.as('ins_center'), change = await apply(course);
    const told = async () => (await center.timeline(change.id)).filter(({ kind }) => kind === 'late').map(({ at: when, told: whom }) => [when.slice(0, 10), ...whom]);
    await change.until(at('2026-10-24', 1));
    expect(await told()).toEqual([['2026-10-23', '區管中心主管']]);
    await must(center, change.id, 'approve');
    await change.until(at('2026-11-06', 1));
    expect(await told()).toHaveLength(2);
  });
  it('is found by the public under its new name alone', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), unique = `蠡測${randomUUID().slice(0, 4)}`, change = await apply(course, { name: unique });
    await must(await school.as('ins_center'), change.id, 'approve');
    await must(await school.as('ins_center'), change.id, 'sendBatch', LETTER);
    await must(await school.as('ins_admin'), change.id, 'applyChange');
    await change.until(at('2026-10-20') + 10 * MINUTE);
    expect((await course.owner.get<{ items: { name: string }[] }>(`/course/public?q=${encodeURIComponent(unique)}&from=2026-01-01`)).body.items.map(({ name }) => name)).toEqual([unique]);
  });
});

describe.concurrent('an application', () => {
  it('is for an issued course of one’s own: otherwise refused, or the course is not there', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), open = async (nth: number, body = application(course), where = school) => (await (await where.as('ins_business', nth)).open('amendment', body)).body.code;
    expect([await open(2), await open(1, application(course), await newSchool()), await open(1, application({ id: randomUUID() }))]).toEqual(['notFound', 'notFound', 'notFound']);
    expect(await open(1, application(await courseAt(school, at('2026-09-24'))))).toBe('notIssued');
    expect((await (await school.as('school_principal')).open('amendment', application(course))).status).toBe(403);
  });
  it('is not for another organiser who reads the course as the principal', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), both = await school.as('ins_business', 2);
    await rows((await testWorld()).orm.em.fork(), sql`insert into role_grant (account_id, role, organisation_id) values (${both.accountId}, 'school_principal', ${school.id})`);
    expect((await both.open('amendment', application(course))).body.code).toBe('notAllowed');
  });
  it('is one at a time for a course, also when two come at once', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), answers = await Promise.all([1, 2].map(() => course.owner.open('amendment', application(course))));
    expect(answers.map(({ status, body }) => (status === 201 ? status : body.code)).sort()).toEqual([201, 'changeOpen']);
  });
  it('names what is wrong: nothing to change, no reason, a letter of the future; hours are not among what can be changed', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), future = { letter: { date: '2099-01-01', unit: '測試府', number: '測字第1號' } };
    const pointers = async (changes: object, more: object = {}) => (await course.owner.open('amendment', { ...application(course, changes), ...more })).body.errors?.map(({ pointer }) => pointer);
    expect([await pointers({}), await pointers({ hours: 6 }), await pointers({ name: '甲' }, { reason: '' }), await pointers(future)]).toEqual([['/changes'], ['/changes'], ['/reason'], ['/changes/letter/date']]);
  });
  it('changes whatever hours do not rest on, and is checked like the course form', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), center = await school.as('ins_center');
    const refused = async (changes: object) => (await course.owner.open('amendment', application(course, changes))).body.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
    expect([await refused({ field: ['1', '1-2', '1-3-3'] }), await refused({ county: '台中市' }), await refused({ subsidyAmount: 500, subsidy: 'none' }), await refused({ letter: { date: '2026-09-01', unit: '測試府', number: '測字第1' } })])
      .toEqual([['/changes/field unknownCode'], ['/changes/county unknownCode'], ['/changes/subsidy required'], ['/changes/letter/number letterNumber']]);
    expect(await Promise.all(['classKind', 'hours', 'startsOn', 'endsOn', 'perClass'].map((field) => refused({ [field]: course.form[field as keyof typeof course.form] })))).toEqual(Array(5).fill(['/changes required']));
    const changes = { tag: 'none', tier: 'expert', delivery: 'workshop', county: '臺中市', township: '蠡測區', address: '測試路2號', audience: ['es'], audienceText: '國小教師', fee: 'full', feeAmount: 300, contacts: [{ name: '林新承辦', phone: '02-22345678#1', email: 'new@example.edu.tw' }] };
    const change = await apply(course, changes);
    await must(center, change.id, 'approve');
    await must(center, change.id, 'sendBatch', LETTER);
    await must(await school.as('ins_admin'), change.id, 'applyChange');
    await change.until(at('2026-10-20') + 10 * MINUTE);
    expect(courseOf(await course.owner.see(course.id)).course).toMatchObject({ ...changes, name: course.form.name, hours: 3 });
    const found = await rows((await testWorld()).orm.em.fork(), sql`select place, stages, grams @@ '蠡測'::tsquery as found from course where case_id = ${course.id}`);
    expect(found).toEqual([{ place: '臺中市蠡測區', stages: ['es'], found: true }]);
  });
  it('is decided by the centre of its county and made by the platform; for others it is not there, or not theirs', async ({ expect }) => {
    const school = await newSchool(), course = await issuedCourse(school), { id } = await apply(course), elsewhere = await newSchool({ countyId: 'C98' });
    const code = async (client: Awaited<ReturnType<typeof school.as>>, action: string, body: object = {}) => (await client.act(id, action, body, { version: 1 })).body.code;
    expect([await code(await elsewhere.as('ins_center'), 'approve'), await code(course.owner, 'approve'), await code(await school.as('ins_admin'), 'approve'), await code(await school.as('ins_teacher'), 'approve')]).toEqual(['notFound', 'notAllowed', 'notAllowed', 'notFound']);
    expect([await code(await school.as('ins_center'), 'sendBatch', LETTER), await code(await school.as('ins_admin'), 'applyChange')]).toEqual(['wrongStatus', 'wrongStatus']);
  });
});
