import { describe, expect, it } from 'vitest';
import { plainDate } from '#domain/plain-date';
import { academicYear, nextTermOn, rocYear, term, termCode } from '#domain/school-year';

const date = plainDate;

describe('the school year (spec 0.2, appendix C)', () => {
  it('begins on 1 August', () => expect([academicYear(date('2026-07-31')), academicYear(date('2026-08-01'))]).toEqual([114, 115]));
  it('has its first term until 31 January', () => expect(['2026-01-31', '2026-02-01', '2026-07-31', '2026-08-01'].map((day) => term(date(day)))).toEqual([1, 2, 2, 1]));
  it.each([['2026-11-22', '1151'], ['2026-02-01', '1142'], ['2026-01-31', '1141']])('on %s the term is %s', (day, code) => expect(termCode(date(day))).toBe(code));
  it('counts years from 1911', () => expect(rocYear(date('2026-11-22'))).toBe(115));
  it.each([['2026-01-31', '2026-02-01'], ['2026-02-01', '2026-08-01'], ['2026-07-31', '2026-08-01'], ['2026-08-01', '2027-02-01'], ['2026-12-31', '2027-02-01']])(
    'the term of %s is over on %s', (day, over) => expect(nextTermOn(date(day))).toBe(over));
});
