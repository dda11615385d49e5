/** Whether the process lives, and whether what it needs does. */
import type Router from '@koa/router';
import { z } from 'zod';
import { row, sql, WORKER_CONNECTION } from '#db/orm';
import { TASK_QUEUE } from '../../activities/adapters/temporal.ts';
import type { Desk } from '../desk.ts';
import type { RequestState } from './context.ts';

const health = z.enum(['ok', 'away']);
type Health = z.infer<typeof health>;
export const living = z.object({ process: z.literal('ok') });
export const readiness = z.object({ postgres: health, temporal: health, worker: health });
const WITHIN_MS = 2_000;
/** Temporal's `TaskQueueType`: who polls for workflow tasks. */
const WORKFLOW_QUEUE = 1;
/** A worker that has not polled for this long is taken for dead: a long poll lasts a minute. */
const POLLED_WITHIN_MS = 75_000;

export function healthRoutes(router: Router<RequestState>, desk: Desk): void {
  router.get('/healthz', (ctx) => { ctx.body = { process: 'ok' } satisfies z.infer<typeof living>; });
  router.get('/readyz', async (ctx) => {
    const [postgres, temporal, worker] = await Promise.all([healthOf(() => row(desk.orm.em.fork(), sql`select 1`)), healthOf(() => desk.temporal.connection.workflowService.describeNamespace({ namespace: desk.temporal.namespace })), healthOf(() => workerPolls(desk))]);
    ctx.status = [postgres, temporal, worker].every((part) => part === 'ok') ? 200 : 503;
    ctx.body = { postgres, temporal, worker } satisfies z.infer<typeof readiness>;
  });
}
async function workerPolls({ temporal, orm }: Desk): Promise<void> {
  const lives = await row(orm.em.fork(), sql`select 1 from pg_stat_activity where application_name = ${WORKER_CONNECTION} and datname = current_database()`);
  if (!lives) throw new Error('no worker lives');
  const { pollers } = await temporal.connection.workflowService.describeTaskQueue({ namespace: temporal.namespace, taskQueue: { name: TASK_QUEUE }, taskQueueType: WORKFLOW_QUEUE });
  const polled = (pollers ?? []).map((p) => Number(p.lastAccessTime?.seconds ?? 0) * 1_000);
  if (Math.max(0, ...polled) < Date.now() - POLLED_WITHIN_MS) throw new Error('no worker polls');
}
async function healthOf(question: () => Promise<unknown>): Promise<Health> {
  const late = new Promise<never>((_, reject) => { setTimeout(reject, WITHIN_MS).unref(); });
  return Promise.race([question(), late]).then(() => 'ok' as const, () => 'away' as const);
}
