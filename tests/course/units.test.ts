/** Units that register courses, and the lists of codes in the form. Spec 5.1 (T50), 5.2. */
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import type { CodeList, CourseUnits } from '#contract/course';
import { rows, sql } from '#db/orm';
import { courseForm } from '../support/course.ts';
import type { Client } from '../support/client.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const unitsOf = async (client: Client): Promise<CourseUnits['items']> => (await client.get<CourseUnits>('/course/units')).body.items;
const codes = async (): Promise<CodeList['items']> => ((await (await fetch(`${(await testWorld()).baseUrl}/api/v1/course/code-lists`)).json()) as CodeList).items;
const entry = (more: object = {}) => ({ zh: '測試代碼', en: 'Test code', parent: null, active: true, position: 99, ...more });
const putCode = (client: Client, list: string, code: string, body: object) => client.send('PUT', `/course/code-lists/${list}/${code}`, body);

describe.concurrent('units', () => {
  it('are those for which somebody registers courses', async ({ expect }) => {
    const school = await newSchool();
    expect(await unitsOf(await school.as('ins_business'))).toEqual([{ id: school.id, name: `測試高中${school.id}`, county: '測試縣', overdue: 0, reason: null }]);
    expect([await unitsOf(await school.as('ins_teacher')), await unitsOf(await school.as('ins_center'))]).toEqual([[], []]);
  });
  it('are chosen from where somebody has several; without a choice the first that the screen offers is taken, and none that is not theirs', async ({ expect }) => {
    const [school, other, strange] = [await newSchool(), await newSchool(), await newSchool()], owner = await school.as('ins_business'), em = (await testWorld()).orm.em.fork();
    await rows(em, sql`insert into role_grant (account_id, role, organisation_id) values (${owner.accountId}, 'ins_business', ${other.id})`);
    const offered = (await unitsOf(owner)).map(({ id }) => id), today = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    expect(offered.toSorted()).toEqual([school.id, other.id].toSorted());
    const registeredAt = async (more: object) => { const { status, body } = await owner.open('course', courseForm(today, more)); return status === 201 ? body.school.id : status; };
    expect(await registeredAt({})).toBe(offered[0]);
    expect([await registeredAt({ unitId: offered[1] }), await registeredAt({ unitId: offered[0] }), await registeredAt({ unitId: strange.id })]).toEqual([offered[1], offered[0], 403]);
  });
});

describe.concurrent('a course that is not registered yet', () => {
  const draft = (text: string) => ({ form: { name: text, contacts: [{ name: '林承辦', phone: '02-22345678', email: 'contact@example.edu.tw' }] }, step: 1 });
  const kept = async (client: Client) => (await client.get<{ draft: { body: object } | null }>('/course/draft')).body.draft?.body;
  it('is kept for its author alone, as it was written last, until it is discarded', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), colleague = await school.as('ins_business', 2);
    expect(await kept(owner)).toBeUndefined();
    for (const text of ['初稿', '二稿']) await owner.send('PUT', '/course/draft', draft(text));
    expect([await kept(owner), await kept(colleague)]).toEqual([draft('二稿'), undefined]);
    await colleague.send('DELETE', '/course/draft');
    expect(await kept(owner)).toEqual(draft('二稿'));
    expect([(await owner.send('DELETE', '/course/draft')).status, await kept(owner)]).toEqual([204, undefined]);
  });
  it('is nothing for those who register no courses', async ({ expect }) => {
    const teacher = await (await newSchool()).as('ins_teacher');
    expect([(await teacher.get('/course/draft')).status, (await teacher.send('PUT', '/course/draft', draft('x'))).status]).toEqual([403, 403]);
  });
});

describe.concurrent('the lists of codes', () => {
  it('are read by anybody, each code below its parent', async ({ expect }) => {
    const all = await codes(), known = new Set(all.map(({ list, code }) => `${list} ${code}`));
    expect(all.filter(({ list, parent }) => parent !== null && !known.has(`${list} ${parent}`))).toEqual([]);
    expect(all).toContainEqual({ list: 'field', code: '1-3-3', parent: '1-3', zh: '資訊教育', en: 'Information technology', active: true, position: expect.any(Number) as number });
  });
  it('are edited by the administrator of the platform alone', async ({ expect }) => {
    const school = await newSchool(), code = `t-${randomUUID().slice(0, 8)}`;
    for (const role of ['ins_business', 'ins_center', 'sys_support'] as const) expect(await putCode(await school.as(role), 'tag', code, entry()), role).toMatchObject({ status: 403 });
    expect((await putCode(await school.as('ins_admin'), 'tag', code, entry())).status).toBe(204);
    expect((await codes()).filter((one) => one.code === code)).toEqual([{ list: 'tag', code, parent: null, zh: '測試代碼', en: 'Test code', active: true, position: expect.any(Number) as number }]);
  });
  it('keep each code where it stands, below a parent that exists and not deeper than the form goes', async ({ expect }) => {
    const admin = await (await newSchool()).as('ins_admin'), code = `t-${randomUUID().slice(0, 8)}`, refused = (field: string) => ({ status: 422, body: { errors: [{ pointer: '/parent', code: field }] } });
    for (const [list, parent] of [['field', 'nowhere'], ['field', code], ['field', '1-3-3'], ['nature', '1.2.3.1'], ['tag', 'none']] as const) expect(await putCode(admin, list, code, entry({ parent })), `${list} ${parent}`).toMatchObject(refused('unknownCode'));
    expect((await putCode(admin, 'field', code, entry({ parent: '1-3' }))).status).toBe(204);
    expect(await putCode(admin, 'field', code, entry({ parent: '1-2' }))).toMatchObject(refused('keepsPlace'));
    expect((await putCode(admin, 'colours', code, entry())).status).toBe(422);
  });
  it('keep a code that is no longer used readable; a new course cannot have it, nor one of another branch', async ({ expect }) => {
    const school = await newSchool(), admin = await school.as('ins_admin'), owner = await school.as('ins_business'), code = `t-${randomUUID().slice(0, 8)}`, today = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await putCode(admin, 'field', code, entry({ parent: '1-3' }));
    expect((await owner.open('course', courseForm(today, { field: ['1', '1-3', code] }))).status).toBe(201);
    expect(await owner.open('course', courseForm(today, { field: ['1', '1-2', code] }))).toMatchObject({ status: 422, body: { errors: [{ pointer: '/field', code: 'unknownCode' }] } });
    await putCode(admin, 'field', code, entry({ parent: '1-3', active: false }));
    expect((await codes()).find((one) => one.code === code)?.active).toBe(false);
    expect((await owner.open('course', courseForm(today, { field: ['1', '1-3', code] }))).status).toBe(422);
  });
});
