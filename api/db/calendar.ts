/** The office calendar as rows: loaded from tables, handed to cases, and asked why a day was skipped. Spec 7.1. */
import { addDays, plainDate, weekdayOf, type PlainDate } from '#domain/plain-date';
import type { WorkCalendar } from '#domain/work-calendar';
import { isWeekend, type CalendarFile, type CalendarTable } from './calendar-file.ts';
import { row, rows, sql, type EntityManager } from './orm.ts';

export const NATION = 'nation';
/** Another process may go on handing out the calendar of this long ago: who loads a new one must reach the cases opened meanwhile too. */
export const CALENDAR_KEPT_MS = 2_000;
/** Before anything is published nothing is known, and every term waits (待行事曆). */
const NOTHING_KNOWN: WorkCalendar = { off: [], on: [], through: plainDate('1911-12-31') };

interface Kept { readonly calendar: WorkCalendar; readonly until: number }
const kept = new WeakMap<object, Map<string, Kept>>();
function keptBy(em: EntityManager): Map<string, Kept> {
  const known = kept.get(em.getDriver()) ?? new Map<string, Kept>();
  kept.set(em.getDriver(), known);
  return known;
}

/** What a case of this county counts by: the nation's table, and the county's own closed days. */
export async function calendarFor(em: EntityManager, countyId: string): Promise<WorkCalendar> {
  const before = keptBy(em).get(countyId);
  if (before && before.until > performance.now()) return before.calendar;
  const calendar = await readCalendar(em, countyId);
  keptBy(em).set(countyId, { calendar, until: performance.now() + CALENDAR_KEPT_MS });
  return calendar;
}
/** The same, but as it stands in this transaction. */
export async function readCalendar(em: EntityManager, countyId: string): Promise<WorkCalendar> {
  const known = await row<{ off: PlainDate[]; on: PlainDate[]; through: PlainDate | null; provisional_from: PlainDate | null }>(em, sql`
    with merged as (select distinct on (day) day, working from work_day where scope in (${NATION}, ${countyId}) order by day, scope = ${NATION})
    select coalesce(json_agg(day::text order by day) filter (where not working and extract(isodow from day) < 6), '[]') as off,
      coalesce(json_agg(day::text order by day) filter (where working and extract(isodow from day) > 5), '[]') as on,
      (select min(day)::text from work_day known where scope = ${NATION} and not exists (select 1 from work_day next where next.scope = ${NATION} and next.day = known.day + 1)) as through,
      (select min(day)::text from work_day where scope = ${NATION} and status = 'provisional') as provisional_from
    from merged`);
  if (!known?.through) return NOTHING_KNOWN;
  return { off: known.off, on: known.on, through: known.through, ...(known.provisional_from ? { provisionalFrom: known.provisional_from } : {}) };
}

export interface DayReason { readonly working: boolean; /** null: an ordinary working day */ readonly reason: string | null; readonly provisional: boolean; readonly source: string }
/** Why each of these days was worked or not. A day that no table reaches is absent. */
export async function dayReasons(em: EntityManager, countyId: string, from: PlainDate, to: PlainDate): Promise<Map<PlainDate, DayReason>> {
  const found = await rows<DayReason & { day: PlainDate }>(em, sql`select distinct on (day) day::text, working, nullif(reason, '') as reason, status = 'provisional' as provisional, source
    from work_day where scope in (${NATION}, ${countyId}) and day between ${from}::date and ${to}::date order by day, scope = ${NATION}`);
  return new Map(found.map(({ day, ...reason }) => [day, reason]));
}

/** Replaces what was known of the days these tables cover. A county's table holds its exceptions alone, the nation's every day. */
export async function loadCalendar(em: EntityManager, file: CalendarFile): Promise<void> {
  for (const table of file.tables) {
    await rows(em, sql`delete from work_day where scope = ${file.scope} and day between ${table.from}::date and ${table.through}::date`);
    await rows(em, sql`insert into work_day (scope, day, working, reason, status, source) select ${file.scope}, day, working, reason, ${table.status}, ${table.source}
      from jsonb_to_recordset(${JSON.stringify(file.scope === NATION ? everyDay(table) : table.exceptions)}::jsonb) as d (day date, working boolean, reason text)`);
  }
  keptBy(em).clear();
}
function everyDay({ from, through, exceptions }: CalendarTable): { day: PlainDate; working: boolean; reason: string }[] {
  const named = new Map(exceptions.map((one) => [one.day, one]));
  const days: { day: PlainDate; working: boolean; reason: string }[] = [];
  for (let day = from; day <= through; day = addDays(day, 1))
    days.push(named.get(day) ?? { day, working: !isWeekend(day), reason: isWeekend(day) ? `週${weekdayOf(day) ? '六' : '日'}` : '' });
  return days;
}
