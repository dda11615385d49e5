/** Commands that need the procedures to move: by the worker that runs, or, where none does, by one of their own for as long as they take. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { row, sql, WORKER_CONNECTION } from '#db/orm';
import { TASK_QUEUE } from '../../activities/adapters/temporal.ts';
import type { Operator } from './operator.ts';

const WORKER = fileURLToPath(new URL('../../activities/worker.ts', import.meta.url));
/** A worker asks again at least once a minute. */
const POLLED_WITHIN_MS = 70_000;
const STARTS_WITHIN_MS = 60_000, GRACE_MS = 10_000;
/** However this process ends, its worker does not stay behind. */
const ENDS_WITH_US = `data:text/javascript,${encodeURIComponent("process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))")}`;
/** Kind of task queue, by number: the protocol's names cannot be imported into an ES module. */
const WORKFLOW_TASKS = 1;

export async function withWorker<T>(operator: Operator, work: () => Promise<T>): Promise<T> {
  if (await workerPolls(operator)) return work();
  const worker = spawn(process.execPath, ['--import', ENDS_WITH_US, WORKER], { env: { ...process.env, LOG_LEVEL: 'warn' }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(worker, 'exit');
  try {
    for (const started = performance.now(); !(await workerPolls(operator)); await pause(100)) {
      if (worker.exitCode !== null) throw new Error(`the worker ended with ${worker.exitCode}`);
      if (performance.now() - started > STARTS_WITHIN_MS) throw new Error('the worker does not start');
    }
    return await work();
  } finally {
    worker.kill('SIGTERM');
    const impatient = setTimeout(() => worker.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(impatient);
  }
}
/** The engine remembers a worker for minutes after its death; the store sees at once that its connection is gone. */
async function workerPolls({ orm, temporal: { connection, namespace } }: Operator): Promise<boolean> {
  if (!(await row(orm.em.fork(), sql`select 1 from pg_stat_activity where application_name = ${WORKER_CONNECTION} and datname = current_database()`))) return false;
  const { pollers } = await connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: TASK_QUEUE }, taskQueueType: WORKFLOW_TASKS });
  return (pollers ?? []).some(({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < POLLED_WITHIN_MS);
}
