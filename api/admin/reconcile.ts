/** Compares every open case with its procedure. What the store has stands: a procedure that is missing, or knows something else, begins again from it. */
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { State } from '#case/state';
import { readCalendar } from '#db/calendar';
import { row, rows, sql, uuidIn, type EntityManager } from '#db/orm';
import type { LifecycleName } from '#workflows/lifecycles';
import { abandon, resume, stateOf, tellCalendar } from '../../activities/adapters/temporal.ts';
import type { AdminCommand, Operator } from './operator.ts';
import { withWorker } from './own-worker.ts';

export interface Reconciliation {
  readonly compared: number;
  /** open cases without a procedure, started again */ readonly started: readonly string[];
  /** procedures that knew another version or status, begun again from the record */ readonly mended: readonly string[];
  /** procedures that count by an older table of working days, told the present one */ readonly told: readonly string[];
  /** procedures that go on although the record says the case is over, ended */ readonly stray: readonly string[];
}
interface Recorded { readonly id: string; readonly lifecycle: LifecycleName; readonly countyId: string; readonly state: State; readonly clockAheadMs: number }

const PAGE = 500, AT_ONCE = 16;
/** A case that moves while it is looked at differs for a moment: only what stays different differs. */
const LOOKS = 5, BETWEEN_LOOKS_MS = 500;
/** A final status keeps its procedure for the ten seconds of 「復原」 and for its effects. */
const ENDS_WITHIN = '10 minutes';

/** All open cases, or those named. */
export const reconcile: AdminCommand = async (operator, ids) => {
  const { compared, started, mended, told, stray } = await withWorker(operator, () => reconcileCases(operator, ids));
  const outcomes = [
    [started, 'had no procedure: started again'],
    [mended, 'differed: begun again from the record'],
    [told, 'counted by an older table of working days: told the present one'],
    [stray, 'is over, but its procedure went on: ended'],
  ] as const;
  for (const [ids, what] of outcomes)
    for (const id of ids) operator.say(`${id} ${what}`);
  operator.say(`${compared} open cases compared; ${started.length} started again, ${mended.length} begun again, ${told.length} told the present calendar, ${stray.length} ended.`);
  return true;
};

export async function reconcileCases(operator: Operator, ids: readonly string[] = []): Promise<Reconciliation> {
  const found: Record<Finding, string[]> = { same: [], missing: [], differs: [], uninformed: [] }, open = openCases(operator.orm.em.fork(), ids);
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = await open.next(); !next.done; next = await open.next()) found[await compare(operator, next.value)].push(next.value.id);
  }));
  return { compared: Object.values(found).flat().length, started: found.missing, mended: found.differs, told: found.uninformed, stray: ids.length ? [] : await endStrays(operator) };
}
type Finding = 'same' | 'missing' | 'differs' | 'uninformed';

async function compare({ orm, temporal }: Operator, { id }: Recorded): Promise<Finding> {
  for (let look = 1; ; look++, await pause(BETWEEN_LOOKS_MS)) {
    const em = orm.em.fork(), recorded = await openCase(em, id);
    if (!recorded) return 'same';   // it ended meanwhile
    const known = await stateOf(temporal, id), calendar = await readCalendar(em, recorded.countyId);
    if (known && agree(known, recorded.state)) return isDeepStrictEqual(known.calendar, calendar) || !(await tellCalendar(temporal, id, calendar)) ? 'same' : 'uninformed';
    if (look < LOOKS) continue;
    if (known) await abandon(temporal, id, 'differs from the record');
    // the row knows how far a demonstration's clock has been moved since it was opened, and the record may hold an older calendar
    await resume(temporal, recorded.lifecycle, { ...recorded.state, calendar, clockAheadMs: recorded.clockAheadMs });
    return known ? 'differs' : 'missing';
  }
}
const agree = (one: State, other: State): boolean => one.version === other.version && one.status === other.status && one.sequence === other.sequence;
const columns = sql`id, lifecycle, county_id as "countyId", state, clock_ahead_ms::float8 as "clockAheadMs"`;
const openCase = (em: EntityManager, id: string): Promise<Recorded | undefined> => row<Recorded>(em, sql`select ${columns} from case_file where id = ${id} and ended_at is null`);
async function* openCases(em: EntityManager, ids: readonly string[]): AsyncGenerator<Recorded> {
  for (let last = '00000000-0000-0000-0000-000000000000', page: Recorded[] = []; ; last = page.at(-1)!.id) {
    page = await rows<Recorded>(em, sql`select ${columns} from case_file where ended_at is null and id > ${last}::uuid ${ids.length ? sql`and id in (select ${uuidIn(sql`given`)} from unnest(${ids}::text[]) as given)` : sql``} order by id limit ${PAGE}`);
    yield* page;
    if (page.length < PAGE) return;
  }
}

/** Procedures that run although their case ended a while ago and nothing is left to do. */
async function endStrays({ orm, temporal }: Operator): Promise<string[]> {
  const stray: string[] = [];
  for await (const { workflowId } of temporal.client.workflow.list({ query: 'ExecutionStatus = "Running"' })) {
    const over = await row(orm.em.fork(), sql`select 1 from case_file c join case_event e on e.case_id = c.id and e.sequence = c.sequence
      where c.id = ${uuidIn(sql`${workflowId}::text`)} and c.ended_at is not null and e.recorded_at < now() - ${ENDS_WITHIN}::interval`);
    if (!over || (await stateOf(temporal, workflowId))?.effects.length) continue;
    await abandon(temporal, workflowId, 'its case is over');
    stray.push(workflowId);
  }
  return stray;
}
