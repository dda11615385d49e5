/** A teacher finds a course, registers, is accepted and sees the hours; its owner reviews and fills the list from a file. */
import { beforeAll, describe, expect, it } from 'vitest';
import { learner, openCourse, type Learner, type OpenCourse } from '../course/open-course.ts';
import { must } from '../support/course.ts';
import { at } from '../support/dropout.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { button, openCounter, press, sees, sheet } from './browser.ts';

const counter = openCounter();
let school: TestSchool, course: OpenCourse, teacher: Learner;
beforeAll(async () => {
  school = await newSchool();
  course = await openCourse(school, { settings: { extra: ['meal'], others: ['出生年月日'] } });
  teacher = await learner(school);
});
const room = (name: string): string => `/cases/${course.id}/${name}`;

describe('a course from its search to the hours', () => {
  it('is found by somebody who is not signed in, who signs in there and comes back to it', async () => {
    const page = await counter.visitor('/courses');
    await page.getByLabel('關鍵字').fill(school.id);
    await page.getByLabel('課程日期（起）').fill('1150901');
    await press(page, '查詢');
    await page.getByRole('link', { name: '資訊教育知能研習' }).click();
    await sees(page, '主旨、形式、內容與預期效益。');
    await page.getByRole('link', { name: '登入後報名' }).click();
    await page.locator('section', { has: page.getByRole('heading', { name: `測試高中${school.id}` }) }).last().getByRole('button', { name: '教師' }).click();
    await page.waitForURL(`**/courses/${course.code}`);
    await button(page, '確認報名').waitFor();
  });

  it('takes the registration once its questions are answered, and can be given up again', async () => {
    const page = await counter.seat(teacher.client, `/courses/${course.code}`), form = page.getByRole('region', { name: '報名' });
    await press(form, '確認報名');
    await sees(form.getByRole('alert'), '有 2 個欄位需要修正');
    await form.getByLabel('用餐類別').selectOption('素食');
    await form.getByLabel('出生年月日').fill('700101');
    await press(form, '確認報名');
    await sees(form, '待審核');
    await button(form, '取消報名').waitFor();
  });

  it('is reviewed by its owner, who sees the answers and who did not come before, and sends the results together', async () => {
    const page = await counter.seat(course.owner, room('registrations')), row = page.getByRole('row', { name: teacher.name });
    await sees(row, '無未參與紀錄');
    await sees(row, '素食');
    await row.getByLabel(`${teacher.name}的審核結果`).selectOption('通過');
    await sees(page, '已更改 1 筆結果，尚未送出');
    await press(page, '確認送出');
    await sees(page, '已完成：審核報名');
    await row.getByText('通過', { exact: true }).first().waitFor();
  });

  it('stands as accepted among the teacher’s own', async () => {
    const page = await counter.seat(teacher.client, '/my/courses');
    await page.getByRole('listitem').filter({ hasText: '資訊教育知能研習' }).getByText('通過', { exact: true }).waitFor();
  });

  it('gets its list from a file: a preview, the rows that are wrong, and what became of it', async () => {
    await course.until(at('2026-10-03'));
    const page = await counter.seat(course.owner, room('list')), form = sheet(page, '檔案上傳');
    await press(page, '檔案上傳');
    await form.locator('input[type=file]').setInputFiles({ name: '研習教師資料.csv', mimeType: 'text/csv', buffer: Buffer.from(`身分證字號,研習時數/學分數\n${teacher.idNo},2.5\nA123456780,3\n`) });
    await sees(form, '預覽：1 筆可以登錄，1 筆有誤');
    await press(form, '登錄資料（1 筆）');
    await sees(form, '成功 1 筆、失敗 1 筆');
    await sees(form, /\(3\) \[.+\]/);
    await press(form, '完成');
    expect(await page.getByLabel(`${teacher.name}的時數`).inputValue()).toBe('2.5');
  });

  it('ends in hours that the teacher reads', async () => {
    await must(course.owner, course.id, 'submitList', { confirmed: true });
    await must(await school.as('ins_center'), course.id, 'passList');
    await course.until(at('2026-10-03', 12));
    const page = await counter.seat(teacher.client, '/my/hours');
    await sees(page.getByRole('list', { name: '各年度時數' }), '115 年');
    await sees(page.getByRole('row', { name: '資訊教育知能研習' }), '2.5 小時');
  });
});
