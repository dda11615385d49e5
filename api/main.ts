/** The API process. */
import { createServer } from 'node:http';
import { pino } from 'pino';
import { seededStatusRegistry } from '../activities/adapters/status-registry.ts';
import { seededStudentRegistry } from '../activities/adapters/student-registry.ts';
import { connectTemporal } from '../activities/adapters/temporal.ts';
import { createApp } from './app.ts';
import { answersTo } from './cases/answers.ts';
import { readConfig, unprinted } from './config.ts';
import { createOrm, ONE_PLAN } from './db/orm.ts';
import { sealingWith } from './db/sealing.ts';
import type { Desk } from './desk.ts';
import { closeServer } from './http/close-server.ts';
import { liveHub } from './http/live-hub.ts';
import { livingSessions } from './http/session.ts';

const POOL = 20, VISITORS_POOL = 8;
const REQUEST_TIMEOUT_MS = 30_000;
/** Less than the launcher waits before it kills. */
const ANSWERED_WITHIN_MS = 7_000;

const config = readConfig();
const log = pino({ level: config.logLevel, base: { process: 'api' }, redact: unprinted });
const orm = await createOrm(config.databaseUrl, POOL), visitors = await createOrm(config.databaseUrl, VISITORS_POOL, 'schoolward-visitors', ONE_PLAN);
const sealing = sealingWith(config.keys);
const desk: Desk = {
  config, orm, visitors, log, sealing, temporal: await connectTemporal(config.temporalAddress, config.namespace), hub: liveHub(config.databaseUrl, (ids) => livingSessions(orm.em.fork(), ids, Date.now()), log),
  students: seededStudentRegistry(orm, sealing), enrolments: seededStatusRegistry(orm, sealing), answers: answersTo(orm, log),
};
const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS }, createApp(desk).callback());
server.listen(config.port, '127.0.0.1', () => log.info({ port: config.port }, 'listening'));

async function stop(): Promise<void> {
  // each after what still needs it; what cannot be closed any more ends with the process
  const closings = [() => closeServer(server, () => desk.hub.stop(), ANSWERED_WITHIN_MS), () => desk.answers.stop(), () => desk.temporal.connection.close(), () => orm.close(), () => visitors.close()];
  for (const close of closings) await close().catch((error: unknown) => log.warn({ err: error }, 'not closed well'));
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
