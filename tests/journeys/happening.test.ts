/** What happens while somebody looks: a colleague's work arrives by itself, and a clock that is moved makes a case late before their eyes. */
import { describe, expect, it } from 'vitest';
import { at, bringTo, caseData, fileAt } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { openCounter, openTab, press, sees } from './browser.ts';

const counter = openCounter();

describe('the inbox', () => {
  it('tells of a new task without a reload, and moves no row before it is asked to', async () => {
    const school = await newSchool(), homeroom = await school.as('leaver_homeroom');
    await bringTo('submitted', school, await fileAt(school, at('2026-10-05')));
    const page = await counter.seat(await school.as('leaver_main'), '/'), rows = page.getByRole('region', { name: '待辦清單' }).locator('[data-row]');
    await sees(page, '即時更新中');
    await rows.first().waitFor();
    const { id } = await fileAt(school, at('2026-10-05'), { author: homeroom });
    await homeroom.act(id, 'submit', caseData());
    await sees(page, '有 1 筆新待辦');
    expect(await rows.count()).toBe(1);
    await press(page, '顯示');
    await rows.nth(1).waitFor();
    expect(await page.getByText('筆新待辦').count()).toBe(0);
  });
});

describe('the time machine', () => {
  it('makes a case late before the eyes of whoever presses it, in its history and its deadlines', async () => {
    const school = await newSchool(), filing = await fileAt(school, at('2026-10-05'));
    await bringTo('submitted', school, filing);
    const page = await counter.seat(await school.as('leaver_main'), `/cases/${filing.id}`), history = page.getByRole('region', { name: '案件經過' });
    await press(page.getByRole('complementary', { name: '快轉' }), '3 日');
    await sees(page, '已快轉 3 日');
    await sees(history, '已通知：');
    await sees(history, /一級主管/);
    await openTab(page, '期限');
    await sees(page.getByRole('row', { name: '新增追蹤紀錄' }), '逾期第 1 級');
    await press(page.getByRole('complementary', { name: '快轉' }), '7 日');
    await sees(page.getByRole('row', { name: '新增追蹤紀錄' }), /逾期第 [23] 級/);
  });

  it('brings it to the board of those who supervise, with the person to ring', async () => {
    const school = await newSchool(), filing = await fileAt(school, at('2026-10-05'));
    await bringTo('submitted', school, filing);
    await filing.until(at('2026-10-12', 9));
    const page = await counter.seat(await school.as('leaver_supervisor'), '/supervision');
    await sees(page, /測試高中.+：逾期 1 件/);
    await sees(page.getByRole('table', { name: '逾期最久的十件' }), '測試主要通報人（主要通報人）');
    await page.getByRole('table', { name: '逾期看板' }).getByRole('link', { name: /1 件/ }).first().click();
    await page.getByRole('heading', { name: '逾期事項' }).waitFor();
    await page.getByRole('row', { name: '新增追蹤紀錄' }).getByRole('link').click();
    await sees(page, '已填報');
  });
});

describe('a new version that is installed meanwhile', () => {
  it('is fetched where the old one misses a file, and one arrives where one wanted to go', async () => {
    const school = await newSchool(), page = await counter.seat(await school.as('leaver_main'), '/', { refused: [404] });
    await sees(page, '目前沒有待您處理的工作');
    await page.route('**/assets/CasesPage-*.js', (file) => file.fulfill({ status: 404 }), { times: 1 });
    await page.getByRole('link', { name: '案件查詢' }).click();
    await page.getByRole('heading', { name: '案件查詢' }).waitFor();
    await sees(page, '沒有符合條件的案件');
  });
});
