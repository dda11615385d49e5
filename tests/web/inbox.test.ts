import { describe, expect, it } from 'vitest';
import type { InboxItem } from '#contract/cases';
import { addDays } from '#domain/plain-date';
import { groupByDueDay, refreshed, rowAfter, rowKey } from '../../web/src/inbox/grouping.ts';
import { inboxFor, TODAY } from './support/fixtures.ts';

const { items } = inboxFor(new URLSearchParams(), 12, false);
const because = (change: Partial<InboxItem>): InboxItem => ({ ...items[0]!, ...change });

describe('the list of the inbox', () => {
  it('puts what is late first, then day by day, then what waits for a calendar', () => {
    const mixed = [because({ dueOn: null, daysLeft: null, late: false }), because({ dueOn: addDays(TODAY, 3), daysLeft: 3, late: false }), because({ dueOn: addDays(TODAY, -1), daysLeft: -1, late: true }), because({ dueOn: TODAY, daysLeft: 0, late: false })];
    expect(groupByDueDay(mixed).map((group) => group.key)).toEqual(['overdue', TODAY, addDays(TODAY, 3), 'waiting']);
  });
  it('keeps the order of the desk within a day, and loses no row', () => {
    expect(groupByDueDay(items).flatMap((group) => group.items).toSorted((a, b) => items.indexOf(a) - items.indexOf(b))).toEqual(items);
  });
  it('takes new words for known rows in place, moves none, and only counts what is new', () => {
    const shown = items.slice(0, 4);
    const changed = { ...items[2]!, label: '結案確認' };
    const result = refreshed(shown, [items[7]!, items[0]!, changed, items[3]!, items[8]!]);
    expect(result.items.map(rowKey)).toEqual(shown.map(rowKey));
    expect(result.items[2]!.label).toBe('結案確認');
    expect(result.news).toBe(2);
    expect([...result.gone]).toEqual([rowKey(items[1]!)]);
  });
  it('goes on with the next row that is still open, else the one before, else none', () => {
    expect(rowAfter(['a', 'b', 'c'], 'a', new Set(['a', 'b']))).toBe('c');
    expect(rowAfter(['a', 'b', 'c'], 'c', new Set(['c']))).toBe('b');
    expect(rowAfter(['a'], 'a', new Set(['a']))).toBeUndefined();
  });
});
