/** Issue F: the demonstration has a case in every status but `suspended` and at every level of lateness, whatever day it is installed on. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, adultOn, dateAt, plainDate, startOfDay, type PlainDate } from '#domain/plain-date';
import { isWorkingDay } from '#domain/work-calendar';
import { isValidId } from '#domain/identity-number';
import { dropout } from '#lifecycle/dropout';
import { closingGrounds } from '#workflows/dropout/code-lists';
import { actionForms } from '#contract/dropout';
import { stories } from '../../api/db/seeds/stories.ts';
import { latenessOf, layStory } from '../../api/db/seeds/story-days.ts';
import { formOf } from '../../api/db/seeds/story-forms.ts';
import { crowd, pupilOf } from '../../api/db/seeds/students.ts';
import { officeCalendar } from '../domain/calendars.ts';

/** Any day on which it may be installed. */
const anyDay = fc.integer({ min: 0, max: 600 }).map((days) => addDays(plainDate('2026-01-01'), days));
const onAnyDay = (holds: (today: PlainDate) => void): void => fc.assert(fc.property(anyDay, holds), { numRuns: 25 });
const laid = (today: PlainDate) => stories.map((story) => ({ story, ...layStory(story, today, officeCalendar) }));
const lastOf = <T>(list: readonly T[]): T => list.at(-1)!;

describe('the stories of the demonstration', () => {
  test('lie wholly before today, deed after deed, on working days', () => onAnyDay((today) => {
    for (const { deeds } of laid(today)) {
      expect(deeds.map(({ at }) => at)).toEqual(deeds.map(({ at }) => at).toSorted((a, b) => a - b));
      expect(lastOf(deeds).at).toBeLessThan(startOfDay(today));
    }
  }));
  const standing = (from: PlainDate, deadline: string | undefined, today: PlainDate) => latenessOf(dropout.deadlines[deadline as keyof typeof dropout.deadlines].term, from, today, officeCalendar);
  // after a long holiday thirty days back no start at all makes a deadline, say, one day late: then the story is a fresh one
  const possible = ({ deadline, level }: (typeof stories)[number]['ending'], today: PlainDate): boolean =>
    Array.from({ length: 150 }, (_, back) => addDays(today, -1 - back)).some((day) => isWorkingDay(day, officeCalendar) === true && standing(day, deadline, today) === level);
  test('end as late as they are meant to wherever some day makes it so: level 0, 1, 2 and 3 all stand today', () => onAnyDay((today) => {
    const late = laid(today).filter(({ story }) => typeof story.ending.level === 'number').map(({ story: { ending }, deeds }) => ({ ending, stands: standing(dateAt(lastOf(deeds).at), ending.deadline, today) }));
    for (const { ending, stands } of late) if (possible(ending, today)) expect(stands).toBe(ending.level);
    expect([...new Set(late.map(({ stands }) => stands))]).toEqual(expect.arrayContaining([0, 1, 2, 3]));
  }));
  test('are about minors while anything is filed or reported', () => onAnyDay((today) => {
    for (const { deeds, birthDate } of laid(today)) expect(lastOf(deeds.filter(({ action }) => action === 'open' || action === 'report')).at).toBeLessThan(startOfDay(adultOn(birthDate)));
  }));
  test('fill in every form as the contract asks', () => {
    for (const { story, deeds } of laid(plainDate('2026-11-20')))
      for (const [index, deed] of deeds.entries()) if (deed.action !== 'extendDeadline') expect(actionForms[deed.action].safeParse(formOf(story, deed, index, 'Y190000016')).error).toBeUndefined();
  });
  test('know every ground of closing that a person may choose, but one', () => {
    const used = new Set(stories.flatMap(({ deeds }) => deeds.flatMap((deed) => deed.ground ?? [])));
    expect(Object.entries(closingGrounds).filter(([name, ground]) => !('automatic' in ground) && !used.has(name as never)).map(([name]) => name)).toEqual(['deceased']);
  });
});
describe('the pupils of the demonstration', () => {
  const today = plainDate('2026-11-20'), pupils = [...crowd(today), ...laid(today).map(({ story, birthDate }) => pupilOf(story.serial, story.schoolId, birthDate, today))];
  test('are some 800, each of another ID, valid and of nobody: Y19… and Y29…', () => {
    expect(pupils.length).toBeGreaterThanOrEqual(800);
    expect(new Set(pupils.map(({ idNo }) => idNo)).size).toBe(pupils.length);
    expect(pupils.filter(({ idNo }) => !/^Y[12]9/.test(idNo) || !isValidId(idNo))).toEqual([]);
  });
  test('are fifteen to eighteen years old', () => expect(pupils.filter(({ birthDate }) => birthDate < '2008-05-01' || birthDate > '2011-11-20')).toEqual([]));
  test('are the same people when the demonstration is filled again', () => expect(crowd(today)).toEqual(crowd(today)));
});
