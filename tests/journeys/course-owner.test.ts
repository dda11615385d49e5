/** From the empty form of a course to its settings, by those who give it and those who review it. */
import { randomInt } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, dateAt } from '#domain/plain-date';
import type { Role } from '#domain/roles';
import { newSchool, type TestSchool } from '../support/school.ts';
import { isNow, more, nextStep, openCounter, openTab, press, sees, sheet } from './browser.ts';
import { fillCourseConduct, fillCourseContent } from './course-forms.ts';

const counter = openCounter(), startsOn = addDays(dateAt(Date.now()), 8);
let school: TestSchool, address = '/';
beforeAll(async () => { school = await newSchool({ countyId: `C${randomInt(1_000, 9_999)}` }); });
const at = async (role: Role): Promise<Page> => counter.seat(await school.as(role), address);

/** All that a browser keeps when its person has left. */
const storedHere = (page: Page): Promise<string> => page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');

describe('a course', () => {
  it('is registered in two steps; nothing is lost on the way, and nothing goes on while something is missing', async () => {
    const page = await at('ins_business');
    await page.getByRole('link', { name: '新增課程' }).click();
    await press(page, '下一頁');
    await sees(page, '個欄位需要修正');
    await fillCourseContent(page);
    await press(page, '下一頁');
    await sees(page, '第 2 步　辦理方式');
    await sees(page, /草稿已於 .+ 儲存/);
    expect(await storedHere(page), 'an office machine is shared').not.toMatch(/知能研習|林講師/);
    await page.reload();
    await press(page, '上一步');
    expect(await page.getByLabel('研習名稱').inputValue()).toBe('資訊教育知能研習');
    await press(page, '下一頁');
    await fillCourseConduct(page, startsOn);
    await sees(page, '開班總人數 20 人');
    await sees(page, '距開課不到兩週');
    await press(page, '確認新增');
    await sees(page, '已新增課程，課程代碼');
    await isNow(page, '課程未確認');
    address = new URL(page.url()).pathname;
  });

  it('takes files whose names and sizes are right, and sends no others', async () => {
    const page = await counter.seat(await school.as('ins_business'), '/course/new'), files = page.getByRole('group', { name: 'J. 研習附件' });
    const choose = (name: string, bytes = 100): Promise<void> => files.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(bytes)]) });
    await choose('104.10.10.pdf');
    await sees(files, '檔名不得含符號');
    await choose('課程表.pdf', 3 * 1024 * 1024);
    await sees(files, '檔案超過3MB');
    await choose('課程表.pdf');
    await files.getByRole('listitem').filter({ hasText: '課程表.pdf' }).waitFor();
  });

  it('is not passed at first, with a reason from the templates', async () => {
    const page = await at('ins_center');
    await more(page, '課程不通過');
    await press(sheet(page, '課程不通過'), '研習時數與課程表不符');
    await press(sheet(page, '課程不通過'), '課程不通過');
    await isNow(page, '課程確認未通過');
  });

  it('is corrected after that reason and sent again', async () => {
    const page = await at('ins_business');
    await openTab(page, '表單');
    await sees(page, '先前確認不通過的原因');
    await sees(page, '研習時數與課程表不符');
    await press(nextStep(page), '修正後更新送出');
    await sheet(page, '修正後更新送出').getByLabel('K. 研習時數').fill('2.5');
    await press(sheet(page, '修正後更新送出'), '修正後更新送出');
    await isNow(page, '課程未確認');
  });

  it('is found in the queue of its centre, and passed', async () => {
    const page = await counter.seat(await school.as('ins_center'), '/');
    await page.getByRole('button', { name: '審核課程' }).click();
    await press(nextStep(page), '課程通過');
    await press(sheet(page, '課程通過'), '確認課程通過');
    await sees(page, '已完成：課程通過');
  });

  it('takes registrations once its owner says so, never for more places than it has', async () => {
    const page = await at('ins_business');
    await isNow(page, '課程確認通過');
    await more(page, '線上報名設定');
    const form = sheet(page, '線上報名設定');
    await form.getByLabel('提供線上報名').check();
    await form.getByLabel('可線上報名人數').fill('25');
    await sees(form, '可線上報名人數不可超過開班總人數');
    await form.getByLabel('可線上報名人數').fill('15');
    await press(form, '線上報名設定');
    await sees(page, '已完成：線上報名設定');
    await openTab(page, '表單');
    await sees(page.getByRole('article'), '可報名人數');
  });

  it('is a pattern for the next one, which has other days', async () => {
    const page = await at('ins_business');
    await openTab(page, '表單');
    await page.getByRole('link', { name: '以此課程為範本新增' }).click();
    await sees(page, '已帶入「資訊教育知能研習」的內容');
    expect(await page.getByLabel('K. 研習時數').inputValue()).toBe('2.5');
    await press(page, '下一頁');
    expect(await page.getByLabel('L. 課程日期（起）').inputValue()).toBe('');
  });

  it('says on its page why its list cannot be handed in yet', async () => {
    const page = await at('ins_business');
    await press(page, '更多');
    await sees(page.getByRole('menu'), '課程尚未結束，不能送出名單');
  });
});
