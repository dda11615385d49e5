/** A screen in one state: how one comes there, and what is asked of it on an office screen and a phone, light and dark. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Role } from '#domain/roles';
import { at, bringTo, fileAt } from '../support/dropout.ts';
import { newSchool, newStudent, type TestSchool } from '../support/school.ts';
import { more, nextStep, OFFICE, PHONE, PICTURES, press, sheet, type Counter } from './browser.ts';

const stages = ['draft', 'submitted', 'pending_report', 'tracking', 'pending_close'] as const;
export interface SchoolWithCases extends TestSchool { /** of a case in each status */ readonly address: Readonly<Record<(typeof stages)[number], string>> }
/** One case in each status; the one that waits for its closing is late, and one student has a name in rare characters. */
export async function schoolWithCases(): Promise<SchoolWithCases> {
  const school = await newSchool();
  const filed = await Promise.all(stages.map(async (status) => {
    const filing = await fileAt(school, at('2026-10-08'), { student: await newStudent(school, { name: status === 'tracking' ? '歐陽犇堃𠮷喆' : '林測試' }) });
    if (status !== 'draft') await bringTo(status, school, filing);
    if (status === 'pending_close') await filing.until(at('2026-10-26', 9));
    return [status, `/cases/${filing.id}`] as const;
  }));
  return { ...school, address: Object.fromEntries(filed) as SchoolWithCases['address'] };
}

/** Darkness changes colours alone. */
const looks = [['office', OFFICE, false], ['phone', PHONE, false], ['office-dark', OFFICE, true], ['phone-dark', PHONE, true]] as const;
export async function look(page: Page, name: string, besides: Record<string, { enabled: boolean }> = {}): Promise<void> {
  // A menu lies over the landmarks of the page, as a dialog does; axe knows it of dialogs.
  const found: string[] = [], landmarks = (await page.getByRole('menu').count()) === 0;
  for (const [look, viewport, dark] of looks) {
    await page.setViewportSize(viewport);
    await page.evaluate(`document.documentElement.classList.toggle('dark', ${dark})`);
    const axe = new AxeBuilder({ page }).setLegacyMode(), { violations } = await (dark ? axe.withRules(['color-contrast']) : axe.options({ rules: { region: { enabled: landmarks }, ...besides } })).analyze();
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${look}: ${id} ${html.slice(0, 160)}`)));
    const [width, shown] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, innerWidth]');
    if (width > shown) found.push(`${look}: ${width} px wide`);
    if (look !== 'phone-dark') await page.screenshot({ path: `${PICTURES}/${name}-${look}.png` });
  }
  expect(found, name).toEqual([]);
}

export type Going = (page: Page) => Promise<unknown>;
export interface Screen { readonly name: string; readonly who: Role | null; readonly path: () => string; readonly go: Going; readonly refused?: readonly number[] }
export const screen = (name: string, who: Role | null, path: string | (() => string), go: Going, refused: readonly number[] = []): Screen => ({ name, who, path: typeof path === 'string' ? () => path : path, go, refused });
export const headed = (title: string): Going => (page) => page.getByRole('heading', { name: title }).first().waitFor();
export const inMore = (action: string): Going => async (page) => { await more(page, action); await sheet(page, action).waitFor(); };
export const next = (action: string): Going => async (page) => { await press(nextStep(page), action); await sheet(page, action).waitFor(); };

/** Comes there as that person, and looks. */
export async function visit(counter: Counter, school: TestSchool, { name, who, path, go, refused = [] }: Screen): Promise<void> {
  const page = who ? await counter.seat(await school.as(who), path(), { refused }) : await counter.visitor(path());
  await go(page);
  await look(page, name);
}
