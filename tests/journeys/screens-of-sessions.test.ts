/** The screens of online sessions, questionnaires and uploads, for who gives them and who takes part: read by axe, measured, complete in English, and kept as pictures to look at. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { counties } from '#domain/counties';
import { roles, type Role } from '#domain/roles';
import { rows, sql } from '#db/orm';
import { learners, openCourse, registering, type Learner, type OpenCourse } from '../course/open-course.ts';
import { registered } from '../course/registered.ts';
import { commit, csvOf, preview } from '../support/course-lists.ts';
import { at } from '../support/dropout.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { openCounter, press, sees, sheet, type Seat } from './browser.ts';
import { chineseBeside } from './chinese.ts';
import { look, type Going } from './screen.ts';

const counter = openCounter(), DAY = '2026-10-02', english: Seat = { language: 'en' };
const asks = (mode: 'system' | 'paper') => ({ questionnaire: { mode, anonymous: true, voluntary: true } });
let school: TestSchool, me: Learner, other: Learner, meeting: OpenCourse, asking: OpenCourse, answered: OpenCourse, paper: OpenCourse, pending: OpenCourse, several: Awaited<ReturnType<TestSchool['as']>>;
const displayNameOf = ({ name }: Learner): string => `測試縣測試高中教師${name}`;
const csv = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'));

async function put(title: string, from: string, to: string, more: object = {}): Promise<string> {
  const id = randomUUID();
  await meeting.owner.send('PUT', `/course/cases/${meeting.id}/sessions/${id}`, { title, startsAt: `${DAY}T${from}:00+08:00`, endsAt: `${DAY}T${to}:00+08:00`, hours: 1, meetingUrl: 'https://meet.example.edu.tw/a', meetingNo: '123 456', meetingPassword: 'abc', ...more });
  return id;
}
/** Ten minutes before ten: one session goes on, one can be signed in to, one comes later. */
async function meet(): Promise<void> {
  const first = await put('第一場', '09:00', '10:00');
  await put('第二場，名稱很長，長到在手機上必須折成好幾行才放得下的那一種場次', '10:15', '12:00', { meetingUrl: undefined });
  await put('第三場', '14:00', '16:00', { counties: ['屏東縣', '臺東縣', '測試縣'] });
  await registered(meeting.id, [me, other]);
  await meeting.until(at(DAY, 9));
  for (const who of [me, other]) await who.client.send('POST', `/course/my/sessions/${first}/sign-in`, { displayName: displayNameOf(who) });
  await other.client.send('POST', `/course/my/sessions/${first}/sign-out`);
  await meeting.owner.upload(`/course/cases/${meeting.id}/sessions/${first}/attendance?name=a.csv`, csv('顯示名稱,簽到,簽退', '路人甲,9:00,10:00'));
  await meeting.until(at(DAY, 9, 50));
}
beforeAll(async () => {
  school = await newSchool();
  [me, other] = await learners(school, 2);
  await rows((await testWorld()).orm.em.fork(), sql`update teacher set name = '王小明' where id = ${other.id}`);
  other = { ...other, name: '王小明' };
  [meeting, asking, answered, paper, pending] = await Promise.all([{ delivery: 'webex' }, asks('system'), asks('system'), asks('paper'), {}].map((form) => openCourse(school, { form }))) as [OpenCourse, OpenCourse, OpenCourse, OpenCourse, OpenCourse];
  await meet();
  await registering(me, pending);
  for (const { id } of [asking, answered, paper]) await registered(id, [me, other]);
  for (const course of [asking, answered, paper]) await course.until(at('2026-10-03'));
  await commit(asking.owner, asking.id, (await preview(asking.owner, asking.id, csvOf([[me.idNo, 3], ['F100000000', 3]]), '研習教師資料.csv')).body);
  await other.client.send('POST', `/course/public/${answered.code}/questionnaire`, { scores: [5, 4, 4, 3, 5], comment: '很有收穫。' });
  await paper.owner.upload(`/course/cases/${paper.id}/questionnaire?name=a.csv`, csv('一,二,三,四,五,意見', '5,4,5,4,5,收穫很多', '3,3,3,3,3,'));
  several = await school.as('ins_business', 2);
  const another = await newSchool();
  await rows((await testWorld()).orm.em.fork(), sql`insert into role_grant (account_id, role, organisation_id) values (${several.accountId}, 'ins_business', ${another.id})`);
}, 120_000);

const room = (course: () => OpenCourse, name: string) => (): string => `/cases/${course().id}/${name}`;
const sessions = room(() => meeting, 'sessions'), results = room(() => paper, 'questionnaire');
/** The row of the first session. */
const first = (page: Page) => page.getByRole('row').nth(1);
const pick = (page: Page, name: string, bytes: Buffer): Promise<void> => page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'text/csv', buffer: bytes });
const opened: Going = async (page) => { await page.locator('summary').first().click(); await page.getByRole('table').last().waitFor(); };
/** In both languages; buttons are told by where they stand. */
interface Place { readonly name: string; readonly who: Role; readonly path: () => string; readonly go: Going; readonly nth?: number }
const places: Place[] = [
  { name: 'course-new-units', who: 'ins_business', nth: 2, path: () => '/course/new', go: (page) => page.getByRole('combobox').first().waitFor() },
  { name: 'sessions', who: 'ins_business', path: sessions, go: (page) => page.getByRole('row').nth(3).waitFor() },
  { name: 'session-remove', who: 'ins_business', path: sessions, go: async (page) => { await press(page.getByRole('row').nth(2), /刪除場次|Delete the session/); await page.getByRole('dialog').waitFor(); } },
  { name: 'session-edit', who: 'ins_business', path: sessions, go: async (page) => { await press(page.getByRole('row').nth(3), /編輯場次|Edit the session/); await page.getByRole('checkbox', { name: '屏東縣' }).waitFor(); } },
  { name: 'attendance', who: 'ins_business', path: sessions, go: async (page) => { await press(first(page), /出席名單|Attendance/); await page.getByRole('dialog').getByRole('row').nth(2).waitFor(); } },
  {
    name: 'attendance-import', who: 'ins_business', path: sessions,
    go: async (page) => { await press(first(page), /出席名單|Attendance/); await pick(page, '出席名單.csv', csv('顯示名稱,簽到,簽退', `${me.name},9:00,10:00`, '林二,九點,')); await sees(page, /已有簽到退紀錄|signed in already/); },
  },
  { name: 'my-sessions', who: 'ins_teacher', path: () => '/my/courses', go: async (page) => { await page.getByRole('button', { name: /^簽退$|^Sign out$/ }).waitFor(); await page.getByRole('textbox').waitFor(); } },
  { name: 'my-sessions-again', who: 'ins_teacher', nth: 2, path: () => '/my/courses', go: (page) => page.getByRole('button', { name: /再次簽退|Sign out again/ }).waitFor() },
  { name: 'my-cancel', who: 'ins_teacher', path: () => '/my/courses', go: async (page) => { await page.getByRole('button', { name: /取消報名|Cancel my registration/ }).first().click(); await page.getByRole('dialog').waitFor(); } },
  { name: 'questionnaire', who: 'ins_teacher', path: () => `/courses/${asking.code}/questionnaire`, go: (page) => page.getByRole('radio').first().waitFor() },
  { name: 'questionnaire-refused', who: 'ins_teacher', path: () => `/courses/${asking.code}/questionnaire`, go: async (page) => { await press(page, /送出問卷|^Send$/); await page.getByRole('alert').waitFor(); } },
  { name: 'questionnaire-answers', who: 'ins_center', path: room(() => answered, 'questionnaire'), go: (page) => page.getByRole('row').nth(5).waitFor() },
  { name: 'questionnaire-paper', who: 'ins_business', path: results, go: async (page) => { await page.getByRole('row').nth(5).waitFor(); await opened(page); } },
  { name: 'questionnaire-paper-ask', who: 'ins_business', path: results, go: async (page) => { await pick(page, '紙本問卷.csv', csv('一,二,三,四,五', '5,5,5,5,5', '九,1,1,1,1')); await sees(page, /將取代先前登錄的 2 份|place of the 2 answers/); } },
  { name: 'list-history', who: 'ins_business', path: room(() => asking, 'list'), go: async (page) => { await page.getByRole('row').nth(1).waitFor(); await opened(page); } },
];
const names = [...counties, '林小明', '資訊教育知能研習', '第一場', '第二場，名稱很長，長到在手機上必須折成好幾行才放得下的那一種場次', '第三場', '研習教師資料.csv', '出席名單.csv', '紙本問卷.csv', '顯示名稱', '路人甲', '林二', '九', '點', '林教師', '教師', '很有收穫。', '收穫很多', '至', '東區', '王小明', '測試縣', '測試高中', ...Object.values(roles).map(({ label }) => `測試${label.zh}`)].toSorted((a, b) => b.length - a.length);
describe.each(places)('$name', ({ name, who, nth = 1, path, go }) => {
  it('is read by axe, and fits an office screen and a phone', async () => {
    const page = await counter.seat(await school.as(who, nth), path());
    await go(page);
    await look(page, name);
  });
  it('is complete in English', async () => {
    const page = await counter.seat(await school.as(who, nth), path(), english);
    await go(page);
    expect(await chineseBeside(page, names)).toEqual([]);
  });
});

describe('a sheet of paper questionnaires', () => {
  it('takes the place of the answers before once that was said and confirmed', async () => {
    const page = await counter.seat(paper.owner, results());
    await sees(page, '2／2 人填寫');
    await pick(page, '紙本問卷.csv', csv('一,二,三,四,五', '5,5,5,5,5'));
    await press(sheet(page, /匯入/), '取消');
    await sees(page, '2／2 人填寫');
    await pick(page, '紙本問卷.csv', csv('一,二,三,四,五', '5,5,5,5,5'));
    await press(sheet(page, /匯入/), '登錄資料（1 筆）');
    await sees(page, '已登錄 1 份紙本問卷');
    await sees(page, '1／2 人填寫');
  });
});
describe('who signed out too early', () => {
  it('signs out again while the session goes on', async () => {
    const page = await counter.seat(other.client, '/my/courses');
    await press(page, '再次簽退');
    await sees(page, /已於 (09:5|10:0)\d 簽退/);
  });
});
