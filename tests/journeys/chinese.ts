/** What is Chinese on a screen in English. */
import type { Page } from 'playwright-core';

/** Text that is shown, and what stands in titles, labels and placeholders; the button to Chinese is Chinese. */
const written = `[...document.querySelectorAll('body *')].flatMap((element) => element.closest('[lang="zh-TW"]') && element.closest('[lang="zh-TW"]') !== document.documentElement ? [] : [
  ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data), ...['title', 'aria-label', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
]).filter((text) => /\\p{Script=Han}/u.test(text)).map((text) => text.trim())`;
/** @param names of people, schools, places and holidays, and what a person has written. @returns sentences that hold more Chinese than these */
export async function chineseBeside(page: Page, names: readonly string[]): Promise<string[]> {
  const rest = (text: string): string => names.reduce((left, name) => left.replaceAll(name, ''), text);
  return (await page.evaluate<string[]>(written)).filter((text) => /\p{Script=Han}/u.test(rest(text)));
}
