/** Empties the outbox whenever a case has changed, and looks again now and then in case the call was missed. */
import type { Logger } from 'pino';
import { listenTo, type Listening } from '#db/listening';
import { WORKER_CONNECTION, type MikroORM } from '#db/orm';
import type { Mailer } from './adapters/mailer.ts';
import { deliverNotices } from './notices.ts';

const LOOK_AGAIN_MS = 5_000;

export function emptyOutbox(orm: MikroORM, mailer: Mailer, databaseUrl: string, log: Logger): Listening {
  let stopped = false, ring: () => void = () => undefined;
  const listener = listenTo(databaseUrl, 'case_changed', { name: WORKER_CONNECTION, heard: () => ring(), opened: () => ring(), broken: (error) => log.warn({ err: error }, 'the outbox listens again') });
  const running = (async () => {
    while (!stopped) {
      const sent = await deliverNotices(orm, mailer).catch((error: unknown) => { log.warn({ err: error }, 'the outbox waits'); return 0; });
      if (!sent && !stopped) await new Promise<void>((resolve) => { const timer = setTimeout(resolve, LOOK_AGAIN_MS); ring = () => { clearTimeout(timer); resolve(); }; });
    }
  })();
  return { async stop() { stopped = true; ring(); await running; await listener.stop(); } };
}
