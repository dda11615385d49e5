/** Its worker, on a task queue of its own, with the product's own settings. */
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';

export interface BareActivities { insert(n: number): Promise<void> }
const { DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, BARE_TASK_QUEUE } = process.env as Record<string, string>;

const logger = new DefaultLogger('WARN'), pool = new pg.Pool({ connectionString: DATABASE_URL!, max: 20 });
Runtime.install({ logger, shutdownSignals: ['SIGTERM', 'SIGINT'] });
await pool.query('create table if not exists bare_row (id bigint generated always as identity primary key, n int)');
const activities: BareActivities = { async insert(n) { await pool.query('insert into bare_row (n) values ($1)', [n]); } };
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS! });
const worker = await Worker.create({
  connection, namespace: TEMPORAL_NAMESPACE!, taskQueue: BARE_TASK_QUEUE!, activities, maxConcurrentWorkflowTaskExecutions: 100, shutdownGraceTime: '5s',
  workflowBundle: await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('workflow.ts', import.meta.url)), logger }),
});
console.log('ready');
await worker.run();
await pool.end();
await connection.close();
