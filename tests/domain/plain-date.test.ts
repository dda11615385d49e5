import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, adultOn, anniversary, atTime, dateAt, daysBetween, endOfDay, isPlainDate, plainDate, startOfDay, weekdayOf, type PlainDate } from '#domain/plain-date';

const date = plainDate;
const utc = (text: string): number => Date.parse(text);
const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days): PlainDate => addDays(date('1970-01-01'), days));

describe('a date', () => {
  it.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '115-09-15', '2026-09-15T00:00', '', ' 2026-09-15'])('that does not exist is refused: %j', (text) => {
    expect(isPlainDate(text)).toBe(false);
    expect(() => date(text)).toThrow(RangeError);
  });
  it.each(['2024-02-29', '2000-02-29', '2026-12-31'])('that exists is taken: %s', (text) => expect(date(text)).toBe(text));
  it('knows its weekday, 0 being Sunday', () => expect(['2026-10-10', '2026-10-25', '2026-09-15'].map((text) => weekdayOf(date(text)))).toEqual([6, 0, 2]));
  it('moves by days across months, years and leap days', () => {
    expect(addDays(date('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(date('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(date('2026-03-01'), -1)).toBe('2026-02-28');
  });
  it('is as far from another as adding days says', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (day, n) => { expect(daysBetween(day, addDays(day, n))).toBe(n); }));
  });
});

describe('months on (民法第 121 條)', () => {
  it.each([
    ['2026-09-15', 1, '2026-10-15'], ['2026-01-31', 1, '2026-02-28'], ['2024-01-31', 1, '2024-02-29'], ['2026-03-31', 1, '2026-04-30'],
    ['2026-12-15', 1, '2027-01-15'], ['2026-11-30', 3, '2027-02-28'], ['2026-08-31', 6, '2027-02-28'], ['2026-03-31', -1, '2026-02-28'],
  ] as const)('%s and %i more: %s', (from, months, expected) => expect(addMonths(date(from), months)).toBe(expected));
  it('never leave the month they lead to', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 1, max: 36 }), (day, months) => {
      const there = addMonths(day, months), monthsOf = (d: PlainDate): number => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));
      expect(monthsOf(there) - monthsOf(day)).toBe(months);
    }));
  });
});

describe('coming of age (民法第 12 條)', () => {
  it('is the eighteenth birthday', () => expect(adultOn(date('2008-09-01'))).toBe('2026-09-01'));
  it('falls on 1 March for a birthday on 29 February', () => expect(adultOn(date('2008-02-29'))).toBe('2026-03-01'));
  it('keeps 29 February where the year has one', () => expect(anniversary(date('2008-02-29'), 20)).toBe('2028-02-29'));
  it('is not moved for other days around the leap day', () => expect([anniversary(date('2008-02-28'), 18), anniversary(date('2008-03-01'), 18)]).toEqual(['2026-02-28', '2026-03-01']));
});

describe('a day in Taipei', () => {
  it('begins at 16:00 of the day before in UTC', () => expect(startOfDay(date('2026-09-15'))).toBe(utc('2026-09-14T16:00:00.000Z')));
  it('ends at 23:59:59.999, inclusive', () => expect(endOfDay(date('2026-09-14'))).toBe(utc('2026-09-14T15:59:59.999Z')));
  it('has its hours', () => expect(atTime(date('2026-12-05'), 0, 20)).toBe(utc('2026-12-04T16:20:00.000Z')));
  it('is the same from its first to its last millisecond, and another just outside', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
      expect(dateAt(startOfDay(day) + ms)).toBe(day);
      expect(dateAt(startOfDay(day) - 1)).toBe(addDays(day, -1));
      expect(dateAt(endOfDay(day) + 1)).toBe(addDays(day, 1));
    }));
  });
  it('does not depend on the zone of the machine', () => expect(dateAt(utc('2026-12-31T16:00:00Z'))).toBe('2027-01-01'));
});
