import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#domain/plain-date';
import { formatRocDate, parseRocDate } from '#domain/roc-date';

describe('a date as people in Taiwan write it (spec 8.5)', () => {
  it.each([
    ['115/11/22', '2026-11-22'],
    ['1151122', '2026-11-22'],
    ['2026-11-22', '2026-11-22'],
    ['2026/11/22', '2026-11-22'],
    ['115.9.5', '2026-09-05'],
    ['115-09-15', '2026-09-15'],
    ['115年9月15日', '2026-09-15'],
    ['民國115年9月15日', '2026-09-15'],
    ['１１５／１１／２２', '2026-11-22'],
    [' 115 / 11 / 22 ', '2026-11-22'],
    ['97/02/29', '2008-02-29'],
    ['0970229', '2008-02-29'],
    ['01/1/1', '1912-01-01'],
  ])('%s is read as %s', (text, date) => {
    expect(parseRocDate(text)).toBe(date);
  });

  it.each(['', '115', '115/2/30', '115/02/29', '1150230', '115/13/01', '115/00/10', '000/01/01', '0000101', '1/1/1', '115/11', '11511', '11/22/2026', '明天', '115/11/22x', '1911-12-31'])('%j is no date', (text) => {
    expect(parseRocDate(text)).toBeUndefined();
  });

  it('what is written is read back as the same day', () => {
    const day = fc.integer({ min: 0, max: 365 * 200 }).map((days) => addDays(plainDate('1912-01-01'), days));
    fc.assert(fc.property(day, (date) => parseRocDate(formatRocDate(date)) === date && parseRocDate(date) === date));
  });

  it('a day before 1912 keeps its own year', () => {
    expect(formatRocDate(plainDate('1911-12-31'))).toBe('1911-12-31');
  });
});
