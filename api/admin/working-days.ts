/** A new table of working days: first which due days it would move, then, with `--apply`, loaded and told to every open case. Spec 7.1. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PlainDate } from '#domain/plain-date';
import type { WorkCalendar } from '#domain/work-calendar';
import { keyOf, type State } from '#case/state';
import { recounted } from '#case/step';
import type { Lifecycle } from '#case/table';
import { CALENDAR_KEPT_MS, loadCalendar, NATION, readCalendar } from '#db/calendar';
import { NotACalendar, readCalendarFile, type CalendarFile } from '#db/calendar-file';
import { row, rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import { lifecycles, procedures, type LifecycleName } from '#workflows/lifecycles';
import { tellCalendar } from '../../activities/adapters/temporal.ts';
import { Refusal, type AdminCommand, type Operator } from './operator.ts';
import { withWorker } from './own-worker.ts';

/** One due day that another calendar moves; null waits for a calendar (待行事曆). */
export interface Move { readonly caseId: string; readonly number: string | null; readonly lifecycle: LifecycleName; readonly deadline: string; readonly startedAt: number; readonly from: PlainDate | null; readonly to: PlainDate | null }
interface OpenCase { id: string; number: string | null; lifecycle: LifecycleName; county_id: string; clock_ahead_ms: string; state: State }

const PAGE = 500, AT_ONCE = 16, SHOWN = 200, MOVED_WITHIN_MS = 60_000;
const APPLY = '--apply';
const BUILT_IN = fileURLToPath(new URL('../db/data/office-calendar.json', import.meta.url));

export const loadCalendarCommand: AdminCommand = async (operator, words) => {
  const { orm, say } = operator, [path] = words.filter((word) => word !== APPLY);
  if (!path) throw new Refusal('Which file? npm run admin -- calendar FILE [--apply]');
  const file = await calendarOf(orm.em.fork(), path), moves = await previewCalendar(orm.em.fork(), file);
  for (const { from, through, status, exceptions } of file.tables) say(`${file.scope} ${from} to ${through}, ${status}: ${exceptions.length} exceptions`);
  for (const move of moves.slice(0, SHOWN)) say(inWords(move));
  if (moves.length > SHOWN) say(`… and ${moves.length - SHOWN} more`);
  say(`${moves.length} due days of ${new Set(moves.map(({ caseId }) => caseId)).size} open cases move.`);
  if (!words.includes(APPLY)) {
    say(`Nothing is changed yet. To load it: npm run admin -- calendar ${path} ${APPLY}`);
    return true;
  }
  const { told, missing } = await withWorker(operator, () => applyCalendar(operator, file, moves));
  say(`Loaded; ${told} open cases were told.${missing ? ` ${missing} have no procedure running: npm run admin -- reconcile` : ''}`);
  return missing === 0;
};
async function calendarOf(em: EntityManager, path: string): Promise<CalendarFile> {
  let file: CalendarFile;
  try {
    file = readCalendarFile(readFileSync(path, 'utf8'), basename(path));
  } catch (error) {
    throw error instanceof NotACalendar ? new Refusal(error.message) : (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Refusal(`There is no file ${path}.`) : error;
  }
  const known = file.scope === NATION || (await row(em, sql`select 1 from organisation where id = ${file.scope} and kind = 'county'`));
  if (!known) throw new Refusal(`"${file.scope}" is neither "${NATION}" nor the id of a county.`);
  return file;
}
function inWords({ number, caseId, lifecycle, deadline, from, to }: Move): string {
  const table: Lifecycle = lifecycles[lifecycle], waits = '待行事曆';
  return `  ${number ?? caseId} ${table.deadlines[deadline]!.label.zh}: ${from ?? waits} → ${to ?? waits}`;
}

/** The tables that come with the product, where none are loaded: without them every term would wait. @returns whether they were needed */
export async function loadBuiltInCalendar(orm: MikroORM): Promise<boolean> {
  const em = orm.em.fork();
  if (await row(em, sql`select 1 from work_day where scope = ${NATION} limit 1`)) return false;
  await em.transactional(async (within) => loadCalendar(within, await calendarOf(within, BUILT_IN)));
  return true;
}

/** Which due days of open cases this file would move. Changes nothing: the tables are laid in a transaction that is taken back. */
export async function previewCalendar(em: EntityManager, file: CalendarFile): Promise<Move[]> {
  const moves: Move[] = [];
  await em.begin();
  try {
    await loadCalendar(em, file);
    for await (const [one, calendar] of casesWith(em, file.scope)) moves.push(...movesOf(one, calendar));
  } finally {
    await em.rollback();
  }
  return moves;
}
function movesOf(one: OpenCase, calendar: WorkCalendar): Move[] {
  const step = recounted(procedures[one.lifecycle], { ...one.state, calendar }, Date.now() + Number(one.clock_ahead_ms), 'calendar');
  return (step?.change.moved ?? []).map(({ deadline, from, dueOn }) => ({
    caseId: one.id, number: one.number, lifecycle: one.lifecycle, deadline, startedAt: from, from: one.state.open.find((o) => keyOf(o) === keyOf({ deadline, from }))?.dueOn ?? null, to: dueOn,
  }));
}
/** Open cases in the scope, page by page, each with the calendar of its county as it stands in this transaction. */
async function* casesWith(em: EntityManager, scope: string, since?: Date): AsyncGenerator<[OpenCase, WorkCalendar]> {
  const calendars = new Map<string, WorkCalendar>();
  for (let last = '00000000-0000-0000-0000-000000000000', page: OpenCase[] = []; ; last = page.at(-1)!.id) {
    page = await rows<OpenCase>(em, sql`select c.id, c.number, c.lifecycle, c.county_id, c.clock_ahead_ms, c.state from case_file c where c.id > ${last}::uuid and c.ended_at is null and ${scope} in (${NATION}, c.county_id)
      and (${since ?? null}::timestamptz is null or exists (select 1 from case_event e where e.case_id = c.id and e.sequence = 1 and e.recorded_at >= ${since ?? null})) order by c.id limit ${PAGE}`);
    for (const one of page) {
      const calendar = calendars.get(one.county_id) ?? (await readCalendar(em, one.county_id));
      calendars.set(one.county_id, calendar);
      yield [one, calendar];
    }
    if (page.length < PAGE) return;
  }
}

/** Loads the file and tells every open case in its scope; returns when the moves stand in the record. */
export async function applyCalendar(operator: Operator, file: CalendarFile, moves: readonly Move[]): Promise<{ told: number; missing: number }> {
  const { orm } = operator, before = new Date();
  await orm.em.fork().transactional((em) => loadCalendar(em, file));
  const first = await tellAll(operator, file.scope);
  // until now another process may have opened a case with the calendar it still held
  await pause(CALENDAR_KEPT_MS);
  const later = await tellAll(operator, file.scope, before);
  for (const started = performance.now(); (await outstanding(orm.em.fork(), moves)) && performance.now() - started < MOVED_WITHIN_MS; ) await pause(100);
  return { told: first.told, missing: new Set([...first.missing, ...later.missing]).size };
}
async function tellAll({ orm, temporal }: Operator, scope: string, since?: Date): Promise<{ told: number; missing: Set<string> }> {
  const missing = new Set<string>();
  let told = 0;
  const cases = casesWith(orm.em.fork(), scope, since);
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = await cases.next(); !next.done; next = await cases.next()) {
      const [{ id }, calendar] = next.value;
      if (await tellCalendar(temporal, id, calendar)) told++;
      else missing.add(id);
    }
  }));
  return { told, missing };
}
/** Moves that are not recorded yet, of deadlines that are still open. */
async function outstanding(em: EntityManager, moves: readonly Move[]): Promise<boolean> {
  const given = JSON.stringify(moves.map(({ caseId, deadline, startedAt, from }) => ({ case_id: caseId, name: deadline, started_at: new Date(startedAt), due_on: from })));
  return (await row(em, sql`select 1 from jsonb_to_recordset(${given}::jsonb) as m (case_id uuid, name text, started_at timestamptz, due_on date)
    join deadline d using (case_id, name, started_at) where d.closed_at is null and d.due_on is not distinct from m.due_on limit 1`)) !== undefined;
}
