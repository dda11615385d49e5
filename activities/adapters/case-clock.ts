/**
 * A case's own clock, moved: the workflow really lives through the days that are skipped, with its reminders, escalations and appointments.
 * For the demonstration and for tests; a case of a real school keeps our time.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import { nextOf } from '#case/step';
import type { State } from '#case/state';
import { row, rows, sql, type MikroORM } from '#db/orm';
import { procedures, type LifecycleName } from '#workflows/lifecycles';
import { stateOf, type Temporal } from './temporal.ts';

export interface Clockwork { readonly orm: MikroORM; readonly temporal: Temporal }

/** Between two looks at the record, and how long it may take until what is due stands there. */
const LOOK_AGAIN_MS = 50, SETTLED_WITHIN_MS = 60_000;
/** Two machines read their clocks, and the engine rounds. */
const SAME_CLOCK_MS = 5_000;
/** gRPC: there is no such workflow, or it has ended. */
const NOT_FOUND = 5;
/** `fastForwardPollingResult` by number: the protocol's names cannot be imported into an ES module. */
const SKIPPED = 2, NOT_SKIPPED = 3;

/**
 * Moves the clock of one case ahead by so many milliseconds; returns when all that fell due on the way has been recorded.
 * Each thing that falls due costs about a second of ours. A case that has ended, or ends on the way, is no error.
 * @throws {Error} where something due is not recorded within a minute
 */
export async function fastForward(clockwork: Clockwork, caseId: string, ms: number): Promise<void> {
  const before = await clockAheadOf(clockwork, caseId);
  await untilSettled(clockwork, caseId);   // a pending activity would hold the skipping up
  await skip(clockwork.temporal, caseId, Math.round(ms));
  await keepClock(clockwork, caseId, before + ms);
  await untilSettled(clockwork, caseId);
}
/** How many milliseconds a case's clock is ahead of ours. Where row and engine differ, the engine is right, and the row is mended. */
export async function clockAheadOf(clockwork: Clockwork, caseId: string): Promise<number> {
  const recorded = await row<{ ahead: number }>(clockwork.orm.em.fork(), sql`select clock_ahead_ms::float8 as ahead from case_file where id = ${caseId}`);
  if (!recorded) throw new Error(`there is no case ${caseId}`);
  // an earlier call was cut off between the skip and its record: they cannot be written together
  const running = await runningAhead(clockwork.temporal, caseId);
  if (running === undefined || Math.abs(running - recorded.ahead) < SAME_CLOCK_MS) return recorded.ahead;
  await keepClock(clockwork, caseId, running);
  return running;
}
/** What the engine says of a procedure that runs and was moved. */
async function runningAhead(temporal: Temporal, caseId: string): Promise<number | undefined> {
  const state = await stateOf(temporal, caseId);
  if (!state) return undefined;
  const { workflowExtendedInfo } = await temporal.connection.workflowService.describeWorkflowExecution({ namespace: temporal.namespace, execution: { workflowId: caseId } });
  const now = workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return now ? state.clockAheadMs + tsToMs(now) - Date.now() : undefined;
}
const keepClock = (clockwork: Clockwork, caseId: string, ahead: number): Promise<unknown> => rows(clockwork.orm.em.fork(), sql`update case_file set clock_ahead_ms = ${Math.round(ahead)} where id = ${caseId}`);

/** Waits until nothing is due any more that is not recorded, by the case's own clock. */
async function untilSettled({ orm, temporal }: Clockwork, caseId: string): Promise<void> {
  for (const started = performance.now(); performance.now() - started < SETTLED_WITHIN_MS; await pause(LOOK_AGAIN_MS)) {
    const found = await row<{ lifecycle: LifecycleName; state: State; clock_ahead_ms: string }>(orm.em.fork(), sql`select lifecycle, state, clock_ahead_ms from case_file where id = ${caseId}`);
    if (!found) return;
    const now = Date.now() + Number(found.clock_ahead_ms);
    if (nextOf(procedures[found.lifecycle], found.state).at > now && !(await effectsDue(temporal, found.state, now))) return;
  }
  throw new Error(`case ${caseId} does not record what is due`);
}
/** Effects leave the workflow's memory when they are done; the record is not told. */
async function effectsDue(temporal: Temporal, recorded: State, now: number): Promise<boolean> {
  if (!recorded.effects.some((effect) => effect.notBefore <= now)) return false;
  return (await stateOf(temporal, recorded.caseId))?.effects.some((effect) => effect.notBefore <= now) ?? false;
}

async function skip({ connection, namespace }: Temporal, workflowId: string, ms: number): Promise<void> {
  const id = randomUUID(), workflowExecution = { workflowId };
  try {
    await connection.workflowService.updateWorkflowExecutionOptions({
      namespace, workflowExecution, workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration: msToTs(ms) } } }, updateMask: { paths: ['time_skipping_config'] },
    });
    for (;;) {
      const { fastForwardPollingResult: result, failedReason } = await connection.workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId: id });
      if (result === SKIPPED || (result === NOT_SKIPPED && /ended/.test(failedReason ?? ''))) return;
      if (result === NOT_SKIPPED) throw new Error(`the clock of ${workflowId} does not move: ${failedReason}`);
    }
  } catch (error) {
    if ((error as { code?: number }).code !== NOT_FOUND) throw error;
  }
}
