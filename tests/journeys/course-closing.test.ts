/** From the list of a course that has ended to its hours, and a change of what it says after that. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#domain/roles';
import { courseAt, listWith, must, newTeacher, type Course } from '../support/course.ts';
import { at } from '../support/dropout.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { isNow, nextStep, openCounter, openTab, press, sees, sheet } from './browser.ts';

const counter = openCounter();
let school: TestSchool, course: Course, application: string;
beforeAll(async () => {
  school = await newSchool({ countyId: 'C87' });
  course = await courseAt(school, at('2026-09-24'));
  await must(await school.as('ins_center'), course.id, 'pass');
  await course.until(at('2026-10-03'));
});
const seat = async (role: Role, path = `/cases/${course.id}`): Promise<Page> => counter.seat(await school.as(role), path);

describe('a course that has ended', () => {
  it('says what its list lacks, and leads there', async () => {
    const page = await seat('ins_business');
    await sees(nextStep(page), '名單上至少須有一位教師');
    await nextStep(page).getByRole('link', { name: '前往編輯名單' }).click();
    await page.getByRole('heading', { name: '研習名單', level: 1 }).waitFor();
    await listWith(course.id, [await newTeacher(school)]);
  });

  it('hands its list in once the hours were looked at, after one question', async () => {
    const page = await seat('ins_business'), form = sheet(page, '送出研習名單');
    await press(nextStep(page), '送出研習名單');
    await sees(form, '第 1 版名單，共 1 位教師');
    await press(form, '送出研習名單');
    await sees(form.getByRole('alert'), '此欄必填');
    await form.getByLabel('研習時數核發無誤').check();
    await press(form, '送出研習名單');
    await sees(page, '送出後課程受保護，不得再修改或刪除。');
    await press(page, '確認送出研習名單');
    await isNow(page, '資料上傳結束');
  });

  it('gives hours when its centre passes the list', async () => {
    const page = await seat('ins_center');
    await press(nextStep(page), '名單通過，核發時數');
    await press(page, '確認名單通過，核發時數');
    await isNow(page, '名單確認通過');
  });

  it('can then be changed only by applying for it', async () => {
    const page = await seat('ins_business');
    await openTab(page, '表單');
    await page.getByRole('link', { name: '申請結案後修改' }).click();
    await page.getByLabel('A. 研習名稱').check();
    await page.getByLabel('A. 研習名稱（修改後）').fill('人工智慧教學知能研習');
    await page.getByLabel('修改原因').fill('名稱誤植。');
    await press(page, '送出申請');
    await isNow(page, '已申請');
    application = new URL(page.url()).pathname;
  });

  it('is approved and sent in the monthly letter', async () => {
    const page = await seat('ins_center', application);
    await press(nextStep(page), '同意修改');
    await press(page, '確認同意修改');
    await isNow(page, '主管機關同意');
    await page.getByRole('link', { name: '結案後修改彙送' }).click();
    await page.getByLabel('發文字號').fill('測府教字第1150000123號');
    await press(page, '彙送 1 件');
    await press(page.getByRole('dialog'), '彙送 1 件');
    await sees(page, '已彙送 1 件');
  });

  it('says the new name once the platform made the change', async () => {
    const page = await seat('ins_admin', application);
    await press(nextStep(page), '完成修改');
    await press(page, '確認完成修改');
    await isNow(page, '已修改');
    const owner = await school.as('ins_business');
    await expect.poll(async () => (await owner.see(course.id)).title, { timeout: 20_000 }).toBe('人工智慧教學知能研習');
  });
});
