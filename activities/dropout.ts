/** The hands of the dropout procedure: what makes its submissions effective, and what it sets going. */
import { createHash } from 'node:crypto';
import type { Change, State } from '#case/state';
import { dateAt } from '#domain/plain-date';
import type { DropoutFacts } from '#lifecycle/dropout';
import type { Category } from '#workflows/dropout/code-lists';
import { calendarFor } from '#db/calendar';
import { rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import type { EffectInput } from '#workflows/activities';
import { openCase, Refused, type Temporal } from './adapters/temporal.ts';
import type { MakeEffective } from './effective.ts';

export const dropoutRecord: MakeEffective = (change) => (change.event.kind === 'action' && writers[change.event.name]?.(change)) || {};
const writers: Readonly<Record<string, MakeEffective>> = {
  open: ({ event }) => ({ riding: sql`filing as (insert into dropout_filing (case_id, basic, case_data, updated_at) select written.id, body -> 'basic', body -> 'caseData', ${new Date(event.at)}::timestamptz from written, submission)` }),
  submit: () => ({ then: submit }),
  sendRecord: ({ event, state }) => ({ riding: sql`record as (insert into dropout_record (id, case_id, account_id, sent_at, sequence, before_report, content)
    select ${event.commandId}::uuid, written.id, account_id, ${new Date(event.at)}::timestamptz, written.sequence, ${state.happened['report'] === undefined}::boolean, body from written, submission)` }),
  deleteRecord: ({ event }) => ({ riding: sql`deleted as (update dropout_record r set deleted_at = ${new Date(event.at)} from written, submission where r.id = (submission.body ->> 'recordId')::uuid and r.case_id = written.id)` }),
};
/** 通報字號 is given the first time (spec 4.3): YYMMDD, school code, serial of the day. Never used again after a void. */
async function submit(em: EntityManager, { event, state }: Change, body: unknown): Promise<void> {
  const { basic = {}, caseData } = body as { basic?: object; caseData: object }, day = dateAt(event.at), { schoolId } = state.facts as DropoutFacts;
  await rows(em, sql`with filing as (update dropout_filing set case_data = ${JSON.stringify(caseData)}::jsonb, basic = basic || ${JSON.stringify(basic)}::jsonb, updated_at = ${new Date(event.at)} where case_id = ${state.caseId}),
      serial as (insert into dropout_serial (school_id, day, last) select ${schoolId}, ${day}::date, 1 from case_file where id = ${state.caseId} and number is null on conflict (school_id, day) do update set last = dropout_serial.last + 1 returning last)
    update case_file set number = ${day.slice(2).replaceAll('-', '')} || ${schoolId}::text || lpad(serial.last::text, greatest(2, length(serial.last::text)), '0') from serial where id = ${state.caseId}`);
}

export interface DropoutEffects {
  openLeaveFiling(effect: EffectInput): Promise<void>;
}
interface Origin { author_id: string; county_id: string; basic: object; case_data: Record<string, unknown>; state: State; clock_ahead_ms: string }

export function dropoutEffects(orm: MikroORM, temporal: Temporal): DropoutEffects {
  return {
    /** 無故七日轉休學: a leave filing with what is known, and a task of its own (spec 4.1, T43). */
    async openLeaveFiling({ caseId, version }) {
      const em = orm.em.fork();
      const [origin] = await rows<Origin>(em, sql`select c.author_id, c.county_id, f.basic, f.case_data, c.state, c.clock_ahead_ms from case_file c join dropout_filing f on f.case_id = c.id where c.id = ${caseId}`);
      const closed = origin?.state.happened['close'];
      // the record decides: a closing that was taken back opens nothing, also where its procedure has not heard of that yet
      if (!closed || (origin.state.facts as DropoutFacts).closeGround !== 'to_leave') return;
      const { family, schoolId, studentId, adultOn, termEndsOn, trackIntervalDays, authorId } = origin.state.facts as DropoutFacts;
      const id = leaveFilingId(caseId, version);
      await rows(em, sql`insert into submission (id, case_id, action, account_id, body, body_hash) values (${id}, ${id}, 'open', ${origin.author_id}, ${JSON.stringify({ basic: origin.basic, caseData: knownOfLeave(origin.case_data) })}, 'system') on conflict do nothing`);
      const calendar = await calendarFor(em, origin.county_id);
      await unlessRefused(openCase(temporal, 'dropout', {
        caseId: id, clockAheadMs: Number(origin.clock_ahead_ms), calendar,
        command: { commandId: id, by: { person: 'system', role: 'system' }, expectedVersion: 0, facts: { family, schoolId, studentId, adultOn, termEndsOn, trackIntervalDays, authorId, follows: { caseId, closedAt: closed.at } } satisfies Partial<DropoutFacts> },
      }));
    },
  };
}
/** What the absence tells of the leave that it became: the last day at school, who the student is and why; not what was remarked of the absence. */
function knownOfLeave({ leaveFrom: _, leaveTo: _to, leaveCount: _count, description: _remarks, ...known }: Record<string, unknown>): object {
  return { ...known, category: 'leave' satisfies Category };
}
/** Somebody has filed the leave meanwhile, or the student came of age: asking again would change nothing. Away is asked again. */
async function unlessRefused(opening: Promise<unknown>): Promise<void> {
  try {
    await opening;
  } catch (error) {
    if (!(error instanceof Refused) || error.code === 'unavailable') throw error;
  }
}
/** The same closing opens the same filing, however often the effect runs: a UUID made of both (RFC 9562, version 8). */
function leaveFilingId(caseId: string, version: number): string {
  const hex = createHash('sha256').update(`${caseId}:${version}:leave`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
