/** Compares every open case with its procedure. What the store has stands: a procedure that is missing, or knows something else, begins again from it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { State } from '#case/state';
import { row, rows, sql, type EntityManager } from '#db/orm';
import type { LifecycleName } from '#workflows/lifecycles';
import { abandon, resume, stateOf } from '../../activities/adapters/temporal.ts';
import type { AdminCommand, Operator } from './operator.ts';
import { withWorker } from './own-worker.ts';

export interface Reconciliation {
  readonly compared: number;
  /** open cases without a procedure, started again */ readonly started: readonly string[];
  /** procedures that knew another version or status, begun again from the record */ readonly mended: readonly string[];
  /** procedures that go on although the record says the case is over, ended */ readonly stray: readonly string[];
}
interface Recorded { readonly id: string; readonly lifecycle: LifecycleName; readonly state: State; readonly clockAheadMs: number }

const PAGE = 500, AT_ONCE = 16;
/** A case that moves while it is looked at differs for a moment: only what stays different differs. */
const LOOKS = 5, BETWEEN_LOOKS_MS = 500;
/** A final status keeps its procedure for the ten seconds of 「復原」 and for its effects. */
const ENDS_WITHIN = '10 minutes';

export const reconcile: AdminCommand = async (operator) => {
  const { compared, started, mended, stray } = await withWorker(operator, () => reconcileCases(operator));
  for (const [ids, what] of [[started, 'had no procedure: started again'], [mended, 'differed: begun again from the record'], [stray, 'is over, but its procedure went on: ended']] as const)
    for (const id of ids) operator.say(`${id} ${what}`);
  operator.say(`${compared} open cases compared; ${started.length} started again, ${mended.length} begun again, ${stray.length} ended.`);
  return true;
};

export async function reconcileCases(operator: Operator): Promise<Reconciliation> {
  const started: string[] = [], mended: string[] = [], open = openCases(operator.orm.em.fork());
  let compared = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = await open.next(); !next.done; next = await open.next()) {
      compared++;
      const found = await compare(operator, next.value);
      if (found === 'missing') started.push(next.value.id);
      if (found === 'differs') mended.push(next.value.id);
    }
  }));
  return { compared, started, mended, stray: await endStrays(operator) };
}
async function compare(operator: Operator, { id }: Recorded): Promise<'same' | 'missing' | 'differs'> {
  for (let look = 1; ; look++, await pause(BETWEEN_LOOKS_MS)) {
    const recorded = await openCase(operator.orm.em.fork(), id);
    if (!recorded) return 'same';   // it ended meanwhile
    const known = await stateOf(operator.temporal, id);
    if (known && known.version === recorded.state.version && known.status === recorded.state.status && known.sequence === recorded.state.sequence) return 'same';
    if (look < LOOKS) continue;
    if (known) await abandon(operator.temporal, id, 'differs from the record');
    // the row knows how far a demonstration's clock has been moved since it was opened
    await resume(operator.temporal, recorded.lifecycle, { ...recorded.state, clockAheadMs: recorded.clockAheadMs });
    return known ? 'differs' : 'missing';
  }
}
const columns = sql`id, lifecycle, state, clock_ahead_ms::float8 as "clockAheadMs"`;
const openCase = (em: EntityManager, id: string): Promise<Recorded | undefined> => row<Recorded>(em, sql`select ${columns} from case_file where id = ${id} and ended_at is null`);
async function* openCases(em: EntityManager): AsyncGenerator<Recorded> {
  for (let last = '00000000-0000-0000-0000-000000000000', page: Recorded[] = []; ; last = page.at(-1)!.id) {
    page = await rows<Recorded>(em, sql`select ${columns} from case_file where ended_at is null and id > ${last}::uuid order by id limit ${PAGE}`);
    yield* page;
    if (page.length < PAGE) return;
  }
}

/** Procedures that run although their case ended a while ago and nothing is left to do. */
async function endStrays({ orm, temporal }: Operator): Promise<string[]> {
  const stray: string[] = [];
  for await (const { workflowId } of temporal.client.workflow.list({ query: 'ExecutionStatus = "Running"' })) {
    const over = await row(orm.em.fork(), sql`select 1 from case_file c join case_event e on e.case_id = c.id and e.sequence = c.sequence
      where c.id::text = ${workflowId} and c.ended_at is not null and e.recorded_at < now() - ${ENDS_WITHIN}::interval`);
    if (!over || (await stateOf(temporal, workflowId))?.effects.length) continue;
    await abandon(temporal, workflowId, 'its case is over');
    stray.push(workflowId);
  }
  return stray;
}
