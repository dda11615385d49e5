/** What a person is told about themselves: every role they act in, and how long their password lasts. */
import { describe, expect, it } from 'vitest';
import { rows, sql } from '#db/orm';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { openCounter, press, sees } from './browser.ts';

const counter = openCounter();

describe('a person', () => {
  it('of several roles sees in the frame how many there are, and in their menu all of them by organisation', async () => {
    const [first, second] = await Promise.all([newSchool(), newSchool()]), person = await first.as('leaver_homeroom'), em = (await testWorld()).orm.em.fork();
    for (const [role, place] of [['leaver_counsellor', first.id], ['leaver_homeroom', second.id]]) await rows(em, sql`insert into role_grant (account_id, role, organisation_id) values (${person.accountId}, ${role}, ${place})`);
    const page = await counter.seat(person, '/password');
    await sees(page.getByRole('banner'), '共 3 個職務');
    await press(page, '個人選單');
    const told = await page.getByRole('menu').locator('p').allTextContents();
    expect(told.filter((line) => line.startsWith('測試高中')).sort()).toEqual([first, second].map(({ id }) => `測試高中${id}`).sort());
    expect(told.length, 'their name, two organisations, three roles').toBe(1 + 2 + 3);
  });
  it('reads in the settings how many days their password lasts', async () => {
    const person = await (await newSchool()).as('leaver_main');
    await rows((await testWorld()).orm.em.fork(), sql`update account set password_hash = 'none', password_changed_at = now() - interval '20 days' where id = ${person.accountId}`);
    await sees(await counter.seat(person, '/password'), /^密碼到期剩餘天數：(69|70) 天（1\d\d\/\d\d\/\d\d 週. 到期）$/);
  });
  it('who mistypes a new password is told so at the field, and nothing is sent', async () => {
    const page = await counter.seat(await (await newSchool()).as('leaver_main'), '/password');
    await page.getByLabel('新密碼', { exact: false }).first().fill('Abcdefg-1');
    await page.getByLabel('再次輸入新密碼').fill('Abcdefg-2');
    await press(page, '變更密碼');
    await sees(page.getByRole('alert'), '有 1 個欄位需要修正');
    expect(await page.getByLabel('再次輸入新密碼').getAttribute('aria-invalid')).toBe('true');
  });
});
