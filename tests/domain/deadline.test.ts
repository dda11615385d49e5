import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAt, dueOn, explainDays, isProvisional, lengthOf, ringsOf, startDateOf, type Term } from '#domain/deadline';
import { addDays, endOfDay, plainDate, startOfDay, type PlainDate } from '#domain/plain-date';
import { isWorkingDay } from '#domain/work-calendar';
import { knownUntil, officeCalendar, withTyphoon } from './calendars.ts';

const date = plainDate;
const due = (term: Term, from: string, calendar = officeCalendar): PlainDate | undefined => dueOn(term, date(from), {}, calendar);
const days = (length: number): Term => ({ length, count: 'calendar' });
const workingDays = (length: number): Term => ({ length, count: 'working' });
const month: Term = { length: 1, count: 'months' };

describe('a term in days (行政程序法第 48 條)', () => {
  it.each([['2026-09-15', '2026-09-30'], ['2026-09-25', '2026-10-12']])('an appeal against the assignment of %s is possible until %s', (from, until) => expect(due(days(15), from)).toBe(until));
  it.each([['2026-09-18', '2026-09-29'], ['2026-10-02', '2026-10-12'], ['2026-02-13', '2026-02-23']])('the list of a course that ended on %s is due on %s', (from, until) => expect(due(days(7), from)).toBe(until));
  it('a password of 2026-08-01 lasts ninety days', () => expect(due(days(90), '2026-08-01')).toBe('2026-10-30'));
  it('counts across the leap day', () => expect([due(days(3), '2024-02-26'), due(days(3), '2026-02-24')]).toEqual(['2024-02-29', '2026-03-02']));
});

describe('a term in months', () => {
  it.each([['2026-09-15', '2026-10-15'], ['2026-09-25', '2026-10-27']])('the result of a visit assigned on %s is due on %s', (from, until) => expect(due(month, from)).toBe(until));
  it('ends with the month where there is no such day', () => expect([due(month, '2026-03-31'), due(month, '2024-01-31'), due(month, '2025-01-31')]).toEqual(['2026-04-30', '2024-02-29', '2025-03-03']));
});

describe('a term in working days', () => {
  it.each([['2026-09-24', '2026-10-01'], ['2026-02-13', '2026-02-25']])('a course sent in on %s is reviewed until %s', (from, until) => expect(due(workingDays(3), from)).toBe(until));
  it('counts the make-up Saturday of 2025', () => expect(due(workingDays(2), '2025-02-06')).toBe('2025-02-08'));
  it('that starts on a day off begins with the next working day', () => expect(due(workingDays(1), '2026-10-10')).toBe('2026-10-12'));
  it('is longer by a typhoon day, in that county alone', () => {
    const pingtung = withTyphoon(officeCalendar, date('2026-09-16'));
    expect([due(workingDays(2), '2026-09-15', pingtung), due(workingDays(2), '2026-09-15')]).toEqual(['2026-09-18', '2026-09-17']);
  });
  it('starts again elsewhere when a typhoon falls on the last day of a term in days', () => expect(due(days(15), '2026-09-15', withTyphoon(officeCalendar, date('2026-09-30')))).toBe('2026-10-01'));
});

describe('a fixed day', () => {
  it.each(['2026-07-25', '2026-08-29', '2027-02-15', '2026-10-10'])('%s never rolls', (day) => expect(due({ length: 0, count: 'fixed' }, day)).toBe(day));
  it('is known before its year is', () => expect(due({ length: 0, count: 'fixed' }, '2029-09-14')).toBe('2029-09-14'));
});

describe('where the calendar ends (待行事曆)', () => {
  const until2026 = knownUntil(officeCalendar, date('2026-12-31'));
  it.each([workingDays(3), days(15), month])('nothing is guessed: %o', (term) => expect(due(term, '2026-12-30', until2026)).toBeUndefined());
  it('a day is named as soon as it is known', () => expect(due(workingDays(3), '2026-12-30')).toBe('2027-01-05'));
  it('a day in a provisional year is provisional (暫定), the last day before it is not', () => {
    expect(['2027-01-05', '2027-01-01', '2026-12-31'].map((day) => isProvisional(date(day), officeCalendar))).toEqual([true, true, false]);
    expect(isProvisional(undefined, officeCalendar)).toBe(false);
  });
});

describe('the last day', () => {
  it('is inclusive until 23:59:59.999', () => expect(new Date(dueAt(date('2026-09-14'))).toISOString()).toBe('2026-09-14T15:59:59.999Z'));
  it('is counted from the day in Taipei, not in UTC', () => expect(startDateOf(Date.parse('2026-09-14T16:30:00Z'))).toBe('2026-09-15'));
});

describe('a term whose length is a fact', () => {
  it('is as long as the case says', () => expect(dueOn({ length: 'interval', count: 'calendar' }, date('2026-09-01'), { interval: 14 }, officeCalendar)).toBe('2026-09-15'));
  it('reads a number', () => expect(lengthOf({ length: 'interval', count: 'calendar' }, { interval: 14 })).toBe(14));
});

describe('what rings', () => {
  const taipei = (at: number | undefined): string | undefined => at === undefined ? undefined : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  const rings = (day: string, levels: number, calendar = officeCalendar) => ringsOf(date(day), { before: [1, 0], count: 'working' }, levels, calendar).map(taipei);
  it('reminds at 08:30 one working day before and on the day, then tells levels at 00:05 after none, three and seven working days', () => {
    expect(rings('2026-09-14', 3)).toEqual(['2026-09-11 08:30', '2026-09-14 08:30', '2026-09-15 00:05', '2026-09-18 00:05', '2026-09-24 00:05']);
  });
  it('reminds days before as the calendar has them where the rule says so', () => {
    expect(ringsOf(date('2026-07-25'), { before: [14, 7], count: 'calendar' }, 0, officeCalendar).map(taipei)).toEqual(['2026-07-11 08:30', '2026-07-18 08:30']);
  });
  it('is left open where the calendar ends', () => expect(rings('2026-12-31', 2, knownUntil(officeCalendar, date('2026-12-31')))).toEqual(['2026-12-30 08:30', '2026-12-31 08:30', '2027-01-01 00:05', undefined]));
});

describe('「為什麼是這一天？」', () => {
  const kinds = (term: Term, from: string): string[] => explainDays(term, date(from), {}, officeCalendar).map((day) => `${day.date.slice(5)} ${day.kind}`);
  it('names the days that were skipped', () => expect(kinds(workingDays(2), '2026-09-24')).toEqual(['09-24 start', '09-25 skipped', '09-26 skipped', '09-27 skipped', '09-28 skipped', '09-29 counted', '09-30 due']));
  it('names the days over which it rolled', () => expect(kinds(days(1), '2026-10-08')).toEqual(['10-08 start', '10-09 counted', '10-10 rolled', '10-11 rolled', '10-12 due']));
  it('shows a fixed day as itself', () => expect(kinds({ length: 0, count: 'fixed' }, '2026-10-10')).toEqual(['10-10 due']));

  const anyTerm = fc.record({ length: fc.integer({ min: 1, max: 40 }), count: fc.constantFrom('working', 'calendar', 'months', 'fixed') }) satisfies fc.Arbitrary<Term>;
  const anyDay = fc.integer({ min: 0, max: 1400 }).map((n) => addDays(date('2023-01-01'), n));
  it('agrees with the due day for any term: each day once, in order, counted to the end', () => {
    fc.assert(fc.property(anyTerm, anyDay, (term, from) => {
      const last = dueOn(term, from, {}, officeCalendar), shown = explainDays(term, from, {}, officeCalendar);
      expect(shown.map((day) => day.date)).toEqual(shown.map((_, i) => addDays(from, i)));
      expect(shown.filter((day) => day.kind === 'due').map((day) => day.date)).toEqual(last ? [last] : []);
      if (last && term.count === 'working') expect(shown.at(-1)!.count).toBe(term.length);
      if (last && term.count === 'calendar') expect(shown.at(-1)!.count).toBe(term.length);
    }));
  });
});

describe('for any term', () => {
  const rolling = fc.record({ length: fc.integer({ min: 1, max: 24 }), count: fc.constantFrom('working', 'calendar', 'months') }) satisfies fc.Arbitrary<Term>;
  const from = fc.integer({ min: 0, max: 900 }).map((n) => addDays(date('2023-01-01'), n));
  it('the last day is worked, and never sooner for a longer one, a later start or a typhoon', () => {
    fc.assert(fc.property(rolling, from, fc.nat(30), (term, start, n) => {
      const last = dueOn(term, start, {}, officeCalendar)!;
      expect(isWorkingDay(last, officeCalendar)).toBe(true);
      expect(dueOn({ ...term, length: term.length + 1 }, start, {}, officeCalendar)! >= last).toBe(true);
      expect(dueOn(term, addDays(start, 1), {}, officeCalendar)! >= last).toBe(true);
      expect(dueOn(term, start, {}, withTyphoon(officeCalendar, addDays(start, n)))! >= last).toBe(true);
    }));
  });
  it('it rings in order: reminders, then levels', () => {
    fc.assert(fc.property(rolling, from, (term, start) => {
      const rings = ringsOf(dueOn(term, start, {}, officeCalendar)!, { before: [1, 0], count: 'working' }, 3, officeCalendar) as number[];
      expect(rings).toEqual([...rings].sort((a, b) => a - b));
      expect(rings[1]! <= endOfDay(startDateOf(rings[1]!)) && rings[2]! > startOfDay(startDateOf(rings[2]!))).toBe(true);
    }));
  });
});
