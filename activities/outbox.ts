/** Empties the outbox: what came together goes together, so a burst of commands costs one transaction. */
import type { Logger } from 'pino';
import type { MikroORM } from '#db/orm';
import type { Mailer } from './adapters/mailer.ts';
import { lookAgain, type Watch } from './look-again.ts';
import { BATCH, deliverNotices } from './notices.ts';

const EVERY_MS = 1_000;

export function emptyOutbox(orm: MikroORM, mailer: Mailer, log: Logger): Watch {
  return lookAgain(EVERY_MS, async () => await deliverNotices(orm, mailer) === BATCH, (error) => log.warn({ err: error }, 'the outbox waits'));
}
