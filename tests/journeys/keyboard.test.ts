/** The whole work without a pointer, and keys that keep quiet while somebody types. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { at, bringTo, fileAt } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { button, isNow, nextStep, openCounter, sees, sheet } from './browser.ts';

const counter = openCounter();
const hasFocus = async (it: Locator): Promise<boolean> => (await it.and(it.page().locator(':focus')).count()) > 0;
async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 60 && !(await hasFocus(target)); presses++) await target.page().keyboard.press('Tab');
  expect(await hasFocus(target), `Tab leads to ${String(target)}`).toBe(true);
}
async function inbox(tasks: number): Promise<{ page: Page; rows: Locator; numbers: (string | null)[] }> {
  const school = await newSchool(), filings = await Promise.all(Array.from({ length: tasks }, (_, i) => fileAt(school, at('2026-10-05', 10 + i))));
  const views = await Promise.all(filings.map((filing) => bringTo('submitted', school, filing)));
  const page = await counter.seat(await school.as('leaver_counsellor'), '/'), rows = page.getByRole('region', { name: '待辦清單' }).locator('[data-row]');
  await rows.nth(tasks - 1).waitFor();
  return { page, rows, numbers: views.map(({ number }) => number) };
}

describe('keys of the inbox', () => {
  it('j and k move, Enter opens, ? explains, / searches', async () => {
    const { page, rows } = await inbox(2);
    for (const [key, row] of [['j', 0], ['j', 1], ['k', 0], ['j', 1]] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => hasFocus(rows.nth(row))).toBe(true);
    }
    await page.keyboard.press('Enter');
    await nextStep(page).waitFor();
    expect(await rows.nth(1).getAttribute('aria-current')).toBe('true');
    await page.keyboard.press('?');
    await sheet(page, '鍵盤操作').waitFor();
    await page.keyboard.press('Escape');
    await sheet(page, '鍵盤操作').waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    await expect.poll(() => hasFocus(page.getByRole('searchbox', { name: '搜尋待辦' }))).toBe(true);
  });

  it('are letters while somebody types', async () => {
    const { page, rows } = await inbox(1), search = page.getByRole('searchbox', { name: '搜尋待辦' });
    await search.focus();
    await page.keyboard.type('jk?/');
    expect(await search.inputValue()).toBe('jk?/');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await search.fill('');
    await rows.first().waitFor();
    expect(await hasFocus(search)).toBe(true);
  });

  it('Ctrl+K finds a case by its number and a function by its name', async () => {
    const { page, numbers } = await inbox(1), palette = sheet(page, '搜尋案件或功能');
    await page.keyboard.press('Control+k');
    await palette.waitFor();
    await page.keyboard.type(numbers[0]!);
    await palette.getByRole('option', { name: numbers[0]! }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: numbers[0]! }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('變更密碼');
    await palette.getByRole('option', { name: '變更密碼' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '變更密碼' }).waitFor();
  });
});

describe('a tracking record', () => {
  it('is found, written and sent without a pointer', async () => {
    const { page } = await inbox(1), { keyboard } = page, form = sheet(page, '送出追蹤紀錄');
    await keyboard.press('j');
    await keyboard.press('Enter');
    await tabTo(button(nextStep(page), '送出追蹤紀錄'));
    await keyboard.press('Enter');
    for (const answer of ['電訪', '離校在家', '否']) {
      await tabTo(form.getByRole('radio', { name: answer === '否' ? '是' : answer }).first());
      await keyboard.press(answer === '否' ? 'ArrowRight' : 'Space');
      if (answer === '離校在家') for (const box of ['已在工作', '學校師長持續追蹤']) { await tabTo(form.getByRole('checkbox', { name: box })); await keyboard.press('Space'); }
    }
    await tabTo(form.getByLabel('追蹤說明內容'));
    await keyboard.type('電話聯繫，學生在家。');
    await tabTo(button(form, '送出追蹤紀錄'));
    await keyboard.press('Enter');
    await sees(page, '已完成：送出追蹤紀錄');
    await isNow(page, '待通報');
  });
});
