/** The worker process: runs the procedures and their hands, and empties the outbox. */
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker, type LogEntry } from '@temporalio/worker';
import { pino } from 'pino';
import { createOrm, WORKER_CONNECTION } from '#db/orm';
import { readConfig, unprinted } from '../api/config.ts';
import { keptMailer } from './adapters/mailer.ts';
import { connectTemporal, TASK_QUEUE } from './adapters/temporal.ts';
import { caseRecord } from './case-record.ts';
import { amendmentEffects } from './amendment.ts';
import { courseEffects } from './course.ts';
import { dropoutEffects } from './dropout.ts';
import { liveNews } from './live-news.ts';
import { watchLostAnswers } from './lost-answers.ts';
import { emptyOutbox } from './outbox.ts';
import { watchRegistrations } from './registration-news.ts';

const config = readConfig();
const log = pino({ level: config.logLevel, base: { process: 'worker' }, redact: unprinted });
const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
// a process with a Worker treats SIGTERM as "drain": the SDK stops polling and finishes what it holds
Runtime.install({ logger: new DefaultLogger('INFO', ({ level, message, meta }: LogEntry) => log[levels[level]]({ ...meta }, message)), shutdownSignals: ['SIGTERM', 'SIGINT'] });

const orm = await createOrm(config.databaseUrl, 20, WORKER_CONNECTION), news = liveNews(orm, log);
const temporal = await connectTemporal(config.temporalAddress, config.namespace);
const connection = await NativeConnection.connect({ address: config.temporalAddress });
const worker = await Worker.create({
  connection, namespace: config.namespace, taskQueue: TASK_QUEUE,
  workflowBundle: await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)), logger: new DefaultLogger('WARN') }),
  activities: { recordTransition: caseRecord(orm, (changed) => news.add(changed)), ...dropoutEffects(orm, temporal), ...courseEffects(orm), ...amendmentEffects(orm) },
  maxConcurrentWorkflowTaskExecutions: 100, shutdownGraceTime: '5s',
});
const outbox = emptyOutbox(orm, keptMailer, log), lostAnswers = watchLostAnswers(orm, temporal, log), registrations = watchRegistrations(orm, temporal, log);
await worker.run();
await registrations.stop();
await lostAnswers.stop();
await outbox.stop();
await news.stop();
await orm.close();
await temporal.connection.close();
await connection.close();
