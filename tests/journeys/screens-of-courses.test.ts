/** The screens of those who give a course, of the centre that reviews it and of changes after closing: read by axe, measured, and kept as pictures to look at. */
import { beforeAll, describe, it } from 'vitest';
import { rows, sql } from '#db/orm';
import { courseAt, listWith, must, newTeacher, type Course } from '../support/course.ts';
import { at } from '../support/dropout.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { button, nextStep, openCounter, openTab, press, sees, sheet } from './browser.ts';
import { fillCourseContent } from './course-forms.ts';
import { headed, inMore, next, screen, visit, type Going, type Screen } from './screen.ts';

const counter = openCounter();
let school: TestSchool, application: string, waiting: Course, refused: Course, passed: Course, ended: Course, filled: Course, issued: Course;
/** A course in each status, and an application to change the one whose hours were issued. */
beforeAll(async () => {
  school = await newSchool({ countyId: 'C88' });
  const owner = await school.as('ins_business'), center = await school.as('ins_center'), teacher = await newTeacher(school), now = at('2026-09-24');
  [waiting, refused, passed, ended, filled, issued] = await Promise.all([0, 1, 2, 3, 4, 5].map(() => courseAt(school, now, { letter: { date: '2026-08-01', unit: '測試縣政府教育處', number: '測府教字第1150000123號' } }))) as [Course, Course, Course, Course, Course, Course];
  await must(center, refused.id, 'fail', { reason: '研習時數與課程表不符\n請補充講師資料。' });
  for (const { id } of [passed, ended, filled, issued]) await must(center, id, 'pass');
  for (const course of [ended, filled, issued]) await course.until(at('2026-10-03'));
  for (const { id } of [filled, issued]) await listWith(id, [teacher]);
  for (const { id } of [filled, issued]) await must(owner, id, 'submitList', { confirmed: true });
  await must(center, issued.id, 'passList');
  application = (await owner.open('amendment', { courseId: issued.id, changes: { name: '人工智慧教學知能研習', intro: '更正後的簡介。' }, reason: '名稱誤植。' })).body.id;
  await must(center, application, 'approve');
}, 120_000);

const file = (course: () => Course) => (): string => `/cases/${course().id}`;
const forms: Going = async (page) => { await openTab(page, '表單'); await sees(page, 'A. 研習名稱'); };
const screens: Screen[] = [
  screen('course-new', 'ins_business', '/course/new', headed('新增課程')),
  screen('course-new-refused', 'ins_business', '/course/new', async (page) => { await press(page, '下一頁'); await page.getByRole('alert').waitFor(); }),
  screen('course-new-second', 'ins_business', '/course/new', async (page) => { await fillCourseContent(page); await press(page, '下一頁'); await page.getByLabel('P. 辦理班數').waitFor(); await press(page, '確認新增'); await page.getByRole('alert').waitFor(); }),
  screen('course-inbox', 'ins_center', '/', async (page) => { await page.locator('[data-row]').first().click(); await sees(page.getByRole('article'), '下一步'); }),
  screen('course-waiting', 'ins_business', file(() => waiting), forms),
  screen('course-refused', 'ins_business', file(() => refused), async (page) => { await forms(page); await sees(page, '先前確認不通過的原因'); }),
  screen('course-edit', 'ins_business', file(() => passed), inMore('修改課程')),
  screen('course-settings', 'ins_business', file(() => passed), async (page) => { await inMore('線上報名設定')(page); await sheet(page, '線上報名設定').getByLabel('提供線上報名').check(); }),
  screen('course-review', 'ins_business', file(() => passed), inMore('審核報名')),
  screen('course-no-list', 'ins_business', file(() => ended), (page) => sees(nextStep(page), '名單上至少須有一位教師')),
  screen('course-refuse', 'ins_center', file(() => waiting), inMore('課程不通過')),
  screen('course-pass-list', 'ins_center', file(() => filled), next('名單通過，核發時數')),
  screen('course-issued', 'ins_business', file(() => issued), async (page) => { await forms(page); await sees(page, '申請結案後修改'); }),
  screen('course-delete', 'ins_business', file(() => ended), inMore('刪除課程')),
  screen('course-cases', 'ins_center', '/cases', (page) => page.getByRole('row').nth(3).waitFor()),
  screen('course-supervision', 'ins_center_supervisor', '/supervision', (page) => sees(page, '未來 14 天')),
  screen('amendment-new', 'ins_business', () => `/amendment/new?course=${issued.id}`, async (page) => { await page.getByLabel('A. 研習名稱').check(); await page.getByLabel('H. 授課師資').check(); await press(page, '送出申請'); await page.getByRole('alert').waitFor(); }),
  screen('amendment-batch', 'ins_center', '/amendment/batch', async (page) => { await page.getByRole('row').nth(1).waitFor(); await press(page, '彙送 1 件'); await sees(page, '此欄必填'); }),
  screen('amendment-read', 'ins_center', () => `/cases/${application}`, async (page) => { await openTab(page, '表單'); await sees(page, '人工智慧教學知能研習'); }),
];
describe('every screen', () => {
  it.each(screens)('$name', (one) => visit(counter, school, one));
  it('course-capped: five overdue courses close the form, with the reason', async ({ expect }) => {
    const capped = await newSchool(), closed = screen('course-capped', 'ins_business', '/course/new', async (page) => {
      await page.getByRole('alert').waitFor();
      await fillCourseContent(page);
      await press(page, '下一頁');
      await expect.poll(() => button(page, '確認新增').getAttribute('aria-disabled')).toBe('true');
    });
    await rows((await testWorld()).orm.em.fork(), sql`insert into course_unit (unit_id, overdue) values (${capped.id}, 5)`);
    await visit(counter, capped, closed);
  });
});
