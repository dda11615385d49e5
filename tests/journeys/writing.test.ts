/** What somebody has typed is never lost: not by a reload, not by a colleague who was quicker, not by a service that is away. */
import { describe, expect, it } from 'vitest';
import { at, bringTo, fileAt, record } from '../support/dropout.ts';
import { newSchool, newStudent } from '../support/school.ts';
import { button, isNow, more, nextStep, openCounter, openTab, press, sees, sheet } from './browser.ts';
import { choose, fillBasicData, fillRecord } from './forms.ts';

const counter = openCounter();
async function caseWithoutRecord() {
  const school = await newSchool(), filing = await fileAt(school, at('2026-10-05'));
  await bringTo('submitted', school, filing);
  return { school, id: filing.id, address: `/cases/${filing.id}`, main: await school.as('leaver_main'), counsellor: await school.as('leaver_counsellor') };
}

describe('what was typed', () => {
  it('is there after a reload: saved by itself, and said so', async () => {
    const { address, counsellor } = await caseWithoutRecord(), page = await counter.seat(counsellor, address), form = sheet(page, '送出追蹤紀錄');
    await press(nextStep(page), '送出追蹤紀錄');
    await choose(form, '追蹤方式', '家訪');
    await form.getByLabel('追蹤說明內容').fill('家訪未遇，鄰居說');
    await sees(form, /草稿已於 \d\d:\d\d 儲存/);
    await page.reload();
    await press(nextStep(page), '送出追蹤紀錄');
    await sees(form, /已還原 .+ 的草稿/);
    expect(await form.getByLabel('追蹤說明內容').inputValue()).toBe('家訪未遇，鄰居說');
    expect(await form.getByRole('radio', { name: '家訪' }).isChecked()).toBe(true);
  });

  it('of a filing that is no case yet is there after a reload, with its student; and gone once it is a case', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), { idNo, name } = await newStudent(school), page = await counter.seat(main, '/dropout/new');
    await page.getByLabel('身分證字號').fill(idNo);
    await press(page, '查詢學籍');
    await page.getByLabel('監護人姓名').fill('林父');
    await sees(page, /草稿已於 \d\d:\d\d 儲存/);
    await page.reload();
    await sees(page, /已還原 .+ 的草稿/);
    await sees(page, name);
    expect(await page.getByLabel('監護人姓名').inputValue()).toBe('林父');
    await fillBasicData(page);
    await press(page, '儲存並填寫案件資料');
    await sheet(page, '提交').waitFor();
    await page.goto('/dropout/new');
    await page.getByLabel('身分證字號').waitFor();
    expect(await page.getByText('已還原').count()).toBe(0);
  });

  it('stays when a colleague changes the case meanwhile, who did what is told, and it can be sent', async () => {
    const { id, address, main, counsellor } = await caseWithoutRecord(), page = await counter.seat(main, address), form = sheet(page, '退回修正');
    await more(page, '退回修正');
    await form.getByLabel('意見').fill('請補上監護人電話。');
    await counsellor.act(id, 'sendRecord', record());
    await sees(form, '案件在您填寫期間有變動');
    await sees(form, /測試輔導人員（輔導人員）　送出追蹤紀錄/);
    expect(await form.getByLabel('意見').inputValue()).toBe('請補上監護人電話。');
    await press(form, '退回修正');
    await isNow(page, '退回修正');
  });

  it('stays when the desk refuses an old version, and is accepted the second time', async () => {
    const { id, address, main, counsellor } = await caseWithoutRecord(), page = await counter.seat(main, 'about:blank', { refused: [412] }), form = sheet(page, '退回修正');
    await page.route('**/api/v1/events', (line) => line.abort());
    await page.goto(address);
    await more(page, '退回修正');
    await form.getByLabel('意見').fill('請補上監護人電話。');
    await counsellor.act(id, 'sendRecord', record());
    await press(form, '退回修正');
    await sees(form, '案件在您填寫期間有變動');
    expect(await form.getByLabel('意見').inputValue()).toBe('請補上監護人電話。');
    await page.locator('article header').getByText('待通報').waitFor();
    await press(form, '退回修正');
    await isNow(page, '退回修正');
  });

  it('stays while the service is away, and is sent once when it is back', async () => {
    const { id, address, counsellor } = await caseWithoutRecord(), page = await counter.seat(counsellor, address, { refused: [503] });
    const away = JSON.stringify({ type: 'about:blank', title: '服務暫時無法使用', status: 503, code: 'unavailable' });
    await page.route('**/actions/*', (command) => command.fulfill({ status: 503, contentType: 'application/problem+json', headers: { 'retry-after': '5' }, body: away }));
    await press(nextStep(page), '送出追蹤紀錄');
    const form = await fillRecord(page, '電話聯繫，學生在家。');
    await press(form, '送出追蹤紀錄');
    await sees(form.getByRole('alert'), '資料未變更，您輸入的內容仍在畫面上。');
    expect(await form.getByLabel('追蹤說明內容').inputValue()).toBe('電話聯繫，學生在家。');
    await page.unroute('**/actions/*');
    await press(form, '送出追蹤紀錄');
    await isNow(page, '待通報');
    expect((await counsellor.see(id)).forms['records']).toHaveLength(1);
  });

  it('in a draft is gone once it is sent', async () => {
    const { address, counsellor } = await caseWithoutRecord(), page = await counter.seat(counsellor, address);
    await press(nextStep(page), '送出追蹤紀錄');
    await press(await fillRecord(page, '電話聯繫，學生在家。'), '送出追蹤紀錄');
    await isNow(page, '待通報');
    await openTab(page, '表單');
    await press(page, '新增追蹤紀錄');
    expect(await sheet(page, '送出追蹤紀錄').getByLabel('追蹤說明內容').inputValue()).toBe('');
    expect(await button(page, '捨棄草稿').count()).toBe(0);
  });
});

describe('a service that is away', () => {
  it('is said on a page of its own, whose button leads back to where one wanted to go', async () => {
    const { address, main } = await caseWithoutRecord(), page = await counter.seat(main, 'about:blank', { refused: [503] });
    await page.route('**/api/v1/me', (asked) => asked.fulfill({ status: 503 }));
    await page.goto(address);
    await page.getByRole('heading', { name: '服務暫時無法使用' }).waitFor();
    await sees(page, '先前送出的資料都已保存。');
    await page.unroute('**/api/v1/me');
    await press(page, '再試一次');
    await isNow(page, '已填報');
  });
});
