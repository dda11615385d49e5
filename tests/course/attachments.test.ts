/** 研習附件: what may be attached, and who is given it. Spec 5.1, 8.5. */
import { describe, it } from 'vitest';
import { utils, write } from '@e965/xlsx';
import { DAY, HOUR } from '#domain/plain-date';
import type { Answered, Client, ProblemBody } from '../support/client.ts';
import { courseAt, courseForm, courseOf, must } from '../support/course.ts';
import { START } from '../support/course-lists.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n');
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000000500010d0a2db40000000049454e44ae426082', 'hex');
const doc = write({ SheetNames: ['a'], Sheets: { a: utils.aoa_to_sheet([['a']]) } }, { type: 'buffer', bookType: 'biff8' }) as Buffer;
const add = (client: Client, name: string, bytes: Buffer = pdf): Promise<Answered<{ id: string; name: string } & ProblemBody>> => client.upload(`/course/attachments?name=${encodeURIComponent(name)}`, bytes);
const anonymous = async (id: string): Promise<Response> => fetch(`${(await testWorld()).baseUrl}/api/v1/course/attachments/${id}`);

describe.concurrent('an attachment', () => {
  it('of each kind that is what it says is taken', async ({ expect }) => {
    const owner = await (await newSchool()).as('ins_business');
    for (const [name, bytes] of [['簡章 1.pdf', pdf], ['場地_圖.png', png], ['a.doc', doc]] as const) expect(await add(owner, name, bytes), name).toMatchObject({ status: 201, body: { name } });
  });
  it('that is another thing than its name says, empty, or of a kind that can carry a script is refused', async ({ expect }) => {
    const owner = await (await newSchool()).as('ins_business'), html = Buffer.from('<html><script>alert(1)</script></html>');
    for (const [name, bytes] of [['a.png', pdf], ['a.pdf', png], ['a.pdf', html], ['a.jpg', html], ['a.docx', doc], ['a.pdf', Buffer.alloc(0)], ['a.html', html], ['a.svg', html]] as const) expect(await add(owner, name, bytes), name).toMatchObject({ status: 422, body: { code: 'fileRefused' } });
  });
  it('is taken from those who register courses, under their own session and from our own pages', async ({ expect }) => {
    const school = await newSchool(), { baseUrl } = await testWorld();
    expect(await add(await school.as('ins_teacher'), 'a.pdf')).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    const send = (headers: Record<string, string>) => fetch(`${baseUrl}/api/v1/course/attachments?name=a.pdf`, { method: 'POST', body: new Uint8Array(pdf), headers: { 'content-type': 'application/octet-stream', ...headers } });
    expect([(await send({})).status, (await send({ 'sec-fetch-site': 'cross-site' })).status]).toEqual([401, 403]);
  });
  it('is everybody’s while its course is listed, and before and after for those who read the course', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), center = await school.as('ins_center'), { id, name } = (await add(owner, '簡章.pdf')).body;
    const course = await courseAt(school, START, { attachments: [id] }), statusFor = async (): Promise<number[]> => [(await anonymous(id)).status, (await center.download(`/course/attachments/${id}`)).status, (await (await newSchool({ countyId: 'C98' })).as('ins_center').then((stranger) => stranger.download(`/course/attachments/${id}`))).status];
    expect([courseOf(await owner.see(course.id)).attachments, await statusFor()]).toEqual([[{ id, name }], [404, 200, 404]]);
    await must(center, course.id, 'pass');
    await course.until(START + HOUR + 60_000);
    expect(await statusFor()).toEqual([200, 200, 200]);
    await must(owner, course.id, 'amend', courseForm('2026-09-24', { intro: '改過的簡介。', attachments: [id] }));
    expect(await statusFor()).toEqual([404, 200, 404]);
  });
  it('is served as a file to keep, in which nothing runs', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), { id } = (await add(owner, '簡章.pdf')).body, { headers, body } = await owner.download(`/course/attachments/${id}`);
    expect(body.equals(pdf)).toBe(true);
    expect([headers.get('content-type'), headers.get('x-content-type-options'), headers.get('content-security-policy')]).toEqual(['application/pdf', 'nosniff', "default-src 'none'; sandbox"]);
    expect(headers.get('content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''%E7%B0%A1%E7%AB%A0\.pdf$/);
  });
  it('stays with its course: another’s, or one of another course, is refused by the field', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), colleague = await school.as('ins_business', 2), { id } = (await add(owner, 'a.pdf')).body, theirs = (await add(colleague, 'b.pdf')).body.id;
    await courseAt(school, START, { attachments: [id] });
    const today = new Date(Date.now() + DAY).toISOString().slice(0, 10);
    for (const strange of [id, theirs]) expect(await owner.open('course', courseForm(today, { attachments: [strange] }))).toMatchObject({ status: 422, body: { errors: [{ pointer: '/attachments', code: 'attachment' }] } });
    expect([(await colleague.download(`/course/attachments/${id}`)).status, (await owner.download('/course/attachments/none')).status]).toEqual([404, 404]);
  });
});
