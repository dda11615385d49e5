/** Moments as they are told, and the present of a case. */
import type { Timestamp } from '#db/orm';

export const iso = (at: number | Timestamp): string => new Date(at).toISOString();
/** The case's own present: demonstrations may be ahead or behind. */
export const nowOf = (row: { clockAheadMs: number }, now: number): number => now + row.clockAheadMs;
