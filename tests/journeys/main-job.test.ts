/** From the empty desk of a homeroom teacher to a closed case, by five people at their own browsers. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#domain/roles';
import { newSchool, newStudent, type TestSchool, type TestStudent } from '../support/school.ts';
import { button, isNow, nextStep, openCounter, press, sees, sheet } from './browser.ts';
import { fillBasicData, fillCaseData, fillRecord } from './forms.ts';

const counter = openCounter();
let school: TestSchool, student: TestStudent, address: string;
beforeAll(async () => {
  school = await newSchool();
  student = await newStudent(school, { name: '林𠮷堃' });
});
const at = async (role: Role, path = address): Promise<Page> => counter.seat(await school.as(role), path);

describe('five people bring a case from its filing to its end', () => {
  it('a homeroom teacher signs in with one click, looks the student up, writes both forms and submits', async () => {
    await school.as('leaver_homeroom');
    const page = await counter.visitor();
    await page.locator('section', { has: page.getByRole('heading', { name: `測試高中${school.id}` }) }).last().getByRole('button', { name: '導師' }).click();
    await page.getByRole('link', { name: '新增填報' }).click();
    await page.getByLabel('身分證字號').fill(student.idNo.toLowerCase());
    await press(page, '查詢學籍');
    await sees(page, student.name);
    await fillBasicData(page);
    await press(page, '儲存並填寫案件資料');
    await fillCaseData(page);
    await press(sheet(page, '提交'), '提交');
    await sees(page, '已完成：提交');
    await isNow(page, '已填報');
    address = new URL(page.url()).pathname;
  });

  it('a counsellor finds it in the inbox and sends a tracking record', async () => {
    const page = await at('leaver_counsellor', '/');
    await page.getByRole('region', { name: '待辦清單' }).getByRole('button', { name: '新增追蹤紀錄' }).click();
    await press(nextStep(page), '送出追蹤紀錄');
    await press(await fillRecord(page, '電話聯繫，學生在家，願意談談。'), '送出追蹤紀錄');
    await sees(page, '已完成：送出追蹤紀錄');
    await isNow(page, '待通報');
  });

  it('the main reporter reports: asked once in a sentence, able to take it back', async () => {
    const page = await at('leaver_main');
    await press(nextStep(page), '通報');
    await sees(sheet(page, '通報'), '通報後案件成案，內容不得再修改，並將通知主管機關。');
    await press(sheet(page, '通報'), '確認通報');
    await isNow(page, '追蹤中');
    await button(page, '復原').waitFor();
  });

  it('the county sees it on the way, with nothing to press that is not theirs', async () => {
    const page = await at('leaver_county');
    await isNow(page, '追蹤中');
    await sees(page, '等待');
    expect(await button(page, '結案').count()).toBe(0);
  });

  it('the counsellor suggests closing, the main reporter closes', async () => {
    const counsellor = await at('leaver_counsellor');
    await press(nextStep(counsellor), '送出追蹤紀錄');
    await press(await fillRecord(counsellor, '家訪後學生與家長決定放棄學籍。', '放棄學籍'), '送出追蹤紀錄');
    await isNow(counsellor, '待結案');
    const main = await at('leaver_main');
    await press(nextStep(main), '結案');
    await sees(sheet(main, '結案'), '放棄學籍');
    await press(sheet(main, '結案'), '結案');
    await sees(main, '結案後不再追蹤此學生。');
    await press(main, '確認結案');
    await isNow(main, '已結案');
  });

  it('the principal reads who did what, and that nothing is left', async () => {
    const page = await at('school_principal', '/cases');
    await page.getByRole('row', { name: '已結案' }).getByRole('link').click();
    await sees(page, '程序已結束（已結案），沒有待辦事項。');
    const history = page.getByRole('region', { name: '案件經過' }).getByRole('listitem');
    await history.first().waitFor();
    expect((await history.allInnerTexts()).map((entry) => /（(.+)）/.exec(entry)?.[1])).toEqual(['主要通報人', '輔導人員', '主要通報人', '輔導人員', '導師', '導師']);
  });
});
