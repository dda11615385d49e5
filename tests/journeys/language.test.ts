/** English, complete: whatever is Chinese on these screens is a name, or was typed by a person. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { at, basic, bringTo, fileAt, record } from '../support/dropout.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { more, nextStep, openCounter, openTab, press, sees, sheet, type Seat } from './browser.ts';
import { chineseBeside } from './chinese.ts';

const counter = openCounter(), english: Seat = { language: 'en' };
const chinese = (page: Page, school: TestSchool): Promise<string[]> => chineseBeside(page, [
  basic.householdAddress, basic.guardianName, basic.emergencyName, record().content, `測試高中${school.id}`, '測試縣', '教育部國民及學前教育署', '林測試', '林○試', '測試主要通報人', '普通科', '國慶日補假', '父', '母',
]);
async function reportedCase() {
  const school = await newSchool(), filing = await fileAt(school, at('2026-10-08'));
  await bringTo('tracking', school, filing);
  const main = await school.as('leaver_main');
  await main.act(filing.id, 'sendRecord', record({ suggestClose: true, closeGround: 'gave_up' }));
  await filing.until(at('2026-10-26', 9));
  return { school, main, address: `/cases/${filing.id}` };
}

it('the inbox and the case beside it', async () => {
  const { school, main } = await reportedCase(), page = await counter.seat(main, '/', english);
  await page.locator('[data-row]').first().click();
  await nextStep(page).waitFor();
  await sees(page.getByRole('region', { name: 'History of the case' }), 'Report');
  expect(await chinese(page, school)).toEqual([]);
});

it('the case: its history, its forms, its deadlines and why a day is due', async () => {
  const { school, main, address } = await reportedCase(), page = await counter.seat(main, address, english);
  await sees(page.getByRole('region', { name: 'History of the case' }), 'Report');
  const found = await chinese(page, school);
  await openTab(page, 'Forms');
  await sees(page, 'Tracking records');
  found.push(...(await chinese(page, school)));
  await openTab(page, 'Deadlines');
  await page.getByRole('table', { name: 'Deadlines' }).waitFor();
  await press(nextStep(page), 'Why this day?');
  await sheet(page, 'Why this day?').getByRole('table').waitFor();
  found.push(...(await chinese(page, school)));
  expect(found).toEqual([]);
});

it.each(['Close the case', 'Send back to tracking', 'Send a tracking record'])('the form “%s”, and what it says when it is refused', async (action) => {
  const { school, main, address } = await reportedCase(), page = await counter.seat(main, address, english), form = sheet(page, action);
  const isNext = action === 'Close the case';
  await (isNext ? press(nextStep(page), action) : more(page, action));
  await press(form, action);
  await (isNext ? page.getByText('are you sure?') : form.getByRole('alert')).waitFor();
  expect(await chinese(page, school)).toEqual([]);
});
