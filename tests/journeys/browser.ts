/** People at their browsers: each in a context of its own on the real stack, watched for what may never happen to any of them. */
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { chromiumExecutable } from '../../stack/browser.ts';
import type { Client } from '../support/client.ts';

export const OFFICE = { width: 1366, height: 768 } as const, PHONE = { width: 390, height: 844 } as const;
/** Pictures of every screen, and of what stood there when a journey failed: ignored by git. */
export const PICTURES = 'test-results/journeys';
export interface Seat {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly language?: 'en';
  /** answers of the desk that this journey provokes; any other refusal is a complaint */ readonly refused?: readonly number[];
}
export interface Counter {
  /** somebody takes a seat, signed in as this person */ seat(person: Client, path?: string, wishes?: Seat): Promise<Page>;
  /** nobody is signed in */ visitor(path?: string, wishes?: Seat): Promise<Page>;
}

/** One browser a test file. Whoever took a seat leaves with the test; complaints of all of them fail the file. */
export function openCounter(): Counter {
  const { baseUrl } = inject('stack'), contexts: BrowserContext[] = [], complaints: string[] = [];
  let browser: Browser;
  beforeAll(async () => { browser = await chromium.launch(await chromiumExecutable()); });
  afterEach(async ({ task }) => {
    const left = contexts.splice(0), pages = left.flatMap((context) => context.pages());
    if (task.result?.state === 'fail') await Promise.all(pages.map((page, i) => page.screenshot({ path: `${PICTURES}/failed/${task.name.slice(0, 60)} ${i}.png` })));
    await Promise.all(left.map((context) => context.close()));
  });
  afterAll(async () => {
    await browser.close();
    expect(complaints, 'requests that leave this machine, errors of scripts and of the security policy, refusals that nobody provoked').toEqual([]);
  });
  async function enter({ viewport = OFFICE, language, refused = [] }: Seat, account?: string): Promise<Page> {
    const context = await browser.newContext({ baseURL: baseUrl, viewport, reducedMotion: 'reduce', locale: 'zh-TW', timezoneId: 'Asia/Taipei' });
    contexts.push(context);
    context.setDefaultTimeout(20_000);
    if (account) await context.request.post('/api/v1/demo/sessions', { data: { account }, failOnStatusCode: true });
    if (language) await context.addInitScript(`localStorage.setItem('schoolward.language', '${language}')`);
    const page = await context.newPage();
    watch(page, refused, (what) => void complaints.push(`${account ?? 'visitor'}: ${what}`));
    return page;
  }
  return {
    async seat(person, path = '/', wishes = {}) {
      const page = await enter(wishes, (await person.get<{ login: string }>('/me')).body.login);
      await page.goto(path);
      return page;
    },
    async visitor(path = '/', wishes = {}) {
      const page = await enter(wishes);
      await page.goto(path);
      return page;
    },
  };
}
function watch(page: Page, refused: readonly number[], complain: (what: string) => void): void {
  page.on('request', (request) => { if (/^(https?|wss?):/.test(request.url()) && new URL(request.url()).hostname !== '127.0.0.1') complain(`asks ${request.url()}`); });
  const provoked = (text: string): boolean => refused.includes(404) && text.includes('dynamically imported module');
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().startsWith('Failed to load resource') && !provoked(message.text())) complain(message.text()); });
  page.on('pageerror', (failure) => { if (!provoked(failure.message)) complain(String(failure)); });
  page.on('response', (answer) => {
    const asksWho = answer.status() === 401 && answer.url().endsWith('/api/v1/me');
    if (answer.status() >= 400 && !asksWho && !refused.includes(answer.status())) complain(`${answer.status()} ${answer.request().method()} ${new URL(answer.url()).pathname}`);
  });
}

export const button = (place: Page | Locator, name: string | RegExp): Locator => place.getByRole('button', { name });
export const sheet = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name });
export const nextStep = (page: Page): Locator => page.getByRole('region', { name: /^(下一步|Next step)$/ });
/** Returns once it can be seen. */
export const sees = (place: Page | Locator, text: string | RegExp): Promise<void> => place.getByText(text).first().waitFor();
export const press = (place: Page | Locator, name: string | RegExp): Promise<void> => button(place, name).click();
/** An open action of the menu 更多. */
export async function more(page: Page, name: string): Promise<void> {
  await press(page, /^(更多|More)$/);
  await page.getByRole('menuitem', { name, exact: true }).click();
  await page.locator('[role="menu"]').waitFor({ state: 'detached' });
}
export const openTab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click();
/** The badge of the status beside the case's name. */
export const isNow = (page: Page, status: string): Promise<void> => page.getByRole('article').locator('header').getByText(status, { exact: true }).waitFor();
