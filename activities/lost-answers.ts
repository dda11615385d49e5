/**
 * A command is in history only when its first workflow task ends. Where everything died between the store's commit and that, nobody brings it
 * to the procedure again: the client's repetition is answered from the record. The procedure is told here what the record holds (CASES, rule 9).
 */
import type { Logger } from 'pino';
import type { State } from '#case/state';
import { calendarFor } from '#db/calendar';
import { row, rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import type { LifecycleName } from '#workflows/lifecycles';
import { resume, stateOf, tellRecorded, type Temporal } from './adapters/temporal.ts';
import { lookAgain, type Watch } from './look-again.ts';

/** An answer usually takes milliseconds; whoever is asked too early only says that it knows. */
const LOST_AFTER_MS = 10_000, LOOK_AGAIN_MS = 5_000, BATCH = 50;
interface Unanswered { id: string; caseId: string }
interface Standing { lifecycle: LifecycleName; countyId: string; sequence: number; ended: boolean; clockAheadMs: number; state: State }

/** @returns how many procedures were behind their record */
export async function tellLostAnswers(orm: MikroORM, temporal: Temporal, log: Pick<Logger, 'warn'>, lostAfterMs = LOST_AFTER_MS): Promise<number> {
  const em = orm.em.fork();
  const unanswered = await rows<Unanswered>(em, sql`select id, case_id as "caseId" from submission where not answered and effective_sequence is not null and created_at < now() - ${lostAfterMs} * interval '1 millisecond' order by created_at desc limit ${BATCH}`);
  let behind = 0;
  for (const [caseId, commands] of Map.groupBy(unanswered, (one) => one.caseId)) {
    try {
      if (await toldWhereBehind(em, temporal, caseId)) behind++;
      await rows(em, sql`update submission set answered = true where id in (${sql.join(commands.map(({ id }) => id))})`);
    } catch (error) {
      // one procedure that cannot be asked must not stand in the way of the others
      log.warn({ err: error, caseId }, 'a procedure cannot be asked; again later');
    }
  }
  return behind;
}
/** The record is read after the procedure was asked: a case that ended meanwhile must not be started again from what it was before. */
async function toldWhereBehind(em: EntityManager, temporal: Temporal, caseId: string): Promise<boolean> {
  const known = await stateOf(temporal, caseId);
  const { lifecycle, countyId, sequence, ended, clockAheadMs, state } = (await row<Standing>(em, sql`select lifecycle, county_id as "countyId", sequence, ended_at is not null as ended, clock_ahead_ms::float8 as "clockAheadMs", state from case_file where id = ${caseId}`))!;
  const behind = known ? known.sequence < sequence : !ended;
  if (behind) await (known ? tellRecorded(temporal, state) : resume(temporal, lifecycle, { ...state, calendar: await calendarFor(em, countyId), clockAheadMs }));
  return behind;
}

export function watchLostAnswers(orm: MikroORM, temporal: Temporal, log: Logger): Watch {
  return lookAgain(LOOK_AGAIN_MS, async () => {
    const behind = await tellLostAnswers(orm, temporal, log);
    if (behind) log.warn({ cases: behind }, 'told procedures what the record holds');
    return false;
  }, (error) => log.warn({ err: error }, 'lost answers are looked for again'));
}
