/** 追蹤間隔: days between two tracking records (spec 4.4, T39). A school has its own number, or else that of the K-12 Administration. */
import { row, rows, sql, type EntityManager } from '#db/orm';

/** Where nobody has set one (spec 4.4). */
const DEFAULT_DAYS = 30;
export const LONGEST_DAYS = 365;

/** As it stands now: a case keeps what it was opened with. */
export async function trackIntervalOf(em: EntityManager, schoolId: string): Promise<number> {
  const set = await row<{ days: number | null }>(em, sql`select coalesce(max(track_interval_days) filter (where id = ${schoolId}), max(track_interval_days) filter (where kind = 'nation')) as days from organisation where id = ${schoolId} or kind = 'nation'`);
  return set?.days ?? DEFAULT_DAYS;
}
/** @param schoolId undefined: the nation's. @param days null: none of its own any more. @returns whether there is such a school */
export async function setTrackInterval(em: EntityManager, schoolId: string | undefined, days: number | null): Promise<boolean> {
  return (await rows(em, sql`update organisation set track_interval_days = ${days} where ${schoolId === undefined ? sql`kind = 'nation'` : sql`kind = 'school' and id = ${schoolId}`} returning id`)).length > 0;
}
