/** A returned filing is corrected: what the filer changes takes effect, what the registry said stays. Spec 4.2 row 4, 4.4. */
import { expect, it } from 'vitest';
import type { DropoutForms } from '#contract/dropout';
import { at, basic, bringTo, caseData, fileAt } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';

it('Corrected basic data replace the old ones and leave the registry’s as they are', async () => {
  const school = await newSchool(), filing = await fileAt(school, at('2026-11-02')), main = await school.as('leaver_main');
  const before = (await bringTo('submitted', school, filing)).forms as unknown as DropoutForms;
  await main.act(filing.id, 'returnFiling', { comment: '請更正電話' });
  const { status, body } = await main.act(filing.id, 'submit', { ...caseData(), basic: { ...basic, phone: '04-22334455' } });
  const after = body.forms as unknown as DropoutForms;
  expect([status, after.basic.phone]).toEqual([200, '04-22334455']);
  expect(after.student).toEqual(before.student);
});
