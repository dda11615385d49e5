/** 研習名單匯出: papers that print and can be read out, sheets that harm nobody, and who gets them. Spec 5.6, 8.3, appendix A. */
import { read, utils } from '@e965/xlsx';
import { describe, it } from 'vitest';
import { rows, sql } from '#db/orm';
import { courseAt, listWith, must, newTeacher, registrationForm } from '../support/course.ts';
import type { Client } from '../support/client.ts';
import { at } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { registered } from './registered.ts';

const masked = (idNo: string): string => `${idNo.slice(0, 5)}*****`;
async function courseWithPeople(more: object = {}) {
  const school = await newSchool(), course = await courseAt(school, at('2026-09-24'), more), owner = await school.as('ins_business'), center = await school.as('ins_center');
  const teachers = [await newTeacher(school, { name: '王堃' }), await newTeacher(school, { name: '撒韻‧武荖' })] as const;
  return { school, course, owner, center, teachers };
}
const fileOf = (client: Client, id: string, file: string) => client.download(`/course/cases/${id}/exports/${file}`);
async function sheetOf(client: Client, id: string, file: string): Promise<string[][]> {
  const book = read((await fileOf(client, id, file)).body);
  return utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1 });
}
/** Without an empty line and who made it. */
const tableOf = async (client: Client, id: string, file: string): Promise<string[][]> => (await sheetOf(client, id, file)).slice(0, -2);
/** Dictionaries of a PDF are plain text; what is written on its pages is not. */
const counted = (pdf: Buffer, what: string): number => pdf.toString('latin1').split(`${what}\n`).length - 1;
const pagesOf = (pdf: Buffer): number => counted(pdf, '/Type /Page');

describe.concurrent('a sign-in sheet', () => {
  it('has a line for each who was accepted, and is a tagged document in Chinese with a title', async ({ expect }) => {
    const { course, owner, teachers } = await courseWithPeople();
    await registered(course.id, teachers);
    const { status, headers, body } = await fileOf(owner, course.id, 'sign-in.pdf'), text = body.toString('latin1');
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, 'application/pdf', 'no-store']);
    expect(headers.get('content-disposition')).toContain("filename*=UTF-8''%E7%A0%94%E7%BF%92%E7%B0%BD%E5%88%B0%E8%A1%A8_");
    expect(text).toMatch(/^%PDF-1\.7/);
    for (const mark of ['/Marked true', '/Lang (zh-TW)', '/DisplayDocTitle true', '/S /H1', '/S /TH', '/Scope /Column']) expect(text).toContain(mark);
    expect(counted(body, '/S /TR')).toBe(1 + teachers.length);
  });
  it('leaves out who was not accepted', async ({ expect }) => {
    const { course, center, teachers: [one, other] } = await courseWithPeople();
    await registered(course.id, [one]);
    await registered(course.id, [other], { state: 'rejected' });
    expect(counted((await fileOf(center, course.id, 'sign-in.pdf')).body, '/S /TR')).toBe(2);
  });
  it('of the list shows its owner the one that is edited, and nobody else one that was not handed in', async ({ expect }) => {
    const { course, owner, center, teachers } = await courseWithPeople();
    await listWith(course.id, teachers);
    const lines = async (who: Client) => counted((await fileOf(who, course.id, 'sign-in-list.pdf')).body, '/S /TR');
    expect([await lines(owner), await lines(center)]).toEqual([3, 1]);
  });
  it('that is blank has as many pages as were asked for, at most fifty', async ({ expect }) => {
    const { course, owner } = await courseWithPeople();
    const pages = async (query: string) => pagesOf((await fileOf(owner, course.id, `blank-sign-in.pdf${query}`)).body);
    expect([await pages(''), await pages('?pages=3')]).toEqual([1, 3]);
    expect((await fileOf(owner, course.id, 'blank-sign-in.pdf?pages=51')).status).toBe(422);
  });
  it('of a hundred people goes over several pages; a character that no typeface has stops nothing', async ({ expect }) => {
    const { school, course, owner } = await courseWithPeople({ name: '𠮷𪚥😀\u{F0000}研習' });
    await registered(course.id, await Promise.all(Array.from({ length: 100 }, () => newTeacher(school))));
    const { status, body } = await fileOf(owner, course.id, 'sign-in.pdf');
    expect([status, counted(body, '/S /TR')]).toEqual([200, 101]);
    expect(pagesOf(body)).toBeGreaterThan(4);
  });
});

describe.concurrent('details of registrations', () => {
  it.for(['xlsx', 'ods'])('as %s hold what was asked for, with masked IDs, and nothing that a program would compute', async (kind, { expect }) => {
    const { course, owner, teachers: [one, other] } = await courseWithPeople(), settings = registrationForm(course.form, { extra: ['meal'], others: ['備註'] });
    await must(owner, course.id, 'setRegistration', settings);
    await registered(course.id, [one], { extra: { meal: '素食', 備註: '=HYPERLINK("http://example.edu.tw")' } });
    await registered(course.id, [other], { state: 'pending', extra: { meal: '葷食', 備註: '' } });
    const [heading, ...lines] = await tableOf(owner, course.id, `registrations.${kind}`);
    expect(heading).toEqual(['報名序號', '審核結果', '報名方式', '姓名', '身分證統一編號', '性別', '職位類別', '服務學校', '報名日期', '用餐類別', '備註']);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toEqual(expect.arrayContaining([1, '通過', one.name, masked(one.idNo), '素食', '\'=HYPERLINK("http://example.edu.tw")']));
    expect((await tableOf(owner, course.id, `registrations.${kind}?all=yes`)).map((line) => line[3])).toEqual(['姓名', one.name, other.name]);
  });
  it('tell below their rows who made them and when, as the papers do at their feet', async ({ expect }) => {
    const { course, owner } = await courseWithPeople(), { body: { name } } = await owner.get<{ name: string }>('/me');
    for (const kind of ['xlsx', 'ods']) expect((await sheetOf(owner, course.id, `registrations.${kind}`)).at(-1)).toEqual([expect.stringMatching(new RegExp(`^製表：${name}　115\\D.+　10:\\d\\d$`))]);
    expect(read((await fileOf(owner, course.id, 'registrations.xlsx')).body).Props).toMatchObject({ Author: name, CreatedDate: expect.any(Date) as Date });
  });
  it('hold an ID that the organiser asked for whole, for the insurance', async ({ expect }) => {
    const { course, owner, teachers: [one] } = await courseWithPeople();
    await must(owner, course.id, 'setRegistration', registrationForm(course.form, { others: ['身分證字號'] }));
    await registered(course.id, [one], { extra: { 身分證字號: one.idNo } });
    expect((await sheetOf(owner, course.id, 'registrations.xlsx'))[1]).toEqual(expect.arrayContaining([masked(one.idNo), one.idNo]));
  });
  it('are for the owner alone; the centre, the principal and support are told that they may not', async ({ expect }) => {
    const { school, course, center } = await courseWithPeople();
    for (const who of [center, await school.as('school_principal'), await school.as('sys_support')]) expect((await fileOf(who, course.id, 'registrations.xlsx')).status).toBe(403);
  });
});

describe.concurrent('the list of participants', () => {
  it('is there once the list has passed: as a paper and as sheets', async ({ expect }) => {
    const { course, owner, center, teachers } = await courseWithPeople();
    await must(center, course.id, 'pass');
    await course.until(at('2026-10-03'));
    await listWith(course.id, teachers, { hours: 2.5 });
    await must(owner, course.id, 'submitList', { confirmed: true });
    expect((await fileOf(center, course.id, 'participants.xlsx')).status).toBe(409);
    await must(center, course.id, 'passList');
    for (const kind of ['xlsx', 'ods']) expect((await tableOf(center, course.id, `participants.${kind}`)).map((line) => [line[1], line[2], line.at(-1)]).sort()).toEqual([['姓名', '身分證統一編號', '研習時數'], ...teachers.map(({ name, idNo }) => [name, masked(idNo), 2.5])].sort());
    expect(counted((await fileOf(owner, course.id, 'participants.pdf')).body, '/S /TR')).toBe(3);
  });
});

describe.concurrent('an export', () => {
  it('of a course that is not one’s own is not there', async ({ expect }) => {
    const { course } = await courseWithPeople(), elsewhere = await newSchool({ countyId: 'C98' });
    for (const who of [await elsewhere.as('ins_business'), await elsewhere.as('ins_center')]) expect((await fileOf(who, course.id, 'sign-in.pdf')).status).toBe(404);
  });
  it('leaves a trace of who read it; a blank sheet names nobody and leaves none', async ({ expect }) => {
    const { course, owner } = await courseWithPeople();
    await fileOf(owner, course.id, 'blank-sign-in.pdf');
    const { headers } = await fileOf(owner, course.id, 'sign-in.pdf');
    expect(await rows((await testWorld()).orm.em.fork(), sql`select account_id, request_id from reading where case_id = ${course.id} and what = 'export'`)).toEqual([{ account_id: owner.accountId, request_id: headers.get('x-request-id') }]);
  });
  it('of a teacher’s own hours holds the year that was asked for', async ({ expect }) => {
    const { school, course } = await courseWithPeople(), client = await school.as('ins_teacher'), teacher = await newTeacher(school, { client }), em = (await testWorld()).orm.em.fork();
    await rows(em, sql`insert into issued_hours (case_id, teacher_id, hours, counted, version, ended_on, issued_at) values (${course.id}, ${teacher.id}, 0.5, false, 1, '2026-10-02', now())`);
    const lines = async (query: string) => counted((await client.download(`/course/my/transcript.pdf${query}`)).body, '/S /TR');
    expect([await lines('?year=2026'), await lines('?year=2025'), await lines('')]).toEqual([2, 1, 2]);
    expect((await (await school.as('ins_business')).download('/course/my/transcript.pdf')).status).toBe(403);
  });
  it('of all a teacher’s hours holds each year under a title of its own', async ({ expect }) => {
    const { school, course } = await courseWithPeople(), client = await school.as('ins_teacher'), teacher = await newTeacher(school, { client }), em = (await testWorld()).orm.em.fork(), earlier = await courseAt(school, at('2026-09-24'));
    for (const [id, endedOn] of [[course.id, '2026-10-02'], [earlier.id, '2024-03-01']] as const) await rows(em, sql`insert into issued_hours (case_id, teacher_id, hours, counted, version, ended_on, issued_at) values (${id}, ${teacher.id}, 3, true, 1, ${endedOn}, now())`);
    const { body, headers } = await client.download('/course/my/transcript.pdf');
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('研習時數紀錄_全部.pdf'));
    expect(['/S /H2', '/S /Table', '/S /TR'].map((what) => counted(body, what))).toEqual([2, 2, 4]);
  });
});
