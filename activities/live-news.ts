/**
 * Tells who listens that cases changed: ids and versions only, who listens asks again through the permission check. Told after the commit and together,
 * because PostgreSQL lets one transaction with a NOTIFY commit at a time, and commands of different cases would wait for each other's disk.
 * Whatever a dead worker or store left untold is made good by the next one that starts: everybody asks again.
 */
import type { Logger } from 'pino';
import { gathering, type Gathering } from '#db/gathering';
import { rows, sql, type MikroORM } from '#db/orm';

const GATHERED_MS = 100;
const RELOAD = { reload: true };

/** @returns takes what stands of the case now */
export function liveNews(orm: MikroORM, log: Pick<Logger, 'warn'>): Gathering<object> {
  let missed = false;
  const news = gathering<object>(GATHERED_MS, async (changed) => {
    const all = [...new Set((missed ? [RELOAD, ...changed] : changed).map((one) => JSON.stringify(one)))];
    await rows(orm.em.fork(), sql`select pg_notify('case_changed', told) from unnest(${all}::text[]) as told`).then(() => { missed = false; }, (error: unknown) => {
      missed = true;
      log.warn({ err: error }, 'who listens is told later');
    });
  });
  news.add(RELOAD);
  return news;
}
