/** Empties the outbox whenever a case has changed, and looks again now and then in case the call was missed. */
import pg from 'pg';
import type { Logger } from 'pino';
import type { MikroORM } from '#db/orm';
import type { Mailer } from './adapters/mailer.ts';
import { deliverNotices } from './notices.ts';

const LOOK_AGAIN_MS = 5_000;
export interface Outbox { stop(): Promise<void> }

export function emptyOutbox(orm: MikroORM, mailer: Mailer, databaseUrl: string, log: Logger): Outbox {
  let stopped = false, ring: () => void = () => undefined;
  const listener = listen(databaseUrl, () => ring(), log);
  const running = (async () => {
    while (!stopped) {
      const sent = await deliverNotices(orm, mailer).catch((error: unknown) => { log.warn({ err: error }, 'the outbox waits'); return 0; });
      if (!sent && !stopped) await new Promise<void>((resolve) => { const timer = setTimeout(resolve, LOOK_AGAIN_MS); ring = () => { clearTimeout(timer); resolve(); }; });
    }
  })();
  return { async stop() { stopped = true; ring(); await running; await listener.stop(); } };
}
/** A connection of its own for LISTEN, opened again when it breaks. */
function listen(databaseUrl: string, heard: () => void, log: Logger): Outbox {
  let stopped = false, client: pg.Client | undefined;
  const connect = async (): Promise<void> => {
    if (stopped) return;
    client = new pg.Client({ connectionString: databaseUrl });
    const again = (): void => { client?.removeAllListeners(); setTimeout(() => void connect(), LOOK_AGAIN_MS).unref(); };
    client.on('notification', heard).on('error', (error) => { log.warn({ err: error }, 'listening again'); again(); });
    await client.connect().then(() => client?.query('listen case_changed')).catch(again);
  };
  void connect();
  return { async stop() { stopped = true; await client?.end().catch(() => undefined); } };
}
