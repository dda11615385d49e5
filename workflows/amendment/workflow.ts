/** 結案後修改: what the application waits for. Spec 5.8. */
import { procedure } from '../case/page.ts';
import { dayOfMonthAfter, startOfDay, dateAt } from '../domain/plain-date.ts';
import { amendment } from './lifecycle.ts';

/** 每月五日前，由主管機關彙整函送平臺。 */
const LETTER_DAY = 5;

export const amendmentProcedure = procedure(amendment, {
  applied: (it) => it.awaits('decision'),
  center_approved: (it) => it.awaits('monthlyBatch', startOfDay(dayOfMonthAfter(dateAt(it.since), LETTER_DAY))),
  batched: (it) => it.awaits('change'),
});
