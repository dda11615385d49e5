/** The case, its tabs, its forms and its dialogs: read by axe, measured, and kept as pictures to look at. */
import { beforeAll, describe, it } from 'vitest';
import { openCounter, openTab, press, nextStep, sees, sheet } from './browser.ts';
import { inMore, next, schoolWithCases, screen, visit, type SchoolWithCases, type Screen } from './screen.ts';

const counter = openCounter();
let school: SchoolWithCases;
beforeAll(async () => { school = await schoolWithCases(); });

const screens: Screen[] = [
  screen('case-history', 'leaver_main', () => school.address.pending_close, (page) => page.getByRole('region', { name: '案件經過' }).waitFor()),
  screen('case-forms', 'leaver_main', () => school.address.pending_close, async (page) => { await openTab(page, '表單'); await sees(page, '監護人姓名'); }),
  screen('case-deadlines', 'leaver_main', () => school.address.pending_close, async (page) => { await openTab(page, '期限'); await page.getByRole('table', { name: '期限' }).waitFor(); }),
  screen('why-this-day', 'leaver_main', () => school.address.pending_close, async (page) => { await press(nextStep(page), '為什麼是這一天？'); await sheet(page, '為什麼是這一天？').getByRole('table').waitFor(); }),
  screen('case-more', 'leaver_main', () => school.address.pending_report, async (page) => { await press(page, '更多'); await page.getByRole('menuitem').first().waitFor(); }),
  screen('case-closed-button', 'leaver_main', () => school.address.submitted, (page) => sees(nextStep(page), '始得通報')),
  screen('report', 'leaver_main', () => school.address.pending_report, next('通報')),
  screen('submit', 'leaver_main', () => school.address.draft, next('提交')),
  screen('submit-refused', 'leaver_main', () => school.address.draft, async (page) => { await next('提交')(page); await press(sheet(page, '提交'), '提交'); await page.getByRole('alert').waitFor(); }),
  screen('send-record', 'leaver_counsellor', () => school.address.tracking, async (page) => { await next('送出追蹤紀錄')(page); await page.getByRole('radiogroup', { name: '建議結案' }).getByLabel('是').check(); await page.getByRole('radiogroup', { name: '建議結案事由' }).waitFor(); }),
  screen('date-picker', 'leaver_counsellor', () => school.address.submitted, async (page) => { await next('送出追蹤紀錄')(page); await press(page, '開啟月曆'); await sees(sheet(page, '開啟月曆'), '民國115年10月'); }),
  screen('close', 'leaver_main', () => school.address.pending_close, next('結案')),
  screen('send-back', 'leaver_main', () => school.address.pending_close, inMore('退回續追')),
  screen('return', 'leaver_main', () => school.address.pending_report, inMore('退回修正')),
  screen('void', 'leaver_main', () => school.address.draft, inMore('作廢')),
  screen('delete-record', 'leaver_main', () => school.address.pending_report, inMore('刪除追蹤紀錄')),
  screen('extend', 'leaver_county', () => school.address.tracking, async (page) => { await press(page, /更多|展延期限/); await page.getByRole('menuitem', { name: '展延期限' }).click(); await page.getByLabel('新到期日').waitFor(); }),
  screen('void-by-letter', 'leaver_k12ea', () => school.address.tracking, inMore('成案作廢（公文）')),
  screen('override', 'leaver_k12ea', () => school.address.pending_close, inMore('學籍比對例外核可')),
];
describe('every screen of a case', () => {
  it.each(screens)('$name', (one) => visit(counter, school, one));
});
