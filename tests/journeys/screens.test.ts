/** Every screen and every overlay, on an office screen and on a phone, light and dark: read by axe, measured, and kept as a picture to look at. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#domain/roles';
import { at, bringTo, fileAt } from '../support/dropout.ts';
import { newSchool, newStudent, type TestSchool } from '../support/school.ts';
import { more, nextStep, OFFICE, openCounter, openTab, PHONE, PICTURES, press, sees, sheet } from './browser.ts';
import { fillBasicData } from './forms.ts';

const counter = openCounter();
type Stage = 'draft' | 'submitted' | 'pending_report' | 'tracking' | 'pending_close';
let school: TestSchool, address: Record<Stage, string>;
beforeAll(async () => {
  school = await newSchool();
  const file = async (status: Stage): Promise<[Stage, string]> => {
    const filing = await fileAt(school, at('2026-10-08'), { student: await newStudent(school, { name: status === 'tracking' ? '歐陽犇堃𠮷喆' : '林測試' }) });
    if (status !== 'draft') await bringTo(status, school, filing);
    if (status === 'pending_close') await filing.until(at('2026-10-26', 9));
    return [status, `/cases/${filing.id}`];
  };
  address = Object.fromEntries(await Promise.all((['draft', 'submitted', 'pending_report', 'tracking', 'pending_close'] as const).map(file))) as Record<Stage, string>;
});

/** Darkness changes colours alone. */
const looks = [['office', OFFICE, false], ['phone', PHONE, false], ['office-dark', OFFICE, true], ['phone-dark', PHONE, true]] as const;
async function look(page: Page, name: string): Promise<void> {
  // A menu lies over the landmarks of the page, as a dialog does; axe knows it of dialogs.
  const found: string[] = [], landmarks = (await page.getByRole('menu').count()) === 0;
  for (const [look, viewport, dark] of looks) {
    await page.setViewportSize(viewport);
    await page.evaluate(`document.documentElement.classList.toggle('dark', ${dark})`);
    const axe = new AxeBuilder({ page }).setLegacyMode(), { violations } = await (dark ? axe.withRules(['color-contrast']) : axe.options({ rules: { region: { enabled: landmarks } } })).analyze();
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${look}: ${id} ${html.slice(0, 160)}`)));
    const [width, shown] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
    if (width > shown) found.push(`${look}: ${width} px wide`);
    if (look !== 'phone-dark') await page.screenshot({ path: `${PICTURES}/${name}-${look}.png` });
  }
  expect(found, name).toEqual([]);
}

type Going = (page: Page) => Promise<unknown>;
interface Screen { readonly name: string; readonly who: Role | null; readonly path: () => string; readonly go: Going; readonly refused?: readonly number[] }
const screen = (name: string, who: Role | null, path: string | (() => string), go: Going, refused: readonly number[] = []): Screen => ({ name, who, path: typeof path === 'string' ? () => path : path, go, refused });
const headed = (title: string): Going => (page) => page.getByRole('heading', { name: title }).first().waitFor();
const inMore = (action: string): Going => async (page) => { await more(page, action); await sheet(page, action).waitFor(); };
const next = (action: string): Going => async (page) => { await press(nextStep(page), action); await sheet(page, action).waitFor(); };

const screens: Screen[] = [
  screen('sign-in', null, '/', headed('登入')),
  screen('inbox', 'leaver_main', '/', (page) => page.locator('[data-row]').first().waitFor()),
  screen('inbox-case', 'leaver_main', '/', async (page) => { await page.locator('[data-row]').first().click(); await sees(page.getByRole('article'), '下一步'); await page.getByRole('region', { name: '案件經過' }).waitFor(); }),
  screen('inbox-empty', 'leaver_main', '/inbox?view=sent&q=沒有這個人', (page) => sees(page, '沒有符合條件的待辦')),
  screen('inbox-keys', 'leaver_main', '/', async (page) => { await page.locator('[data-row]').first().waitFor(); await page.keyboard.press('?'); await sheet(page, '鍵盤操作').waitFor(); }),
  screen('palette', 'leaver_main', '/', async (page) => { await page.locator('[data-row]').first().waitFor(); await page.keyboard.press('Control+k'); await sheet(page, '搜尋案件或功能').waitFor(); await page.keyboard.type('林'); await page.getByRole('option', { name: /林測試/ }).first().waitFor(); }),
  screen('person', 'leaver_main', '/password', async (page) => { await headed('變更密碼')(page); await press(page, '個人選單'); await page.getByRole('menuitem', { name: '登出' }).waitFor(); }),
  screen('case-history', 'leaver_main', () => address.pending_close, (page) => page.getByRole('region', { name: '案件經過' }).waitFor()),
  screen('case-forms', 'leaver_main', () => address.pending_close, async (page) => { await openTab(page, '表單'); await sees(page, '監護人姓名'); }),
  screen('case-deadlines', 'leaver_main', () => address.pending_close, async (page) => { await openTab(page, '期限'); await page.getByRole('table', { name: '期限' }).waitFor(); }),
  screen('why-this-day', 'leaver_main', () => address.pending_close, async (page) => { await press(nextStep(page), '為什麼是這一天？'); await sheet(page, '為什麼是這一天？').getByRole('table').waitFor(); }),
  screen('case-more', 'leaver_main', () => address.pending_report, async (page) => { await press(page, '更多'); await page.getByRole('menuitem').first().waitFor(); }),
  screen('case-closed-button', 'leaver_main', () => address.submitted, (page) => sees(nextStep(page), '始得通報')),
  screen('report', 'leaver_main', () => address.pending_report, next('通報')),
  screen('submit', 'leaver_main', () => address.draft, next('提交')),
  screen('submit-refused', 'leaver_main', () => address.draft, async (page) => { await next('提交')(page); await press(sheet(page, '提交'), '提交'); await page.getByRole('alert').waitFor(); }),
  screen('send-record', 'leaver_counsellor', () => address.tracking, async (page) => { await next('送出追蹤紀錄')(page); await page.getByRole('radiogroup', { name: '建議結案' }).getByLabel('是').check(); await page.getByRole('radiogroup', { name: '建議結案事由' }).waitFor(); }),
  screen('date-picker', 'leaver_counsellor', () => address.submitted, async (page) => { await next('送出追蹤紀錄')(page); await press(page, '開啟月曆'); await sees(sheet(page, '開啟月曆'), '民國115年10月'); }),
  screen('close', 'leaver_main', () => address.pending_close, next('結案')),
  screen('send-back', 'leaver_main', () => address.pending_close, inMore('退回續追')),
  screen('return', 'leaver_main', () => address.pending_report, inMore('退回修正')),
  screen('void', 'leaver_main', () => address.draft, inMore('作廢')),
  screen('delete-record', 'leaver_main', () => address.pending_report, inMore('刪除追蹤紀錄')),
  screen('extend', 'leaver_county', () => address.tracking, async (page) => { await press(page, /更多|展延期限/); await page.getByRole('menuitem', { name: '展延期限' }).click(); await page.getByLabel('新到期日').waitFor(); }),
  screen('void-by-letter', 'leaver_k12ea', () => address.tracking, inMore('成案作廢（公文）')),
  screen('override', 'leaver_k12ea', () => address.pending_close, inMore('學籍比對例外核可')),
  screen('filing', 'leaver_homeroom', '/dropout/new', headed('新增填報')),
  screen('filing-basic', 'leaver_homeroom', '/dropout/new', async (page) => {
    await page.getByLabel('身分證字號').fill((await newStudent(school)).idNo);
    await press(page, '查詢學籍');
    await sees(page, '第二步');
    await fillBasicData(page);
  }),
  screen('filing-refused', 'leaver_homeroom', '/dropout/new', async (page) => { await page.getByLabel('身分證字號').fill('A123456788'); await press(page, '查詢學籍'); await sees(page, /身分證/); }),
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
  it.each(screens)('$name', async ({ name, who, path, go, refused = [] }) => {
    const page = who ? await counter.seat(await school.as(who), path(), { refused }) : await counter.visitor(path());
    await go(page);
    await look(page, name);
  });
});
