/** English, complete: whatever is Chinese on the screens of courses is a name, or was typed by a person. */
import { beforeAll, expect, it } from 'vitest';
import { countyNames } from '#domain/counties';
import { roles, type Role } from '#domain/roles';
import { learners, openCourse, registering, review, type OpenCourse } from '../course/open-course.ts';
import { courseAt, listWith, must, type Course } from '../support/course.ts';
import { at } from '../support/dropout.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { more, nextStep, openCounter, openTab, press, sees, sheet, type Seat } from './browser.ts';
import { chineseBeside } from './chinese.ts';
import type { Going } from './screen.ts';

const counter = openCounter(), english: Seat = { language: 'en' };
const NAME = '資訊教育知能研習', written = [NAME, '主旨、形式、內容與預期效益。', '至', '視聽教室。', '林講師', '林承辦', '林教師', '東區', '測試路1號', '講師資料不全。', '出生年月日', '名稱誤植。', '人工智慧研習', '國慶日補假', '素食', ...countyNames, ...Object.values(roles).map(({ label }) => `測試${label.zh}`)];
let school: TestSchool, waiting: Course, refused: Course, open: OpenCourse, listed: OpenCourse, issued: OpenCourse, application: string;
beforeAll(async () => {
  school = await newSchool({ countyId: 'C86' });
  const people = await learners(school, 3), center = await school.as('ins_center');
  [waiting, refused, open, listed, issued] = await Promise.all([courseAt(school, at('2026-09-24')), courseAt(school, at('2026-09-24')), openCourse(school, { settings: { capacity: 2, strict: false, extra: ['title', 'meal'], others: ['出生年月日'] } }), openCourse(school), openCourse(school)]);
  await must(center, refused.id, 'fail', { reason: '講師資料不全。' });
  for (const one of people.slice(1)) await registering(one, open, { title: 'teacher', meal: '素食', 出生年月日: '700101' });
  await review(open, [[people[1], 'accepted']]);
  await Promise.all([listed, issued].map((course) => course.until(at('2026-10-03'))));
  await Promise.all([listWith(listed.id, people), listWith(issued.id, people.slice(0, 2), { hours: 2.5 })]);
  await must(issued.owner, issued.id, 'submitList', { confirmed: true });
  await must(center, issued.id, 'passList');
  await issued.until(at('2026-10-03', 12));
  application = (await issued.owner.open('amendment', { courseId: issued.id, changes: { name: '人工智慧研習' }, reason: '名稱誤植。' })).body.id;
}, 120_000);

const file = (course: () => Course, room = '') => (): string => `/cases/${course().id}${room}`;
const forms: Going = async (page) => { await openTab(page, 'Forms'); await sees(page, 'Lecturers'); };
const inMore = (action: string): Going => async (page) => { await more(page, action); await sheet(page, action).waitFor(); };
const row = (nth: number): Going => (page) => page.getByRole('row').nth(nth).waitFor();
const history: Going = (page) => page.getByRole('region', { name: 'History of the case' }).waitFor();
const screens: readonly (readonly [name: string, who: Role | null, path: () => string, go: Going])[] = [
  ['the inbox of a centre', 'ins_center', () => '/', async (page) => { await page.locator('[data-row]').first().click(); await nextStep(page).waitFor(); }],
  ['the course form', 'ins_business', () => '/course/new', async (page) => { await press(page, 'Next page'); await page.getByRole('alert').waitFor(); }],
  ['a course that waits, with its forms', 'ins_business', file(() => waiting), forms],
  ['a refused course', 'ins_business', file(() => refused), forms],
  ['refusing a course', 'ins_center', file(() => waiting), inMore('Do not pass the course')],
  ['the registration settings', 'ins_business', file(() => open), inMore('Registration settings')],
  ['its history', 'ins_business', file(() => issued), history],
  ['its deadlines', 'ins_business', file(() => listed), async (page) => { await openTab(page, 'Deadlines'); await page.getByRole('table', { name: 'Deadlines' }).waitFor(); }],
  ['the registrations', 'ins_business', file(() => open, '/registrations'), row(2)],
  ['the list that is edited', 'ins_business', file(() => listed, '/list'), row(3)],
  ['the list that was passed', 'ins_business', file(() => issued, '/list'), row(2)],
  ['the sessions', 'ins_business', file(() => open, '/sessions'), (page) => page.getByRole('main').getByRole('heading').first().waitFor()],
  ['the answers to the questionnaire', 'ins_business', file(() => issued, '/questionnaire'), (page) => page.getByRole('main').getByRole('heading').first().waitFor()],
  ['a change after closing', 'ins_center', () => `/cases/${application}`, async (page) => { await openTab(page, 'Forms'); await sees(page, '人工智慧研習'); }],
  ['the monthly letter', 'ins_center', () => '/amendment/batch', (page) => page.getByRole('main').getByRole('heading').first().waitFor()],
  ['what is late', 'ins_center_supervisor', () => '/supervision', (page) => page.getByRole('main').getByRole('heading').nth(1).waitFor()],
  ['the public search', null, () => `/courses?from=2026-09-01&q=${school.id}`, (page) => sees(page, NAME)],
  ['a public course', null, () => `/courses/${open.code}`, (page) => sees(page, NAME)],
  ['registering', 'ins_teacher', () => `/courses/${open.code}`, async (page) => { await press(page, /^Register/); await page.getByRole('alert').waitFor(); }],
  ['a teacher’s courses', 'ins_teacher', () => '/my/courses', (page) => page.getByRole('main').getByRole('heading').nth(1).waitFor()],
  ['a teacher’s hours', 'ins_teacher', () => '/my/hours', row(1)],
];
it.each(screens)('%s', async (_, who, path, go) => {
  const page = who ? await counter.seat(await school.as(who), path(), english) : await counter.visitor(path(), english);
  await go(page);
  expect(await chineseBeside(page, [...written, `測試高中${school.id}`, '測試縣', '測試高中', '教育部國民及學前教育署'])).toEqual([]);
});
