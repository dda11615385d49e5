/** The durable engine behind one small interface: open a case, send it a command, tell it news. */
import { Client, Connection, WithStartWorkflowOperation, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { LifeInput, NewsSignal } from '#case/live';
import { rulesOf, unborn } from '#case/step';
import type { Answer, Command, State } from '#case/state';
import { isFinal, openingOf } from '#case/table';
import { isProblemCode, type ProblemCode } from '#domain/problem';
import type { WorkCalendar } from '#domain/work-calendar';
import { lifecycles, procedures, workflowTypes, type LifecycleName } from '#workflows/lifecycles';

export const TASK_QUEUE = 'cases';
/** How long the desk waits for an answer before it says `unavailable`; the command may still be done, and its key tells (CONTRACT). */
const ANSWER_WITHIN_MS = 20_000;

export interface Temporal { readonly client: Client; readonly connection: Connection; readonly namespace: string }
export async function connectTemporal(address: string, namespace: string): Promise<Temporal> {
  const connection = Connection.lazy({ address });
  return { connection, client: new Client({ connection, namespace }), namespace };
}

/** A refusal of the procedure, with its code. */
export class Refused extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode) {
    super(code);
    this.code = code;
  }
}
export interface Opening { readonly caseId: string; readonly calendar: WorkCalendar; readonly clockAheadMs?: number; readonly command: Command }

/** Opens a case, once however often it is called. @throws {Refused} */
export function openCase(temporal: Temporal, lifecycle: LifecycleName, { caseId, calendar, clockAheadMs = 0, command }: Opening): Promise<Answer> {
  const state = unborn(procedures[lifecycle], caseId, Date.now() + clockAheadMs, {}, calendar, clockAheadMs);
  return withStart(temporal, lifecycle, state, openingOf(lifecycles[lifecycle]), command);
}
/** Sends a command to a case; one that has ended is started again from what is recorded, if only to refuse an undo that comes too late. @throws {Refused} */
export async function sendCommand(temporal: Temporal, lifecycle: LifecycleName, recorded: State, action: string, command: Command): Promise<Answer> {
  if (isFinal(lifecycles[lifecycle], recorded.status)) return withStart(temporal, lifecycle, recorded, action, command);
  return answered(() => temporal.client.workflow.getHandle(recorded.caseId).executeUpdate<Answer, [Command]>(action, { args: [command], updateId: command.commandId }));
}
/**
 * An ended case can be revived on its own id; the guard against double opening is the unique key in SQL. What is recorded may be years old: a new run
 * goes by the table and the page of today. The caller brings the calendar of today in the state.
 */
const runOf = (lifecycle: LifecycleName, state: State) => ({
  workflowId: state.caseId, taskQueue: TASK_QUEUE, workflowIdConflictPolicy: 'USE_EXISTING', workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  args: [{ state: { ...state, rules: rulesOf(lifecycles[lifecycle]), edition: procedures[lifecycle].edition } }] as [LifeInput],
} as const);
function withStart(temporal: Temporal, lifecycle: LifecycleName, state: State, action: string, command: Command): Promise<Answer> {
  const startWorkflowOperation = new WithStartWorkflowOperation<(input: LifeInput) => Promise<string>>(workflowTypes[lifecycle], runOf(lifecycle, state));
  return answered(() => temporal.client.workflow.executeUpdateWithStart<(input: LifeInput) => Promise<string>, Answer, [Command]>(action, { args: [command], updateId: command.commandId, startWorkflowOperation }));
}
async function answered(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await Promise.race([call(), timeout()]);
  } catch (error) {
    throw refusalFrom(error);
  }
}
function timeout(): Promise<never> {
  return new Promise((_, reject) => { setTimeout(() => reject(new Refused('unavailable')), ANSWER_WITHIN_MS).unref(); });
}
function refusalFrom(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError) {
    const code = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    return isProblemCode(code) ? new Refused(code) : error;
  }
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return new Refused('unavailable');
  return isAway(error) ? new Refused('unavailable') : error;
}
/** gRPC: CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE, also where the client wraps them. */
const AWAY = new Set([1, 4, 8, 14]);
function isAway(error: unknown): boolean {
  const { code, cause } = error as { code?: number; cause?: unknown };
  return (code !== undefined && AWAY.has(code)) || (cause !== undefined && isAway(cause));
}

/** A new table of working days: the case counts its open deadlines again, in its turn. @returns false where no workflow of this case runs */
export async function tellCalendar(temporal: Temporal, caseId: string, calendar: WorkCalendar): Promise<boolean> {
  return whileRunning(() => temporal.client.workflow.getHandle(caseId).signal<[WorkCalendar]>('calendar', calendar));
}
/** Tells a case something; nobody waits for what it makes of it. @returns false where no workflow of this case runs */
export async function tellNews(temporal: Temporal, caseId: string, news: NewsSignal): Promise<boolean> {
  return whileRunning(() => temporal.client.workflow.getHandle(caseId).signal<[NewsSignal]>('news', news));
}
/** Tells a procedure that runs what the record of its case holds; one that has ended meanwhile is left alone. */
export async function tellRecorded(temporal: Temporal, recorded: State): Promise<void> {
  await whileRunning(() => temporal.client.workflow.getHandle(recorded.caseId).signal<[State]>('recorded', recorded));
}
/** What the workflow itself knows; needs a worker. @returns undefined where none runs */
export async function stateOf(temporal: Temporal, caseId: string): Promise<State | undefined> {
  let state: State | undefined;
  await whileRunning(async () => {
    const handle = temporal.client.workflow.getHandle(caseId);
    if ((await handle.describe()).status.name === 'RUNNING') state = await handle.query<State>('state');
  });
  return state;
}
/** Starts the procedure of an open case from what is recorded, with the calendar of today, where none runs. */
export async function resume(temporal: Temporal, lifecycle: LifecycleName, recorded: State): Promise<void> {
  await temporal.client.workflow.start<(input: LifeInput) => Promise<string>>(workflowTypes[lifecycle], runOf(lifecycle, recorded));
}
/** Ends a workflow whose case is gone, or that must begin again from what is recorded. */
export async function abandon(temporal: Temporal, caseId: string, reason: string): Promise<void> {
  await whileRunning(() => temporal.client.workflow.getHandle(caseId).terminate(reason).then(() => undefined));
}
async function whileRunning(call: () => Promise<void>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
