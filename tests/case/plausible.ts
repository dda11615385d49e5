/** What people, agencies and other cases may plausibly say to each procedure. A new lifecycle is asked for here by the compiler. */
import { addDays, DAY, plainDate } from '#domain/plain-date';
import type { LifecycleName } from '#workflows/lifecycles';
import { categories, closingGrounds, families, type Category, type ClosingGround, type Family } from '../../workflows/dropout/code-lists.ts';
import type { AmendmentFacts } from '#lifecycle/amendment';
import type { CourseFacts } from '#lifecycle/course';
import type { DropoutFacts } from '#lifecycle/dropout';
import { at } from './life.ts';
import { pick, type Plausible } from './player.ts';

const keys = <K extends string>(list: Readonly<Record<K, unknown>>): K[] => Object.keys(list) as K[];

const dropout: Plausible = {
  opening: (dice) => ({
    authorId: 'person 0', studentId: 'student', schoolId: 'school', family: pick<Family>(keys(families), dice), adultOn: addDays(plainDate('2026-09-10'), dice % 700), termEndsOn: plainDate('2027-02-01'), trackIntervalDays: 7 + (dice % 40),
    ...(dice % 5 === 0 ? { follows: { caseId: 'origin', closedAt: at('2026-09-14') - (dice % 10) * DAY } } : {}),
  }) satisfies Partial<DropoutFacts>,
  facts: (action, dice, { family }: DropoutFacts) => ({
    ...(action === 'submit' ? { category: pick<Category>(dice % 9 ? families[family].categories : keys(categories), dice) } : {}),
    ...(action === 'sendRecord' ? { suggestClose: dice % 2 === 0, closeGround: pick<ClosingGround>(keys(closingGrounds), dice >> 1) } : {}),
    ...(action === 'close' && dice % 4 ? { enrolment: { schoolId: pick(['school', 'another', null], dice >> 2), seniorHigh: dice % 7 > 2, askedAt: 0 } } : {}),
    ...(dice % 11 === 0 ? { enrolmentOverridden: true, adultOn: plainDate('2040-01-01') } : {}),   // what no command may set
  }),
  news: (_, dice) => ({ official: dice % 2 === 0 }),
};
const courseTimes = (dice: number): Pick<CourseFacts, 'startsAt' | 'endsAt'> => {
  const startsAt = at('2026-09-14') + ((dice % 60) - 10) * DAY;
  return { startsAt, endsAt: startsAt + (1 + (dice % 4)) * DAY };
};
const course: Plausible = {
  opening: (dice) => ({ authorId: 'person 0', schoolId: 'school', ...courseTimes(dice) }) satisfies Partial<CourseFacts>,
  facts: (action, dice) => ({
    ...(['amend', 'resubmit'].includes(action) ? courseTimes(dice) : {}),
    ...(['submitList', 'resubmitList'].includes(action) ? { listRows: dice % 5 } : {}),
    ...(dice % 11 === 0 ? { overdue: true, listVersion: 99 } : {}),   // what no command may set
  }),
  news: (_, dice) => ({ waiting: dice % 2 === 0 }),
};
const amendment: Plausible = { opening: () => ({ authorId: 'person 0', schoolId: 'school', courseId: 'course' }) satisfies AmendmentFacts, facts: () => ({}), news: () => ({}) };
export const plausible = { dropout, course, amendment } satisfies Record<LifecycleName, Plausible>;

export const plausibleLoan: Plausible = {
  opening: (dice) => ({ days: 1 + (dice % 60), keptUntil: at('2026-09-14') + (dice % 300) * DAY }),
  facts: (_, dice) => ({ pages: dice % 1100, damaged: dice % 3 === 0, days: 999 }),
  news: (_, dice) => ({ blocked: dice % 2 === 0, damaged: dice % 5 === 0 }),
};
