/** What the forms of the dropout procedure show beside their fields. Spec 4.4. */
import { describe, expect, it } from 'vitest';
import { at, basic, bringTo, fileAt } from '../support/dropout.ts';
import { newSchool, newStudent } from '../support/school.ts';
import { nextStep, openCounter, openTab, press, sees, sheet } from './browser.ts';

const counter = openCounter();

describe('an absence and the leave filing that its closing demands', () => {
  it('lead to each other, and the filing can be a leave alone', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05')), { number } = await bringTo('pending_close', school, filing, { ground: 'to_leave' });
    await main.act(filing.id, 'close');
    await filing.until(at('2026-10-05', 10, 5));
    const page = await counter.seat(main, `/cases/${filing.id}`);
    await openTab(page, '表單');
    await page.getByRole('link', { name: '尚未給號' }).click();
    await press(nextStep(page), '提交');
    const category = sheet(page, '提交').getByRole('radiogroup', { name: '離校種類' });
    await category.getByRole('radio', { name: '休學' }).waitFor();
    expect([await category.getByRole('radio').count(), await category.getByRole('radio', { name: '休學' }).isChecked()]).toEqual([1, true]);
    expect(await sheet(page, '提交').getByRole('radio', { name: '一般生' }).isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await openTab(page, '表單');
    await page.getByRole('link', { name: number! }).click();
    await page.waitForURL(`**/cases/${filing.id}`);
  });
});
describe('a newcomer to the demonstration', () => {
  it('begins a filing with one click on an invented student', async () => {
    const school = await newSchool(), { idNo, name } = await newStudent(school), page = await counter.seat(await school.as('leaver_homeroom'), 'about:blank');
    await page.route('**/demo/students', (asked) => asked.fulfill({ json: { items: [{ idNo, name }], nextCursor: null } }));
    await page.goto('/dropout/new');
    await page.getByRole('button', { name: idNo }).click();
    await sees(page, '第二步');
  });
});
describe('a tracking record', () => {
  it('begins with whom it is about: number, name, masked ID, telephone and birth date', async () => {
    const school = await newSchool(), filing = await fileAt(school, at('2026-10-05')), { number } = await bringTo('submitted', school, filing), { idNo, birthDate } = filing.student;
    const page = await counter.seat(await school.as('leaver_counsellor'), `/cases/${filing.id}`);
    await press(nextStep(page), '送出追蹤紀錄');
    const about = sheet(page, '送出追蹤紀錄').getByRole('region', { name: '追蹤對象' });
    await about.waitFor();
    expect([await about.locator('dt').allInnerTexts(), await about.locator('dd').allInnerTexts()]).toEqual([
      ['通報字號', '學生姓名', '身分證字號', '電話／手機', '出生日期'], [number, '林測試', `${idNo.slice(0, 3)}**${idNo.slice(-3)}`, basic.phone, birthDate.replaceAll('-', '/')],
    ]);
  });
});
