import { describe, expect, it } from 'vitest';
import { plainDate } from '#domain/plain-date';
import { dayOf, formatCountdown, formatDate, formatInstant, nearDay } from '../../web/src/lib/dates.ts';

const sunday = plainDate('2026-11-22');

describe('dates on the screens', () => {
  it('are ROC years with their weekday in Chinese, ISO in English', () => {
    expect(formatDate(sunday, 'zh')).toBe('115/11/22 週日');
    expect(formatDate(sunday, 'en')).toBe('2026-11-22 Sun');
  });
  it('are Taipei days and times wherever the browser stands', () => {
    expect(formatInstant('2026-11-21T16:05:00Z', 'zh')).toBe('115/11/22 週日 00:05');
    expect(dayOf('2026-11-21T16:05:00Z')).toBe('2026-11-22');
    expect(dayOf('2026-11-22')).toBe('2026-11-22');
  });
  it('have words beside them for today and its neighbours only', () => {
    expect([-2, -1, 0, 1, 2].map((n) => nearDay(plainDate(`2026-11-${22 + n}`), sunday))).toEqual([undefined, 'yesterday', 'today', 'tomorrow', undefined]);
  });
  it('count a session down to the second', () => {
    expect([1800, 65, 9.2, 0, -3].map(formatCountdown)).toEqual(['30:00', '1:05', '0:10', '0:00', '0:00']);
  });
});
