/**
 * A command is in history only when its first workflow task ends. Where everything died between the store's commit and that, nobody brings it
 * to the procedure again: the client's repetition is answered from the record. The procedure is told here what the record holds (CASES, rule 9).
 */
import type { Logger } from 'pino';
import type { State } from '#case/state';
import { rows, sql, type MikroORM } from '#db/orm';
import type { LifecycleName } from '#workflows/lifecycles';
import { stateOf, tellRecorded, type Temporal } from './adapters/temporal.ts';
import { lookAgain, type Watch } from './look-again.ts';

/** An answer usually takes milliseconds; whoever is asked too early only says that it knows. */
const LOST_AFTER_MS = 10_000, LOOK_AGAIN_MS = 5_000, BATCH = 50;
interface Unanswered { id: string; caseId: string; lifecycle: LifecycleName; sequence: number; ended: boolean; clockAheadMs: number; state: State }

/** @returns how many procedures were behind their record */
export async function tellLostAnswers(orm: MikroORM, temporal: Temporal, log: Pick<Logger, 'warn'>, lostAfterMs = LOST_AFTER_MS): Promise<number> {
  const em = orm.em.fork();
  const unanswered = await rows<Unanswered>(em, sql`select s.id, s.case_id as "caseId", c.lifecycle, c.sequence, c.ended_at is not null as ended, c.clock_ahead_ms::float8 as "clockAheadMs", c.state from submission s join case_file c on c.id = s.case_id
    where not s.answered and s.effective_sequence is not null and s.created_at < now() - ${lostAfterMs} * interval '1 millisecond' order by s.created_at desc limit ${BATCH}`);
  let behind = 0;
  for (const [newest, ...older] of Map.groupBy(unanswered, (one) => one.caseId).values() as Iterable<[Unanswered, ...Unanswered[]]>) {
    try {
      if (await isBehind(temporal, newest)) {
        await tellRecorded(temporal, newest.lifecycle, newest.state, newest.clockAheadMs);
        behind++;
      }
      await rows(em, sql`update submission set answered = true where id in (${sql.join([newest, ...older].map(({ id }) => id))})`);
    } catch (error) {
      // one procedure that cannot be asked must not stand in the way of the others
      log.warn({ err: error, caseId: newest.caseId }, 'a procedure cannot be asked; again later');
    }
  }
  return behind;
}
async function isBehind(temporal: Temporal, { caseId, sequence, ended }: Unanswered): Promise<boolean> {
  const known = await stateOf(temporal, caseId);
  return known ? known.sequence < sequence : !ended;
}

export function watchLostAnswers(orm: MikroORM, temporal: Temporal, log: Logger): Watch {
  return lookAgain(LOOK_AGAIN_MS, async () => {
    const behind = await tellLostAnswers(orm, temporal, log);
    if (behind) log.warn({ cases: behind }, 'told procedures what the record holds');
    return false;
  }, (error) => log.warn({ err: error }, 'lost answers are looked for again'));
}
