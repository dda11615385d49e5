/** Empties the outbox whenever a case has changed, and looks again now and then in case the call was missed. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { listenTo, type Listening } from '#db/listening';
import { WORKER_CONNECTION, type MikroORM } from '#db/orm';
import type { Mailer } from './adapters/mailer.ts';
import { BATCH, deliverNotices } from './notices.ts';

const LOOK_AGAIN_MS = 5_000;
/** What comes together goes together: a burst of commands costs one transaction. */
const GATHERED_MS = 200;

export function emptyOutbox(orm: MikroORM, mailer: Mailer, databaseUrl: string, log: Logger): Listening {
  let stopped = false, rung = true, wake: () => void = () => undefined;
  const ring = (): void => { rung = true; wake(); };
  const listener = listenTo(databaseUrl, 'case_changed', { name: WORKER_CONNECTION, heard: ring, opened: ring, broken: (error) => log.warn({ err: error }, 'the outbox listens again') });
  const running = (async () => {
    while (!stopped) {
      if (!rung) await new Promise<void>((resolve) => { const timer = setTimeout(resolve, LOOK_AGAIN_MS); wake = () => { clearTimeout(timer); resolve(); }; });
      await pause(GATHERED_MS);
      rung = false;
      if (await deliverNotices(orm, mailer).catch((error: unknown) => { log.warn({ err: error }, 'the outbox waits'); return 0; }) === BATCH) rung = true;
    }
  })();
  return { async stop() { stopped = true; wake(); await running; await listener.stop(); } };
}
