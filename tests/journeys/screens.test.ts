/** Every other screen and overlay: read by axe, measured, and kept as pictures to look at. */
import { beforeAll, describe, it } from 'vitest';
import { newStudent } from '../support/school.ts';
import { openCounter, press, sees, sheet } from './browser.ts';
import { fillBasicData } from './forms.ts';
import { headed, schoolWithCases, screen, visit, type SchoolWithCases, type Screen } from './screen.ts';

const counter = openCounter();
let school: SchoolWithCases;
beforeAll(async () => { school = await schoolWithCases(); });

const screens: Screen[] = [
  screen('sign-in', null, 'about:blank', async (page) => {
    // The run's other tests make accounts by the hundred; a demonstration has some twenty.
    await page.route('**/demo/accounts', async (asked) => { const { items } = await (await asked.fetch()).json() as { items: unknown[] }; await asked.fulfill({ json: { items: items.slice(0, 20) } }); });
    await page.goto('/');
    await page.getByRole('heading', { name: '示範帳號' }).waitFor();
  }),
  screen('inbox', 'leaver_main', '/', (page) => page.locator('[data-row]').first().waitFor()),
  screen('inbox-case', 'leaver_main', '/', async (page) => { await page.locator('[data-row]').first().click(); await sees(page.getByRole('article'), '下一步'); await page.getByRole('region', { name: '案件經過' }).waitFor(); }),
  screen('inbox-empty', 'leaver_main', '/inbox?view=sent&q=沒有這個人', (page) => sees(page, '沒有符合條件的待辦')),
  screen('inbox-keys', 'leaver_main', '/', async (page) => { await page.locator('[data-row]').first().waitFor(); await page.keyboard.press('?'); await sheet(page, '鍵盤操作').waitFor(); }),
  screen('palette', 'leaver_main', '/', async (page) => { await page.locator('[data-row]').first().waitFor(); await page.keyboard.press('Control+k'); await sheet(page, '搜尋案件或功能').waitFor(); await page.keyboard.type('林'); await page.getByRole('option', { name: /林測試/ }).first().waitFor(); }),
  screen('person', 'leaver_main', '/password', async (page) => { await headed('變更密碼')(page); await press(page, '個人選單'); await page.getByRole('menuitem', { name: '登出' }).waitFor(); }),
  screen('filing', 'leaver_homeroom', '/dropout/new', headed('新增填報')),
  screen('filing-basic', 'leaver_homeroom', '/dropout/new', async (page) => {
    await page.getByLabel('身分證字號').fill((await newStudent(school)).idNo);
    await press(page, '查詢學籍');
    await sees(page, '第二步');
    await fillBasicData(page);
  }),
  screen('filing-refused', 'leaver_main', '/dropout/new', async (page) => { await page.getByLabel('身分證字號').fill('A123456788'); await press(page, '查詢學籍'); await sees(page, /身分證/); }),
  screen('cases', 'leaver_main', '/cases', (page) => page.getByRole('row').nth(2).waitFor()),
  screen('cases-empty', 'leaver_main', '/cases?q=沒有這個人', (page) => sees(page, '沒有符合條件的案件')),
  screen('supervision', 'leaver_supervisor', '/supervision', (page) => sees(page, '逾期最久的十件')),
  screen('supervision-late', 'leaver_supervisor', '/supervision/late', (page) => page.getByRole('row').nth(1).waitFor()),
  screen('password', 'leaver_main', '/password', headed('變更密碼')),
  screen('second-factor', 'leaver_main', '/second-factor', headed('動態驗證碼')),
  screen('not-found', 'leaver_main', '/no-such-page', headed('找不到這個頁面')),
  screen('case-not-found', 'leaver_main', '/cases/00000000-0000-4000-8000-000000000000', (page) => sees(page, '查無此案件'), [404]),
  screen('forbidden', 'leaver_homeroom', '/supervision', headed('您沒有使用此功能的權限')),
  screen('unavailable', null, '/unavailable', headed('服務暫時無法使用')),
];
describe('every screen', () => {
  it.each(screens)('$name', (one) => visit(counter, school, one));
});
