/** The dropout forms as a person fills them in: by the words that stand at the fields. */
import type { Locator, Page } from 'playwright-core';
import { press, sheet } from './browser.ts';

export const choose = (form: Locator, question: string, answer: string): Promise<void> => form.getByRole('radiogroup', { name: question }).getByRole('radio', { name: answer }).check();
export const tick = (form: Locator, question: string, answer: string): Promise<void> => form.getByRole('group', { name: question }).getByRole('checkbox', { name: answer }).check();

export async function fillBasicData(page: Page): Promise<void> {
  const written = {
    '電話／手機': '04-22334455;0912-345-678', 戶籍地址: '測試縣東區中正里1鄰測試路1號', 居住地址: '測試縣東區中正里1鄰測試路1號', 監護人姓名: '林父', 監護人關係: '父', 監護人電話: '0912-345-679',
  };
  for (const [label, text] of Object.entries(written)) await page.getByLabel(label).fill(text);
  await press(page, '同監護人');
  await page.getByLabel('家庭狀態').selectOption('雙親家庭');
}
export async function fillCaseData(page: Page): Promise<void> {
  const form = sheet(page, '提交');
  await choose(form, '離校種類', '無故缺曠連續三日');
  await form.getByLabel('離校日期').fill('1150901');
  await choose(form, '學生身份（項目1）', '一般生');
  await form.locator('summary', { hasText: '個人因素' }).click();
  await tick(form, '個人因素', '志趣不合');
  await choose(form, '缺課主因', '個人因素');
}
export async function fillRecord(page: Page, content: string, closeGround?: string): Promise<Locator> {
  const form = sheet(page, '送出追蹤紀錄');
  await choose(form, '追蹤方式', '電訪');
  await choose(form, '居住狀況', '離校在家');
  await tick(form, '目前生活狀況', '已在工作');
  await tick(form, '輔導處遇', '學校師長持續追蹤');
  await choose(form, '轉介公立就業服務機構', '否');
  await form.getByLabel('追蹤說明內容').fill(content);
  if (!closeGround) return form;
  await choose(form, '建議結案', '是');
  await choose(form, '建議結案事由', closeGround);
  return form;
}
