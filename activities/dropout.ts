/** The hands of the dropout procedure: what makes its submissions effective, and what it sets going. */
import { createHash } from 'node:crypto';
import type { Change, State } from '#case/state';
import { dateAt } from '#domain/plain-date';
import type { DropoutFacts } from '#lifecycle/dropout';
import { calendarFor } from '#db/calendar';
import { rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import type { EffectInput } from '#workflows/activities';
import { openCase, Refused, type Temporal } from './adapters/temporal.ts';
import type { MakeEffective } from './case-record.ts';

export const dropoutRecord: MakeEffective = async (em, change) => {
  const { event } = change;
  if (event.by.role === 'system' && event.name !== 'open') return;
  const write = event.kind === 'action' ? writers[event.name] : undefined;
  await (write ?? marked)(em, change);
};
const submitted = ({ event, state }: Change) => sql`update submission set effective_sequence = ${state.sequence} where id = ${event.commandId}::uuid returning body, account_id`;

const marked = (em: EntityManager, change: Change) => rows(em, submitted(change));
const opened = (em: EntityManager, change: Change) => rows(em, sql`with submission as (${submitted(change)})
  insert into dropout_filing (case_id, basic, case_data, updated_at) select ${change.state.caseId}::uuid, body -> 'basic', body -> 'caseData', ${new Date(change.event.at)}::timestamptz from submission`);

const writers: Readonly<Record<string, (em: EntityManager, change: Change) => Promise<unknown>>> = {
  open: opened,
  /** 通報字號 is given the first time (spec 4.3): YYMMDD, school code, serial of the day. Never used again after a void. */
  submit: (em, change) => {
    const at = new Date(change.event.at), day = dateAt(change.event.at), { schoolId } = change.state.facts as DropoutFacts;
    return rows(em, sql`with submission as (${submitted(change)}),
      filing as (update dropout_filing set case_data = submission.body -> 'caseData', basic = basic || coalesce(submission.body -> 'basic', '{}'), updated_at = ${at} from submission where case_id = ${change.state.caseId}),
      serial as (insert into dropout_serial (school_id, day, last) select ${schoolId}, ${day}::date, 1 from case_file where id = ${change.state.caseId} and number is null on conflict (school_id, day) do update set last = dropout_serial.last + 1 returning last)
      update case_file set number = ${day.slice(2).replaceAll('-', '')} || ${schoolId}::text || lpad(serial.last::text, greatest(2, length(serial.last::text)), '0') from serial where id = ${change.state.caseId}`);
  },
  sendRecord: (em, change) => rows(em, sql`with submission as (${submitted(change)})
    insert into dropout_record (id, case_id, account_id, sent_at, sequence, before_report, content) select ${change.event.commandId}::uuid, ${change.state.caseId}::uuid, account_id, ${new Date(change.event.at)}::timestamptz, ${change.state.sequence}::int, ${change.state.happened['report'] === undefined}::boolean, body from submission`),
  deleteRecord: (em, change) => rows(em, sql`with submission as (${submitted(change)})
    update dropout_record set deleted_at = ${new Date(change.event.at)} from submission where id = (submission.body ->> 'recordId')::uuid and case_id = ${change.state.caseId}`),
};

export interface DropoutEffects {
  openLeaveFiling(effect: EffectInput): Promise<void>;
}
interface Origin { author_id: string; county_id: string; basic: object; state: State; clock_ahead_ms: string }

export function dropoutEffects(orm: MikroORM, temporal: Temporal): DropoutEffects {
  return {
    /** 無故七日轉休學: a leave filing with what is known, and a task of its own (spec 4.1, T43). */
    async openLeaveFiling({ caseId, version }) {
      const em = orm.em.fork();
      const [origin] = await rows<Origin>(em, sql`select c.author_id, c.county_id, f.basic, c.state, c.clock_ahead_ms from case_file c join dropout_filing f on f.case_id = c.id where c.id = ${caseId}`);
      if ((origin?.state.facts as DropoutFacts | undefined)?.closeGround !== 'to_leave' || !origin) return;
      const { family, schoolId, studentId, adultOn, termEndsOn, trackIntervalDays, authorId } = origin.state.facts as DropoutFacts;
      const id = leaveFilingId(caseId, version);
      await rows(em, sql`insert into submission (id, case_id, action, account_id, body, body_hash) values (${id}, ${id}, 'open', ${origin.author_id}, ${JSON.stringify({ basic: origin.basic })}, 'system') on conflict do nothing`);
      const calendar = await calendarFor(em, origin.county_id);
      await unlessRefused(openCase(temporal, 'dropout', {
        caseId: id, clockAheadMs: Number(origin.clock_ahead_ms), calendar,
        command: { commandId: id, by: { person: 'system', role: 'system' }, expectedVersion: 0, facts: { family, schoolId, studentId, adultOn, termEndsOn, trackIntervalDays, authorId, follows: { caseId, closedAt: origin.state.happened['close']!.at } } satisfies Partial<DropoutFacts> },
      }));
    },
  };
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
