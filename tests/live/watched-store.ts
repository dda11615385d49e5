/** A worker of the test's own on the run's real server and database, whose record can be held up, refused or interrupted for one case. */
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { caseRecord } from '../../activities/case-record.ts';
import { fastForward } from '../../activities/adapters/case-clock.ts';
import { act, unborn } from '#case/step';
import type { Answer, Change, Command, State } from '#case/state';
import type { LifeInput, NewsSignal } from '#case/live';
import type { EffectInput } from '#workflows/activities';
import { procedures } from '#workflows/lifecycles';
import { MINUTE, plainDate, startOfDay, type Instant } from '#domain/plain-date';
import { calendarFor } from '#db/calendar';
import { rows, sql } from '#db/orm';
import { newSchool, newStudent } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

// the refusals and outages that these tests cause would fill the screen
Runtime.install({ logger: new DefaultLogger('ERROR') });

/** What happens around the record of one case. A thrown error is retried unless it is non-retryable. */
export interface Watch { before?(change: Change): Promise<void> | void; after?(change: Change): Promise<void> | void; calls: number; readonly effects: string[] }
export interface WatchedCase {
  readonly id: string; readonly watch: Watch; readonly main: string;
  act(action: string, facts?: object, more?: Partial<Pick<Command, 'commandId' | 'expectedVersion'>>): Promise<Answer>;
  /** the code it was refused with */ refused(action: string, more?: Partial<Command>): Promise<string>;
  state(): Promise<State>; events(): Promise<{ sequence: number; kind: string; name: string; at: string }[]>; skip(ms: number): Promise<void>; runId(): Promise<string>; tell(news: NewsSignal): Promise<void>;
  /** writes a command into the record alone, as a worker does that dies next */ ahead(action: string, facts?: object): Promise<void>;
}
export interface WatchedStore { open(options?: { at?: Instant; restAt?: number }): Promise<WatchedCase>; stop(): Promise<void> }

export async function watchedStore(): Promise<WatchedStore> {
  const { orm, temporal, desk } = await testWorld(), record = caseRecord(orm, () => undefined), watches = new Map<string, Watch>(), taskQueue = `watched-${randomUUID()}`;
  const connection = await NativeConnection.connect({ address: desk.config.temporalAddress });
  const worker = await Worker.create({
    connection, namespace: temporal.namespace, taskQueue,
    workflowBundle: await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)), logger: new DefaultLogger('ERROR') }),
    activities: {
      recordTransition: async (change: Change) => {
        const watch = watches.get(change.state.caseId)!;
        watch.calls++;
        await watch.before?.(change);
        const answer = await record(change);
        await watch.after?.(change);
        return answer;
      },
      openLeaveFiling: async ({ caseId, name }: EffectInput) => void watches.get(caseId)!.effects.push(name),
    },
  });
  const running = worker.run();
  return {
    async open({ at = startOfDay(plainDate('2026-10-05')) + 36_000_000, restAt } = {}) {
      const school = await newSchool(), student = await newStudent(school), id = randomUUID(), main = (await school.as('leaver_main')).accountId, em = orm.em.fork(), watch: Watch = { calls: 0, effects: [] };
      watches.set(id, watch);
      const studentId = randomUUID();
      await rows(em, sql`insert into student (id, id_no_sealed, id_no_index, name, birth_date, sex) values (${studentId}, ${desk.sealing.seal(student.idNo)}, ${desk.sealing.blindIndex(student.idNo)}, '林測試', ${student.birthDate}, 'male')`);
      const by = { person: main, role: 'leaver_main' } as const, clockAheadMs = at - Date.now();
      const input: LifeInput = { state: unborn(procedures.dropout, id, at, {}, await calendarFor(em, school.countyId), clockAheadMs), ...(restAt ? { restAt } : {}) };
      await temporal.client.workflow.start<(input: LifeInput) => Promise<string>>('dropoutCase', { workflowId: id, taskQueue, args: [input] });
      const version = async (): Promise<number> => (await rows<{ version: number }>(em, sql`select version from case_file where id = ${id}`))[0]?.version ?? 0;
      const submit = async (commandId: string, action: string): Promise<void> => {
        await rows(em, sql`insert into submission (id, case_id, action, account_id, body, body_hash) values (${commandId}, ${id}, ${action}, ${main}, '{"basic": {}, "caseData": {}}', 'watched') on conflict do nothing`);
      };
      const state = (): Promise<State> => temporal.client.workflow.getHandle(id).query<State>('state');
      const send = async (action: string, more: Partial<Command> = {}): Promise<Answer> => {
        const commandId = more.commandId ?? randomUUID();
        await submit(commandId, action);
        // another update id each time: what makes a repeated command one is the store, not the engine
        return temporal.client.workflow.getHandle(id).executeUpdate<Answer, [Command]>(action, { args: [{ by, expectedVersion: await version(), ...more, commandId }], updateId: randomUUID() });
      };
      await send('open', { facts: { authorId: main, studentId, schoolId: school.id, family: 'departure', adultOn: '2028-01-01', termEndsOn: '2027-02-01', trackIntervalDays: 30 } });
      return {
        id, watch, main, act: (action, facts, more) => send(action, { ...more, ...(facts ? { facts } : {}) }),
        refused: (action, more) => send(action, more).then(() => 'done', (error: { cause?: { type?: string } }) => error.cause?.type ?? String(error)),
        state,
        async ahead(action, facts = {}) {
          const before = await state(), commandId = randomUUID();
          await submit(commandId, action);
          await record(act(procedures.dropout, before, action, { by, commandId, facts }, before.at + MINUTE).change);
        },
        events: () => rows(em, sql`select sequence, kind, name, at from case_event where case_id = ${id} order by sequence`),
        tell: (news) => temporal.client.workflow.getHandle(id).signal<[NewsSignal]>('news', news),
        skip: (ms) => fastForward({ orm, temporal }, id, ms), runId: async () => (await temporal.client.workflow.getHandle(id).describe()).runId,
      };
    },
    async stop() {
      // nobody runs them any more: whoever asks such a case would wait for ever
      await Promise.all([...watches.keys()].map((id) => temporal.client.workflow.getHandle(id).terminate().catch(() => undefined)));
      worker.shutdown();
      await running;
      await connection.close();
    },
  };
}
/** A moment that somebody decides on. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
