/** `GET /api/v1/events`: who looks at a case learns that it changed, and nothing else about it. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { rows, sql } from '#db/orm';
import { liveNews } from '../../activities/live-news.ts';
import { liveHub } from '../../api/http/live-hub.ts';
import { at, caseData, fileAt } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { deskHere } from './desk-here.ts';
import { about, listen } from './live-stream.ts';

describe.concurrent('GET /events', () => {
  it('tells the id, the version and the sequence of a case that changed, and no more', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), stream = await listen(main), filing = await fileAt(school, at('2026-10-05'));
    expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect((await stream.until(about(filing.id))).data).toEqual({ caseId: filing.id, version: 1, sequence: 1 });
    await main.act(filing.id, 'submit', caseData());
    await stream.until(({ data }) => JSON.stringify(data) === JSON.stringify({ caseId: filing.id, version: 2, sequence: 2 }));
    await stream.close();
  });

  it('tells those who may read the case, and nobody else', async () => {
    const school = await newSchool(), other = await newSchool(), readers = await Promise.all([school.as('school_principal'), school.as('leaver_county'), school.as('leaver_k12ea')].map(async (person) => listen(await person)));
    const strangers = await Promise.all([other.as('leaver_main'), school.as('leaver_homeroom', 2), school.as('sys_admin')].map(async (person) => listen(await person)));
    const { id } = await fileAt(school, at('2026-10-05')), theirs = await fileAt(other, at('2026-10-05'));
    for (const reader of readers) await reader.until(about(id));
    // what came later has come: what came before it and was meant for them would have come too
    await strangers[0]!.until(about(theirs.id));
    for (const stranger of strangers) expect(stranger.events.filter(about(id))).toEqual([]);
    await Promise.all([...readers, ...strangers].map((stream) => stream.close()));
  });

  it('ends with the session', async () => {
    const main = await (await newSchool()).as('leaver_main'), { orm, databaseUrl } = await testWorld();
    const hub = liveHub(databaseUrl, async (ids) => new Set(ids), pino({ level: 'silent' })), here = await deskHere({ hub }), stream = await listen(main, here.baseUrl);
    const [session] = await rows<{ id: string }>(orm.em.fork(), sql`select id from session where account_id = ${main.accountId} order by created_at desc limit 1`);
    hub.leave(session!.id);
    await expect(stream.until(() => false)).rejects.toThrow('the stream ended');
    await hub.stop();
    here.stop();
  });
});

/** One after the other: each makes everybody reload, and would be taken for the other. */
describe('GET /events, after something may have been missed', () => {
  it('tells everybody to reload when it has been deaf', async ({ expect }) => {
    const { databaseUrl, orm } = await testWorld(), name = `deaf-${randomUUID()}`, url = new URL(databaseUrl), school = await newSchool();
    url.searchParams.set('application_name', name);
    const hub = liveHub(url.href, async (ids) => new Set(ids), pino({ level: 'silent' })), here = await deskHere({ hub }), stream = await listen(await school.as('leaver_main'), here.baseUrl);
    const listening = sql`select pid from pg_stat_activity where application_name = ${name} and query ilike 'listen%'`;
    await expect.poll(() => rows(orm.em.fork(), listening)).toHaveLength(1);
    await stream.until(about((await fileAt(school, at('2026-10-05'))).id));
    stream.forget();
    await rows(orm.em.fork(), sql`select pg_terminate_backend(pid) from (${listening}) as listener`);
    await stream.until(({ event }) => event === 'reload');
    await stream.until(about((await fileAt(school, at('2026-10-05'))).id));
    await hub.stop();
    here.stop();
  });

  it('tells everybody to reload when a worker begins: what the one before it has not told is unknown', async () => {
    const { orm } = await testWorld(), stream = await listen(await (await newSchool()).as('leaver_main')), news = liveNews(orm, pino({ level: 'silent' }));
    await stream.until(({ event }) => event === 'reload');
    await news.stop();
    await stream.close();
  });
});
