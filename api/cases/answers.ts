/** Which commands their procedures have answered: a command without this mark is only asked about once more (activities/lost-answers.ts). */
import type { Logger } from 'pino';
import { gathering, type Gathering } from '#db/gathering';
import { rows, sql, type MikroORM } from '#db/orm';

const GATHERED_MS = 1_000;

/** @returns takes ids of commands */
export function answersTo(orm: MikroORM, log: Pick<Logger, 'warn'>): Gathering<string> {
  return gathering(GATHERED_MS, async (ids) => {
    await rows(orm.em.fork(), sql`update submission set answered = true where id = any (${ids}::uuid[])`).catch((error: unknown) => log.warn({ err: error }, 'answers are not marked; the worker will ask'));
  });
}
