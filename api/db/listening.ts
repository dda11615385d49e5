/** A connection of its own for LISTEN, opened again whenever it breaks. */
import pg from 'pg';

export interface Listening { stop(): Promise<void> }
export interface Ears {
  /** the name under which PostgreSQL lists the connection */ readonly name: string;
  heard(payload: string): void;
  /** It listens, perhaps again: something may have been missed meanwhile. */ opened?(): void;
  broken(error: Error): void;
}
const RECONNECT_MS = 1_000;

export function listenTo(databaseUrl: string, channel: 'case_changed', ears: Ears): Listening {
  let stopped = false, client: pg.Client | undefined;
  const connect = async (): Promise<void> => {
    if (stopped) return;
    const mine = (client = new pg.Client({ connectionString: databaseUrl, application_name: ears.name }));
    // the handler stays: a dying connection complains several times, and a complaint that nobody hears ends the process
    mine.on('error', (error) => lost(mine, error)).on('notification', ({ payload }) => ears.heard(payload ?? ''));
    await mine.connect().then(() => mine.query(`listen ${channel}`)).then(() => ears.opened?.(), (error: unknown) => lost(mine, error as Error));
  };
  const lost = (which: pg.Client, error: Error): void => {
    if (stopped || which !== client) return;
    client = undefined;
    ears.broken(error);
    setTimeout(() => void connect(), RECONNECT_MS).unref();
  };
  void connect();
  return { async stop() { stopped = true; await client?.end().catch(() => undefined); } };
}
