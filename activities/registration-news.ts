/**
 * Registrations are rows that the procedure of their course never sees. Whether any waits for its owner it hears as news, so that the task opens and
 * closes (D-REG). What was told is unknown from before it is told until after: whatever dies between, it is told again, with a newer version.
 */
import type { Logger } from 'pino';
import type { course } from '#lifecycle/course';
import type { NewsOf } from '#case/table';
import { rows, sql, type MikroORM } from '#db/orm';
import { tellNews, type Temporal } from './adapters/temporal.ts';
import { lookAgain, type Watch } from './look-again.ts';

const LOOK_AGAIN_MS = 2_000, BATCH = 50;
interface Untold { caseId: string; version: number; waiting: boolean; ended: boolean }

/** @returns how many courses were told */
export async function tellRegistrations(orm: MikroORM, temporal: Temporal, log: Pick<Logger, 'warn'>): Promise<number> {
  const em = orm.em.fork();
  const untold = await rows<Untold>(em, sql`update enrolment e set told_waiting = null, told_version = told_version + 1 from case_file c
    where c.id = e.case_id and e.case_id in (select case_id from enrolment where told_waiting is distinct from (pending > 0) order by told_version limit ${BATCH} for update skip locked)
    returning e.case_id as "caseId", e.told_version as version, e.pending > 0 as waiting, c.ended_at is not null as ended`);
  const told: Untold[] = [];
  for (const one of untold) {
    try {
      const news = { name: 'registrations' satisfies NewsOf<typeof course>, from: 'registrations', version: one.version, facts: { waiting: one.waiting } };
      // of an ended case nobody waits for anything; an open one that does not run is mended and then told
      if ((await tellNews(temporal, one.caseId, news)) || one.ended) told.push(one);
    } catch (error) {
      log.warn({ err: error, caseId: one.caseId }, 'a course cannot be told of its registrations; again later');
    }
  }
  await rows(em, sql`update enrolment e set told_waiting = t.waiting from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as t ("caseId" uuid, version int, waiting boolean) where e.case_id = t."caseId" and e.told_version = t.version`);
  return told.length;
}

export function watchRegistrations(orm: MikroORM, temporal: Temporal, log: Logger): Watch {
  return lookAgain(LOOK_AGAIN_MS, async () => await tellRegistrations(orm, temporal, log) === BATCH, (error) => log.warn({ err: error }, 'registrations are looked at again'));
}
