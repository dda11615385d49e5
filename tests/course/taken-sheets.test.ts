/** 上傳紀錄: what became of each sheet, and the sheet itself to have again. Appendix A, spec 11. */
import { randomUUID } from 'node:crypto';
import { read, utils } from '@e965/xlsx';
import { describe, it } from 'vitest';
import type { SheetPreview, TakenSheets } from '#contract/course';
import { row, sql } from '#db/orm';
import { courseAt, newTeacher } from '../support/course.ts';
import { commit, csvOf, preview, START } from '../support/course-lists.ts';
import type { Client } from '../support/client.ts';
import { at } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { registered } from './registered.ts';

const sheetsOf = async (client: Client, id: string): Promise<TakenSheets['items']> => (await client.get<TakenSheets>(`/course/cases/${id}/sheets`)).body.items;
async function ownCourse(more: object = {}) {
  const school = await newSchool(), owner = await school.as('ins_business'), { id, until } = await courseAt(school, START, more);
  return { school, owner, id, until };
}

describe.concurrent('a list from a file', () => {
  it('is remembered once it was taken over: by whom, how many, which rows were not; file and result can be had again', async ({ expect }) => {
    const { school, owner, id } = await ownCourse(), one = await newTeacher(school), bytes = csvOf([[one.idNo, 3], ['F100000000', 3]]), upload = (await preview(owner, id, bytes, '研習.csv')).body;
    expect(await sheetsOf(owner, id)).toEqual([]);
    await commit(owner, id, upload);
    await commit(owner, id, upload);
    const [kept, ...others] = await sheetsOf(owner, id), { name } = (await owner.get<{ name: string }>('/me')).body, fileOf = (what: string) => owner.download(`/course/cases/${id}/sheets/${kept!.id}/${what}`);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ kind: 'list', version: 1, session: null, fileName: '研習.csv', by: name, taken: 1, file: true, bad: [{ row: 3, person: 'F100…', code: 'idNo', message: '身分證字號不是合法的' }] });
    expect((await fileOf('source')).body.equals(bytes)).toBe(true);
    const book = read((await fileOf('result.xlsx')).body);
    expect(utils.sheet_to_json<string[]>(book.Sheets['匯入結果']!, { header: 1 }).slice(0, 4)).toEqual([['列', '資料', '未匯入原因'], [3, 'F100…', '身分證字號不是合法的'], [], ['成功 1 筆、失敗 1 筆']]);
    const stored = (await row<{ text: string }>((await testWorld()).orm.em.fork(), sql`select s::text || u::text as text from course_sheet s, course_list_upload u where s.case_id = ${id} and u.case_id = ${id}`))!.text;
    expect(stored).not.toContain(one.idNo);
  });
  it('too large to be kept is known by its name alone', async ({ expect }) => {
    const { school, owner, id } = await ownCourse(), one = await newTeacher(school), upload = (await preview(owner, id, csvOf([[one.idNo, 3, 'x'.repeat(3 * 1024 * 1024)]]), 'a.csv')).body;
    await commit(owner, id, upload);
    const [kept] = await sheetsOf(owner, id);
    expect([kept!.file, (await owner.download(`/course/cases/${id}/sheets/${kept!.id}/source`)).status]).toEqual([false, 404]);
  });
  it('is shown to its owner alone, of one course alone', async ({ expect }) => {
    const { school, owner, id } = await ownCourse(), another = await courseAt(school, START);
    await commit(owner, id, (await preview(owner, id, csvOf([['x', 1]]), 'a.csv')).body);
    const [kept] = await sheetsOf(owner, id);
    expect([(await (await school.as('ins_center')).get(`/course/cases/${id}/sheets`)).status, (await (await school.as('ins_teacher')).get(`/course/cases/${id}/sheets`)).status, (await owner.download(`/course/cases/${another.id}/sheets/${kept!.id}/source`)).status]).toEqual([403, 404, 404]);
  });
});

describe.concurrent('a sheet is looked at first', () => {
  it('of attendance: how many it knows, how many have signed in already; nothing is kept before it is taken over', async ({ expect }) => {
    const { school, owner, id } = await ownCourse({ delivery: 'webex' }), sessionId = randomUUID(), session = `/course/cases/${id}/sessions/${sessionId}`;
    await owner.send('PUT', session, { title: '上午場', startsAt: '2026-10-02T09:00:00+08:00', endsAt: '2026-10-02T12:00:00+08:00', hours: 3 });
    await registered(id, await Promise.all(['王一', '林二'].map((name) => newTeacher(school, { name }))));
    const sheet = (...names: string[]) => Buffer.from(['顯示名稱,簽到,簽退', ...names.map((name) => `測試縣大同高中教師${name},9:00,12:00`)].join('\n'));
    const look = async (bytes: Buffer) => (await owner.upload<SheetPreview>(`${session}/attendance/preview?name=a.csv`, bytes)).body;
    expect(await look(sheet('王一', '路人'))).toMatchObject({ good: 1, replaces: 0, bad: [{ row: 3, code: 'personUnknown' }] });
    expect([(await owner.get<{ items: object[] }>(`${session}/attendance`)).body.items, await sheetsOf(owner, id)]).toEqual([[], []]);
    await owner.upload(`${session}/attendance?name=a.csv`, sheet('王一', '路人'));
    expect(await look(sheet('王一', '林二'))).toMatchObject({ good: 2, replaces: 1, bad: [] });
    expect(await sheetsOf(owner, id)).toMatchObject([{ kind: 'attendance', session: '上午場', taken: 1, bad: [{ row: 3 }] }]);
  });
  it('of answers on paper: how many it would take the place of', async ({ expect }) => {
    const { owner, id, until } = await ownCourse({ questionnaire: { mode: 'paper', anonymous: true, voluntary: true } }), path = `/course/cases/${id}/questionnaire`;
    await until(at('2026-10-03'));
    const sheet = (...lines: string[]) => Buffer.from(['一,二,三,四,五,意見', ...lines].join('\n'));
    await owner.upload(`${path}?name=a.csv`, sheet('5,4,5,4,5,', '1,1,1,1,1,'));
    expect((await owner.upload<SheetPreview>(`${path}/preview?name=b.csv`, sheet('5,5,5,5,5,', '九,1,1,1,1,'))).body).toMatchObject({ good: 1, replaces: 2, bad: [{ row: 3, code: 'score' }] });
    expect([(await owner.get<{ answered: number }>(path)).body.answered, (await sheetsOf(owner, id)).map(({ kind, taken }) => [kind, taken])]).toEqual([2, [['answers', 2]]]);
  });
});
