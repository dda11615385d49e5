/** The list of the inbox as it is read: what is late first, then day by day, then what waits for a calendar. */
import type { InboxItem } from '#contract/cases';
import type { PlainDate } from '#domain/plain-date';

export interface InboxGroup { readonly key: string; readonly kind: 'overdue' | 'day' | 'waiting'; readonly dueOn?: PlainDate; readonly items: readonly InboxItem[] }

/** One row: a deadline of a case. */
export const rowKey = (item: InboxItem): string => `${item.case.id}/${item.deadlineId}`;
const isLate = (item: InboxItem): boolean => item.late || (item.daysLeft !== null && item.daysLeft < 0);
const groupKey = (item: InboxItem): string => (item.dueOn === null ? 'waiting' : isLate(item) ? 'overdue' : item.dueOn);

/** Keeps the order of the desk within a group; days follow each other whatever order they came in. */
export function groupByDueDay(items: readonly InboxItem[]): InboxGroup[] {
  const order = (key: string): string => (key === 'overdue' ? '0' : key === 'waiting' ? '9999-99-99' : key);
  return [...Map.groupBy(items, groupKey)]
    .sort(([a], [b]) => (order(a) < order(b) ? -1 : 1))
    .map(([key, rows]) => ({ key, items: rows, ...(key === 'overdue' || key === 'waiting' ? { kind: key } : { kind: 'day' as const, dueOn: key as PlainDate }) }));
}

/**
 * The list after a quiet look: known rows take their new words in place, rows that are gone stay where they are until the
 * list is drawn anew, and rows that are new only count. Nothing moves under the pointer.
 */
export function refreshed(shown: readonly InboxItem[], found: readonly InboxItem[]): { readonly items: InboxItem[]; readonly gone: ReadonlySet<string>; readonly news: number } {
  const now = new Map(found.map((item) => [rowKey(item), item]));
  const before = new Set(shown.map(rowKey));
  return {
    items: shown.map((item) => now.get(rowKey(item)) ?? item),
    gone: new Set([...before].filter((key) => !now.has(key))),
    news: [...now.keys()].filter((key) => !before.has(key)).length,
  };
}

/** The row to go on with: the next that is still open, else the one before, else none. */
export function rowAfter(rows: readonly string[], key: string | undefined, gone: ReadonlySet<string>): string | undefined {
  const at = key === undefined ? -1 : rows.indexOf(key);
  return rows.slice(at + 1).find((row) => !gone.has(row)) ?? rows.slice(0, Math.max(at, 0)).findLast((row) => !gone.has(row));
}
