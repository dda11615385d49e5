/** The case leads: what is closed says why and shows the way out, what was done can be taken back, and a date can be asked why. */
import { describe, expect, it } from 'vitest';
import { at, bringTo, fileAt } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { button, isNow, nextStep, openCounter, press, sees, sheet } from './browser.ts';

const counter = openCounter();
async function seatedAt(status: 'submitted' | 'pending_report' | 'tracking', opened = at('2026-10-05')) {
  const school = await newSchool(), filing = await fileAt(school, opened);
  await bringTo(status, school, filing);
  return counter.seat(await school.as('leaver_main'), `/cases/${filing.id}`);
}

describe('the next step', () => {
  it('is closed before there is a record, says so, and leads to the record', async () => {
    const page = await seatedAt('submitted'), report = button(nextStep(page), '通報'), why = nextStep(page).getByText('請先新增至少一筆追蹤紀錄，始得通報');
    await why.waitFor();
    expect(await report.getAttribute('aria-disabled')).toBe('true');
    await report.click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await press(why, '送出追蹤紀錄');
    await sheet(page, '送出追蹤紀錄').getByLabel('追蹤說明內容').waitFor();
  });

  it('of another status stands in the menu with the status in which it is possible', async () => {
    const page = await seatedAt('tracking');
    await press(page, '更多');
    await sees(page.getByRole('menuitem', { name: '退回續追' }), '限於案件狀態為「待結案」時');
  });

  it('that was grave is taken back within ten seconds', async () => {
    const page = await seatedAt('pending_report');
    await press(nextStep(page), '通報');
    await press(sheet(page, '通報'), '確認通報');
    await isNow(page, '追蹤中');
    await press(page, '復原');
    await sees(page, '已復原：通報');
    await isNow(page, '待通報');
    await sees(page.getByRole('region', { name: '案件經過' }), '復原上一動作');
  });
});

describe('為什麼是這一天？', () => {
  it('shows each day that was counted or skipped, with its reason', async () => {
    const page = await seatedAt('submitted', at('2026-10-08')), dialog = sheet(page, '為什麼是這一天？');
    await press(nextStep(page), '為什麼是這一天？');
    await dialog.getByRole('row').nth(6).waitFor();
    expect((await dialog.getByRole('row').allInnerTexts()).map((row) => row.split('\t').map((cell) => cell.trim()))).toEqual([
      ['日期', '計算', '說明'], ['115/10/08 週四', '起算日，當日不計', ''], ['115/10/09 週五', '不計', '國慶日補假'], ['115/10/10 週六', '不計', '週六'], ['115/10/11 週日', '不計', '週日'], ['115/10/12 週一', '第 1 日', ''], ['115/10/13 週二', '到期日', ''],
    ]);
    await sees(dialog, '期限長度');
    await sees(dialog, '尚未通知任何人。');
  });
});
