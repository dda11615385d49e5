/** Office machines are shared: who signs in after somebody else, in the same tab, is shown nothing of what that one saw. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { at, fileAt } from '../support/dropout.ts';
import { newSchool, newStudent, type TestSchool } from '../support/school.ts';
import { openCounter, press, sees } from './browser.ts';

const counter = openCounter(), NAME = '歐陽𠮷喆';

async function schoolWithCase(): Promise<TestSchool> {
  const school = await newSchool();
  await fileAt(school, at('2026-10-05'), { student: await newStudent(school, { name: NAME }) });
  return school;
}
/** Looks at everything that is drawn from now on, however short. */
const watchFor = (page: Page, name: string): Promise<unknown> => page.evaluate(`
  globalThis.drawn = 0;
  new MutationObserver(() => { if (document.body.textContent.includes('${name}')) globalThis.drawn++; }).observe(document, { subtree: true, childList: true, characterData: true });`);
async function signOut(page: Page): Promise<void> {
  await press(page, '個人選單');
  await page.getByRole('menuitem', { name: '登出' }).click();
  await page.getByRole('heading', { name: '登入' }).waitFor();
}
async function signIn(page: Page, school: TestSchool): Promise<void> {
  await page.locator('section', { has: page.getByRole('heading', { name: `測試高中${school.id}` }) }).last().getByRole('button', { name: '主要通報人' }).click();
}

describe('the next person', () => {
  it('in the same tab sees nothing of what the one before them saw: no case, no list, no address', async () => {
    const first = await schoolWithCase(), next = await newSchool();
    await next.as('leaver_main');
    const page = await counter.seat(await first.as('leaver_main'), '/cases', { refused: [401] });
    await page.getByRole('row').filter({ hasText: NAME }).getByRole('link').click();
    await sees(page.getByRole('article'), NAME);
    await page.getByRole('link', { name: '案件查詢', exact: true }).click();
    await sees(page, NAME);
    await signOut(page);
    await watchFor(page, NAME);
    await signIn(page, next);
    await page.getByRole('link', { name: '案件查詢', exact: true }).click();
    await sees(page, '沒有符合條件的案件');
    await sees(page, `測試高中${next.id}`);
    expect(await page.evaluate('globalThis.drawn'), 'drawn after the first had left').toBe(0);
  });

  it('does not stand in the tabs that the one before them left open', async () => {
    const first = await schoolWithCase(), next = await newSchool();
    await next.as('leaver_main');
    const left = await counter.seat(await first.as('leaver_main'), '/cases', { refused: [401] }), page = await left.context().newPage();
    await sees(left, NAME);
    await page.goto('/');
    // the heading has taken the focus by then: a menu that was open before would close
    await page.locator('[data-row]').first().waitFor();
    await signOut(page);
    await left.getByRole('heading', { name: '登入' }).waitFor();
    expect(await left.getByText(NAME).count()).toBe(0);
    await signIn(page, next);
    await sees(page, `測試高中${next.id}`);
    expect(await left.getByText(NAME).count()).toBe(0);
  });
});
