import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate, type PlainDate } from '#domain/plain-date';
import { isWorkingDay, rolledToWorkingDay, workingDaysAfter, workingDaysBefore, workingDaysBetween } from '#domain/work-calendar';
import { knownUntil, officeCalendar, withTyphoon } from './calendars.ts';

const date = plainDate;
const works = (text: string, calendar = officeCalendar): boolean | undefined => isWorkingDay(date(text), calendar);
const daysOff = (year: number): number => {
  let off = 0;
  for (let day = date(`${year}-01-01`); day.startsWith(String(year)); day = addDays(day, 1)) if (!isWorkingDay(day, officeCalendar)) off++;
  return off;
};

describe('the office calendar', () => {
  it.each([[2025, 118], [2026, 120]])('has in %i the official number of days off, %i (spec 7.1)', (year, off) => expect(daysOff(year)).toBe(off));
  it.each([
    ['2025', '01-01 01-27 01-28 01-29 01-30 01-31 02-28 04-03 04-04 05-30 09-29 10-06 10-10 10-24 12-25'],
    ['2026', '01-01 02-16 02-17 02-18 02-19 02-20 02-27 04-03 04-06 05-01 06-19 09-25 09-28 10-09 10-26 12-25'],
  ])('rests in %s on these weekdays and no others (spec 7.1)', (year, days) => expect(officeCalendar.off.filter((day) => day.startsWith(year)).map((day) => day.slice(5)).sort().join(' ')).toBe(days));
  it('is provisional from 2027 and ends with it', () => expect([officeCalendar.provisionalFrom, officeCalendar.through]).toEqual(['2027-01-01', '2027-12-31']));
  it('works from Monday to Friday', () => expect(['2026-09-14', '2026-09-18', '2026-09-19', '2026-09-20'].map((day) => works(day))).toEqual([true, true, false, false]));
  it('works on the make-up Saturday of 2025, and on no Saturday since', () => expect(['2025-02-08', '2025-02-15', '2026-02-07'].map((day) => works(day))).toEqual([true, false, false]));
  it('rests on the days of the holiday act of 28 May 2025, with their substitutes', () => {
    expect(['2025-09-29', '2025-10-24', '2025-12-25', '2026-09-28', '2026-10-26', '2026-05-01'].map((day) => works(day))).toEqual([false, false, false, false, false, false]);
  });
  it('rests for the lunar new year of 2027 around 6 February, not 7', () => expect(['2027-02-03', '2027-02-04', '2027-02-10', '2027-02-11'].map((day) => works(day))).toEqual([true, false, false, true]));
  it('does not know a year that nobody has published', () => expect([works('2027-12-31'), works('2028-01-01'), works('2028-01-03')]).toEqual([false, undefined, undefined]));
  it('rests on a typhoon day in the county that has it, and works in the others', () => {
    const pingtung = withTyphoon(officeCalendar, date('2026-09-16'));
    expect([works('2026-09-16', pingtung), works('2026-09-16')]).toEqual([false, true]);
  });
});

describe('counting working days', () => {
  it('does not count the day it starts on', () => expect(workingDaysAfter(date('2026-09-14'), 1, officeCalendar)).toBe('2026-09-15'));
  it('counts the make-up Saturday', () => expect(workingDaysAfter(date('2025-02-07'), 1, officeCalendar)).toBe('2025-02-08'));
  it('passes the new year of 2026 in one step', () => expect(workingDaysAfter(date('2026-02-13'), 1, officeCalendar)).toBe('2026-02-23'));
  it('goes backwards over a weekend and a holiday', () => expect(workingDaysBefore(date('2026-09-29'), 1, officeCalendar)).toBe('2026-09-24'));
  it('stays where it is for none', () => expect(workingDaysAfter(date('2026-10-10'), 0, officeCalendar)).toBe('2026-10-10'));
  it('says nothing past the end of the calendar', () => expect(workingDaysAfter(date('2026-12-30'), 2, knownUntil(officeCalendar, date('2026-12-31')))).toBeUndefined());
  it('counts between days up to the end of the calendar and no further', () => {
    const until = knownUntil(officeCalendar, date('2026-12-31'));
    expect([workingDaysBetween(date('2026-12-28'), date('2026-12-31'), until), workingDaysBetween(date('2026-12-28'), date('2027-01-01'), until)]).toEqual([3, undefined]);
  });
  it('rolls a day off to the next that is worked, and no other', () => {
    expect(['2026-10-09', '2026-10-10', '2026-10-25', '2026-10-27'].map((day) => rolledToWorkingDay(date(day), officeCalendar))).toEqual(['2026-10-12', '2026-10-12', '2026-10-27', '2026-10-27']);
  });
  it('does not roll into a year that is not known', () => expect(rolledToWorkingDay(date('2027-12-31'), officeCalendar)).toBeUndefined());
});

describe('for any day and number', () => {
  const day = fc.integer({ min: 0, max: 1200 }).map((n): PlainDate => addDays(date('2023-06-01'), n)), n = fc.integer({ min: 0, max: 60 });
  it('counting forth and between agree', () => {
    fc.assert(fc.property(day, n, (from, count) => { expect(workingDaysBetween(from, workingDaysAfter(from, count, officeCalendar)!, officeCalendar)).toBe(count); }));
  });
  it('between two days are as many as counting day by day finds', () => {
    fc.assert(fc.property(day, n, (from, days) => {
      const passed = Array.from({ length: days }, (_, i) => addDays(from, i + 1));
      expect(workingDaysBetween(from, addDays(from, days), officeCalendar)).toBe(passed.filter((one) => isWorkingDay(one, officeCalendar)).length);
    }));
  });
  it('counting ends on a working day, and back again on or after the start', () => {
    fc.assert(fc.property(day, n, (from, count) => {
      const there = workingDaysAfter(from, count, officeCalendar)!, back = workingDaysBefore(there, count, officeCalendar)!;
      if (count > 0) expect(isWorkingDay(there, officeCalendar)).toBe(true);
      if (isWorkingDay(from, officeCalendar)) expect(back).toBe(from);
      else expect(back <= from || count === 0).toBe(true);
    }));
  });
  it('between two days one way is the other way negated', () => {
    fc.assert(fc.property(day, day, (a, b) => { expect(workingDaysBetween(a, b, officeCalendar)! + workingDaysBetween(b, a, officeCalendar)!).toBe(0); }));
  });
});
