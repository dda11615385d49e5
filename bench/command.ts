/** A command from HTTP to the read model, beside a bare Update whose regular activity does one INSERT. */
import { randomUUID } from 'node:crypto';
import { resume } from '../activities/adapters/temporal.ts';
import { record } from '../tests/support/dropout.ts';
import { beside } from './beside.ts';
import type { DeskCaller } from './desk-caller.ts';
import type { Ground } from './ground.ts';
import { compare, type Compared, type Load } from './pairs.ts';
import { populate } from './population.ts';

const CASES = 256, BARE_TASK_QUEUE = 'bare', WARM_UP = { clients: 16, calls: 64 };
const RECORD = JSON.stringify(record());

/** Adding a tracking record is never stale, so clients share cases without meeting. */
export const sendRecord = (desk: DeskCaller, caseId: string): Promise<string> => desk.post(`/cases/${caseId}/actions/sendRecord`, RECORD, { 'idempotency-key': randomUUID(), 'if-match': '"1"' });

/** @returns ids of cases that are tracked and whose procedures run */
export async function trackedCases({ own, school, authorId }: Ground): Promise<string[]> {
  const states = await populate(own, { school, authorId, status: 'tracking', count: CASES });
  for (let i = 0; i < states.length; i += 16) await Promise.all(states.slice(i, i + 16).map((state) => resume(own.temporal, 'dropout', state)));
  return states.map(({ caseId }) => caseId);
}
export async function compareCommands({ own, desk }: Ground, caseIds: readonly string[], loads: readonly Load[]): Promise<Compared[]> {
  const worker = await beside(new URL('bare/worker.ts', import.meta.url), { ...own.stack.environment, BARE_TASK_QUEUE });
  try {
    const { workflow } = own.temporal.client, bareIds = caseIds.map((id) => `bare-${id}`);
    for (let i = 0; i < bareIds.length; i += 16) await Promise.all(bareIds.slice(i, i + 16).map((workflowId) => workflow.start('bareCase', { workflowId, taskQueue: BARE_TASK_QUEUE })));
    const ours = (turn: number): Promise<unknown> => sendRecord(desk, caseIds[turn % caseIds.length]!), bare = (turn: number): Promise<unknown> => workflow.getHandle(bareIds[turn % bareIds.length]!).executeUpdate('add', { args: [1] });
    return await compare(ours, bare, WARM_UP, loads);
  } finally {
    await worker.stop();
  }
}
