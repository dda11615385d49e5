/**
 * The only writer of case rows. One transaction takes one change: it appends the event with its human author, writes the case, its deadlines,
 * the stored submission, the outbox and the counters. Given the same command again it changes nothing.
 */
import { ApplicationFailure } from '@temporalio/activity';
import { isProvisional } from '#domain/deadline';
import type { PlainDate } from '#domain/plain-date';
import { receiptOf } from '#case/step';
import { keyOf, STORE_AHEAD, type Change, type OpenDeadline, type Recorded, type State } from '#case/state';
import { isFinal, openingOf, type Lifecycle } from '#case/table';
import { lifecycles, type LifecycleName } from '#workflows/lifecycles';
import { row, sql, type EntityManager, type MikroORM, type RawBuilder } from '#db/orm';
import { noticesOf } from './notices.ts';
import { amendmentRecord } from './amendment.ts';
import { courseRecord } from './course.ts';
import { dropoutRecord } from './dropout.ts';
import type { MakeEffective } from './effective.ts';

/** What every lifecycle's facts must tell the record. */
export interface CaseFacts { readonly schoolId: string; readonly authorId: string; readonly studentId?: string }
const makeEffective: Record<LifecycleName, MakeEffective> = { dropout: dropoutRecord, course: courseRecord, amendment: amendmentRecord };

export type RecordTransition = (change: Change) => Promise<Recorded>;
const UNIQUE_VIOLATION = '23505';

/** @param tell hears what stands of a case that changed: not its content */
export function caseRecord(orm: MikroORM, tell: (changed: object) => void): RecordTransition {
  return async (change) => {
    const em = orm.em.fork();
    let taken: Error | undefined;
    try {
      const done = await written(em, change);
      if (done) {
        tell(done);
        return { receipt: receiptOf(change) };
      }
    } catch (error) {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      taken = error as Error;
    }
    return answerTo(change, await row<Standing>(em, standing(change)), taken);
  };
}
/** @returns undefined where the change was not the next one of its case: then nothing is written */
async function written(em: EntityManager, change: Change): Promise<object | undefined> {
  const { riding, then } = makeEffective[change.lifecycle as LifecycleName](change), statement = writing(change, riding);
  if (!then) return (await row<Written>(em, statement))?.changed;
  return em.transactional(async (within) => {
    const done = await row<Written>(within, statement);
    if (done) await then(within, change, done.body);
    return done?.changed;
  });
}
interface Written { readonly changed: object; /** of the submission */ readonly body: unknown }
/** One statement: each of its own would be one more way there and back while the case's row is locked. All of it hangs on `written`. */
function writing(change: Change, riding: RawBuilder<unknown> | undefined): RawBuilder<unknown> {
  const { state, event, opened, moved, closed } = change, table: Lifecycle = lifecycles[change.lifecycle as LifecycleName];
  const touched = [...opened, ...moved, ...closed], notices = noticesOf(table, change), submitted = event.by.role !== 'system' || event.name === openingOf(table);
  return sql`with ${state.sequence === 1 ? insertCase(change, table) : updateCase(change, table)}, event as (${writeEvent(change)})
    ${event.kind === 'undo' ? sql`, untold as (${takeBackNotices(change)})` : sql``} ${touched.length ? sql`, ledger as (${writeDeadlines(change, touched)})` : sql``} ${notices.length ? sql`, told as (${writeNotices(notices)})` : sql``}
    ${submitted ? sql`, submission as (${makeSubmissionEffective(change)}), noted as (${noteReading})` : sql``} ${riding ? sql`, ${riding}` : sql``}
    select ${changed} as changed, ${submitted ? sql`(select body from submission)` : sql`null`} as body from written`;
}

/** The state is read for a caller who may be behind it: usually the change is the next one. */
interface Standing { sequence: number; state: State | null; twin: { sequence: number; version: number; status: string; receipt: string } | null }
const standing = ({ state, event }: Change) => sql`select c.sequence, case when c.sequence >= ${state.sequence} then c.state end as state, (select jsonb_build_object('sequence', e.sequence, 'version', e.version, 'status', e.status_after, 'receipt', e.receipt)
  from case_event e where e.command_id = ${event.commandId}) as twin from case_file c where c.id = ${state.caseId}`;

/** What stands there already, where the change was not the next one: the caller may be behind, after a crash between two commits. */
function answerTo({ state, event, lifecycle }: Change, there: Standing | undefined, taken: Error | undefined): Recorded {
  if (!there && state.sequence !== 1) throw ApplicationFailure.nonRetryable(`case ${state.caseId} has no first event`, 'gap');
  if (there?.twin) {
    if (there.twin.sequence === state.sequence && there.sequence === state.sequence) return { receipt: there.twin.receipt, recorded: there.state! };
    throw ApplicationFailure.nonRetryable('done before', STORE_AHEAD.repeated, { commandId: event.commandId, version: there.twin.version, status: there.twin.status }, there.state);
  }
  if (there && there.sequence >= state.sequence) throw ApplicationFailure.nonRetryable('another event stands there', STORE_AHEAD.conflict, there.state);
  if (there && there.sequence + 1 !== state.sequence) throw ApplicationFailure.nonRetryable(`gap from ${there.sequence} to ${state.sequence}`, 'gap');
  throw uniqueRefusal(taken, lifecycles[lifecycle as LifecycleName]) ?? taken ?? new Error(`case ${state.caseId}: no row was written for event ${state.sequence}`);
}

function writeEvent(change: Change) {
  const { event, before, opened, closed, moved } = change;
  return sql`insert into case_event (case_id, sequence, version, kind, name, level, status_before, status_after, person_id, role, command_id, at, facts, rows, receipt)
    select id, sequence, version, ${event.kind}, ${event.name}, ${event.level ?? null}::int, ${before}, status, ${event.by.person}, ${event.by.role},
      ${event.commandId}, ${new Date(event.at)}::timestamptz, ${json(event.facts ?? null)}::jsonb, ${json({ opened, closed, moved })}::jsonb, ${receiptOf(change)} from written`;
}
function insertCase({ state, event }: Change, table: Lifecycle) {
  const facts = state.facts as CaseFacts, at = new Date(event.at), key = table.unique?.key(facts) ?? null;
  return sql`school as (select id, county_id, jurisdiction from organisation where id = ${facts.schoolId}),
    written as (insert into case_file (id, lifecycle, status, since, version, sequence, school_id, county_id, jurisdiction, author_id, student_id, unique_key, clock_ahead_ms, opened_at, changed_at, state)
      select ${state.caseId}::uuid, ${table.name}, ${state.status}, ${at}::timestamptz, ${state.version}::int, ${state.sequence}::int, id, county_id, jurisdiction, ${facts.authorId}::uuid, ${facts.studentId ?? null}::uuid, ${key}, ${state.clockAheadMs}::bigint, ${at}::timestamptz, ${at}::timestamptz, ${json(state)}::jsonb from school
      returning ${WRITTEN}),
    counted as (${count(table.name, null, state.status)})`;
}
function updateCase({ state, event, before }: Change, table: Lifecycle) {
  const at = new Date(event.at), ended = isFinal(table, state.status) ? at : null;
  return sql`written as (update case_file set status = ${state.status}, since = ${new Date(state.since)}, version = ${state.version}, sequence = ${state.sequence}, changed_at = ${at}, ended_at = ${ended}, state = ${json(state)}::jsonb
      where id = ${state.caseId} and sequence = ${state.sequence - 1} returning ${WRITTEN})
    ${before === state.status ? sql`` : sql`, counted as (${count(table.name, before, state.status)})`}`;
}
const count = (lifecycle: string, before: string | null, after: string) => sql`insert into case_counter (school_id, lifecycle, status, cases)
  select school_id, ${lifecycle}, change.status, change.by from written, (values (${before}::text, -1), (${after}::text, 1)) as change (status, by) where change.status is not null
  on conflict (school_id, lifecycle, status) do update set cases = case_counter.cases + excluded.cases`;
const WRITTEN = sql`id, lifecycle, status, version, sequence, school_id, county_id, jurisdiction, author_id, assignee_ids`;
/** What live updates need to know who may hear of them. */
const changed = sql`json_build_object('caseId', id, 'lifecycle', lifecycle, 'version', version, 'sequence', sequence, 'schoolId', school_id, 'countyId', county_id,
  'jurisdiction', jurisdiction, 'authorId', author_id, 'assigneeIds', assignee_ids)`;

const makeSubmissionEffective = ({ event }: Change) => sql`update submission s set effective_sequence = written.sequence from written where s.id = ${event.commandId}::uuid returning s.body, s.account_id, s.request_id`;
/** Who acts on a case is shown it (spec 11). */
const noteReading = sql`insert into reading (at, account_id, case_id, what, request_id) select now(), account_id, written.id, 'case', request_id from submission, written where request_id is not null`;
/** What nobody was told yet of the action that is taken back, nobody is told. */
const takeBackNotices = ({ state }: Change) => sql`delete from notice n using written where n.case_id = written.id and n.not_before > now()
  and n.sequence = (select e.sequence from case_event e where e.case_id = ${state.caseId} and e.kind = 'action' and e.version = ${state.version - 1})`;

/** Opened and moved rows are written as they stand; closed ones get their end. A deadline that opens again, after 「復原」, keeps its row. */
function writeDeadlines({ state, event, closed }: Change, touched: readonly OpenDeadline[]) {
  const over = new Set(closed.map(keyOf));
  const given = touched.map((open) => ({
    name: open.deadline, started_at: new Date(open.from), due_on: open.dueOn, provisional: isProvisional((open.dueOn ?? undefined) as PlainDate | undefined, state.calendar), is_window: open.window ?? false,
    rung: open.rung, level: Math.max(0, open.rung - state.rules.deadlines[open.deadline]!.remind.before.length), extended: open.extended ?? false, closed: over.has(keyOf(open)),
  }));
  return sql`insert into deadline (case_id, lifecycle, name, started_at, due_on, provisional, is_window, rung, level, extended, opened_sequence, closed_sequence, closed_at, closed_by)
    select written.id, written.lifecycle, name, started_at, due_on, provisional, is_window, rung, level, extended, written.sequence,
      case when closed then written.sequence end, case when closed then ${new Date(event.at)}::timestamptz end, case when closed then ${event.name} end
    from written, jsonb_to_recordset(${json(given)}::jsonb) as d (name text, started_at timestamptz, due_on date, provisional boolean, is_window boolean, rung int, level int, extended boolean, closed boolean)
    on conflict (case_id, name, started_at) do update set due_on = excluded.due_on, provisional = excluded.provisional, rung = excluded.rung, level = excluded.level, extended = excluded.extended,
      closed_sequence = excluded.closed_sequence, closed_at = excluded.closed_at, closed_by = excluded.closed_by`;
}
function writeNotices(notices: readonly object[]) {
  return sql`insert into notice (case_id, sequence, kind, deadline, level, told, due_on, not_before) select written.id, written.sequence, kind, deadline, n.level, told, due_on, now() + coalesce(held_ms, 0) * interval '1 millisecond'
    from written, jsonb_to_recordset(${json(notices)}::jsonb) as n (kind text, deadline text, level int, told jsonb, due_on date, held_ms int)`;
}
const json = (value: unknown): string => JSON.stringify(value);

/** A twin of this case is open already: the rule's own problem, not an error to retry. */
function uniqueRefusal(taken: Error | undefined, table: Lifecycle): ApplicationFailure | undefined {
  return (taken as { constraint?: string } | undefined)?.constraint === 'case_file_unique' && table.unique ? ApplicationFailure.nonRetryable(table.unique.problem, table.unique.problem) : undefined;
}
