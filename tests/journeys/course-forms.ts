/** The course form as a person fills it in: by the words that stand at the fields. */
import type { Page } from 'playwright-core';
import type { PlainDate } from '#domain/plain-date';
import { addDays } from '#domain/plain-date';
import { choose, tick } from './forms.ts';

/** A–K. */
export async function fillCourseContent(page: Page, name = '資訊教育知能研習'): Promise<void> {
  const form = page.locator('form');
  await form.getByLabel('研習名稱').fill(name);
  await choose(form, 'B. 班別性質', '非學分班');
  await choose(form, 'C. 主要進修階層', '第一階 基礎－瞭解熟悉');
  const cascades: Record<string, string[]> = { 'D. 課程性質': ['高中、高職及國中', '教學', '資訊教育'], 'E. 進修範疇': ['課程、教學及評量', '課程綱要重大議題', '資訊教育'] };
  for (const [title, words] of Object.entries(cascades)) {
    for (const [i, word] of words.entries()) await form.getByRole('group', { name: title }).getByLabel(`第 ${i + 1} 層`).selectOption(word);
  }
  await choose(form, 'G. 主要實施方式', '講授');
  const lecturer = form.getByRole('group', { name: '講師 1' });
  await lecturer.getByLabel('縣市').selectOption('測試縣');
  for (const [label, text] of [['服務單位', '測試高中'], ['姓名', '林講師']] as const) await lecturer.getByLabel(label).fill(text);
  await form.getByLabel('I. 課程簡介').fill('主旨、形式、內容與預期效益。');
  await form.getByLabel('K. 研習時數').fill('3');
}
/** L–U. */
export async function fillCourseConduct(page: Page, startsOn: PlainDate): Promise<void> {
  const form = page.locator('form'), day = (days: number): string => addDays(startsOn, days);
  const written = {
    'L. 課程日期（起）': startsOn, 'L. 課程日期（迄）': startsOn, 'M. 報名日期（起）': day(-7), 'M. 報名日期（迄）': day(-1), 'N. 鄉鎮市區': '東區', 'N. 開課地址': '測試路1號', 'O. 課程表及注意事項': '9:00 至 12:00，視聽教室。', 'P. 辦理班數': '1', 'P. 每班人數': '20',
  };
  for (const [label, text] of Object.entries(written)) await form.getByLabel(label).fill(text);
  await form.getByLabel('N. 開課縣市').selectOption('測試縣');
  await tick(form, 'Q. 參加對象', '高中');
  const contact = form.getByRole('group', { name: '承辦人 1' });
  await contact.getByLabel('電話').fill('02-22345678#321');
  await contact.getByLabel('電子郵件').fill('contact@example.edu.tw');
}
