/** The screens of the public, of teachers, and of what an owner does beside a course: read by axe, measured, and kept as pictures to look at. */
import { beforeAll, describe, it } from 'vitest';
import { learners, openCourse, registering, review, type OpenCourse } from '../course/open-course.ts';
import { listWith, must } from '../support/course.ts';
import { at } from '../support/dropout.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { openCounter, press, sees, sheet } from './browser.ts';
import { headed, screen, visit, type Screen } from './screen.ts';

const counter = openCounter();
let school: TestSchool, open: OpenCourse, listed: OpenCourse, issued: OpenCourse;
/** One that takes registrations, one whose list is being edited, and one whose hours were issued. */
beforeAll(async () => {
  school = await newSchool();
  const people = await learners(school, 4);
  [open, listed, issued] = await Promise.all([openCourse(school, { settings: { capacity: 3, strict: false, scope: 'school', extra: ['title', 'meal'], others: ['出生年月日'] } }), openCourse(school, { form: { name: '名單編輯中的課程，名稱很長，長到在手機上必須折成好幾行才放得下的那一種研習' } }), openCourse(school)]);
  for (const one of people.slice(1)) await registering(one, open, { title: '導師兼學務處生活輔導組組長', meal: '素食', 出生年月日: '700101' });
  await review(open, [[people[1], 'accepted']]);
  await registering(people[0], issued);
  await Promise.all([listed, issued].map((course) => course.until(at('2026-10-03'))));
  await Promise.all([listWith(listed.id, people), listWith(issued.id, people.slice(0, 2), { hours: 2.5 })]);
  await must(issued.owner, issued.id, 'submitList', { confirmed: true });
  await must(await school.as('ins_center'), issued.id, 'passList');
  await issued.until(at('2026-10-03', 12));
}, 120_000);

const found = (): string => `/courses?from=2026-09-01&q=${school.id}`;
const room = (course: () => OpenCourse, name: string) => (): string => `/cases/${course().id}/${name}`;
const registrations = room(() => open, 'registrations'), list = room(() => listed, 'list');
const screens: Screen[] = [
  screen('courses-visitor', null, found, (page) => sees(page, '門課程')),
  screen('courses-empty', null, '/courses?q=沒有這門課程', (page) => sees(page, '沒有符合條件的課程')),
  screen('course-visitor', null, () => `/courses/${open.code}`, (page) => sees(page, '登入後報名')),
  screen('courses', 'ins_teacher', found, (page) => sees(page, '門課程')),
  screen('course-register', 'ins_teacher', () => `/courses/${open.code}`, async (page) => { await press(page, '確認報名'); await page.getByRole('alert').waitFor(); }),
  screen('course-missing', 'ins_teacher', '/courses/1', (page) => sees(page, '查無此課程'), [404]),
  screen('my-courses', 'ins_teacher', '/my/courses', (page) => page.getByRole('listitem').filter({ hasText: '待審核' }).first().waitFor()),
  screen('my-hours', 'ins_teacher', '/my/hours', (page) => page.getByRole('row').nth(1).waitFor()),
  screen('registrations', 'ins_business', registrations, (page) => page.getByRole('row').nth(3).waitFor()),
  screen('registrations-all', 'ins_business', registrations, async (page) => { await press(page, '將未審核人員全數通過'); await sheet(page, '位未審核人員全數通過').waitFor(); }),
  screen('registrations-school', 'ins_business', registrations, async (page) => { await press(page, '校內批次報名'); await sheet(page, '校內批次報名').getByRole('checkbox').nth(1).waitFor(); }),
  screen('registrations-empty', 'ins_business', room(() => listed, 'registrations'), (page) => sees(page, '還沒有人報名')),
  screen('list', 'ins_business', list, (page) => page.getByRole('row').nth(4).waitFor()),
  screen('list-accepted', 'ins_business', list, async (page) => { await press(page, '逐一勾選'); await sees(sheet(page, '轉換線上報名資料'), '沒有錄取的報名者'); }),
  screen('list-upload', 'ins_business', list, async (page) => {
    await press(page, '檔案上傳');
    await sheet(page, '檔案上傳').locator('input[type=file]').setInputFiles({ name: '研習教師資料.csv', mimeType: 'text/csv', buffer: Buffer.from('身分證字號,研習時數/學分數\nA123456780,3\n') });
    await sees(page, '1 筆有誤');
  }),
  screen('list-remove', 'ins_business', list, async (page) => { await page.getByRole('button', { name: /^從名單刪除/ }).first().click(); await page.getByRole('dialog').waitFor(); }),
  screen('list-exports', 'ins_business', list, async (page) => { await press(page, '名單匯出'); await page.getByRole('menuitem', { name: '空白簽到表（PDF）' }).waitFor(); }),
  screen('list-issued', 'ins_business', room(() => issued, 'list'), (page) => sees(page, '建立更新名單')),
  screen('sessions-empty', 'ins_business', room(() => open, 'sessions'), (page) => sees(page, '還沒有任何場次')),
  screen('session-form', 'ins_business', room(() => open, 'sessions'), async (page) => { await press(page, '新增場次'); await press(page, '儲存'); await page.getByRole('alert').waitFor(); }),
  screen('questionnaire-results', 'ins_business', room(() => issued, 'questionnaire'), headed('問卷結果')),
  screen('course-codes', 'ins_admin', '/course-codes', (page) => page.getByRole('row').nth(2).waitFor()),
  screen('course-code', 'ins_admin', '/course-codes', async (page) => { await press(page, '新增代碼'); await press(sheet(page, '新增代碼'), '儲存'); await page.getByRole('alert').waitFor(); }),
];
describe('every screen', () => {
  it.each(screens)('$name', (one) => visit(counter, school, one));
});
