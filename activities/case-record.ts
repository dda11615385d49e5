/**
 * The only writer of case rows. One transaction takes one change: it appends the event with its human author, writes the case, its deadlines,
 * the stored submission, the outbox and the counters, and tells who listens. Given the same command again it changes nothing.
 */
import { ApplicationFailure } from '@temporalio/activity';
import { isProvisional } from '#domain/deadline';
import type { PlainDate } from '#domain/plain-date';
import { receiptOf } from '#case/step';
import { keyOf, STORE_AHEAD, type Change, type OpenDeadline, type Recorded, type State } from '#case/state';
import { isFinal, type Lifecycle } from '#case/table';
import { lifecycles, type LifecycleName } from '#workflows/lifecycles';
import { row, rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import { noticesOf } from './notices.ts';
import { amendmentRecord } from './amendment.ts';
import { courseRecord } from './course.ts';
import { dropoutRecord } from './dropout.ts';

/** What every lifecycle's facts must tell the record. */
export interface CaseFacts { readonly schoolId: string; readonly authorId: string; readonly studentId?: string }
/** Makes the stored submission of this change effective: at most two statements. */
export type MakeEffective = (em: EntityManager, change: Change) => Promise<void>;
const makeEffective: Record<LifecycleName, MakeEffective> = { dropout: dropoutRecord, course: courseRecord, amendment: amendmentRecord };

export type RecordTransition = (change: Change) => Promise<Recorded>;
const UNIQUE_VIOLATION = '23505';

export function caseRecord(orm: MikroORM): RecordTransition {
  return async (change) => {
    try {
      return await orm.em.fork().transactional((em) => record(em, change));
    } catch (error) {
      throw uniqueRefusal(error, lifecycles[change.lifecycle as LifecycleName]) ?? error;
    }
  };
}
async function record(em: EntityManager, change: Change): Promise<Recorded> {
  const table: Lifecycle = lifecycles[change.lifecycle as LifecycleName];
  const there = await row<Standing>(em, standing(change));
  const known = answerTo(change, there);
  if (known) return known;
  const receipt = receiptOf(change), touched = [...change.opened, ...change.moved, ...change.closed], notices = noticesOf(table, change);
  // one statement: each of its own would be one more way there and back while the case's row is locked
  await rows(em, sql`with ${change.event.kind === 'undo' ? sql`untold as (delete from notice where case_id = ${change.state.caseId} and not_before > now() and sequence = (select sequence from case_event where case_id = ${change.state.caseId} and kind = 'action' and version = ${change.state.version - 1})),` : sql``} event as (${writeEvent(change, receipt)}), ${there ? updateCase(change, table) : insertCase(change, table)}
    ${touched.length ? sql`, ledger as (${writeDeadlines(change, touched)})` : sql``} ${notices.length ? sql`, told as (${writeNotices(change, notices)})` : sql``} ${tell}`);
  await makeEffective[change.lifecycle as LifecycleName](em, change);
  return { receipt };
}

/** The state is read for a caller who may be behind it: usually the change is the next one. */
interface Standing { sequence: number; state: State | null; twin: { sequence: number; version: number; status: string; receipt: string } | null }
const standing = ({ state, event }: Change) => sql`select c.sequence, case when c.sequence >= ${state.sequence} then c.state end as state, (select jsonb_build_object('sequence', e.sequence, 'version', e.version, 'status', e.status_after, 'receipt', e.receipt)
  from case_event e where e.command_id = ${event.commandId}) as twin from case_file c where c.id = ${state.caseId} for update of c`;

/** What stands there already, or undefined where the change is the next one. The caller may be behind: after a crash between two commits. */
function answerTo({ state, event }: Change, there: Standing | undefined): Recorded | undefined {
  if (!there) {
    if (state.sequence !== 1) throw ApplicationFailure.nonRetryable(`case ${state.caseId} has no first event`, 'gap');
    return undefined;
  }
  if (there.twin) {
    if (there.twin.sequence === state.sequence && there.sequence === state.sequence) return { receipt: there.twin.receipt, recorded: there.state! };
    throw ApplicationFailure.nonRetryable('done before', STORE_AHEAD.repeated, { commandId: event.commandId, version: there.twin.version, status: there.twin.status }, there.state);
  }
  if (there.sequence >= state.sequence) throw ApplicationFailure.nonRetryable('another event stands there', STORE_AHEAD.conflict, there.state);
  if (there.sequence + 1 !== state.sequence) throw ApplicationFailure.nonRetryable(`gap from ${there.sequence} to ${state.sequence}`, 'gap');
  return undefined;
}

function writeEvent({ state, event, before, opened, closed, moved }: Change, receipt: string) {
  return sql`insert into case_event (case_id, sequence, version, kind, name, level, status_before, status_after, person_id, role, command_id, at, facts, rows, receipt)
    values (${state.caseId}, ${state.sequence}, ${state.version}, ${event.kind}, ${event.name}, ${event.level ?? null}, ${before}, ${state.status}, ${event.by.person}, ${event.by.role},
      ${event.commandId}, ${new Date(event.at)}, ${json(event.facts ?? null)}, ${json({ opened, closed, moved })}, ${receipt})`;
}
function insertCase({ state, event }: Change, table: Lifecycle) {
  const facts = state.facts as CaseFacts, at = new Date(event.at), key = table.unique?.key(facts) ?? null;
  return sql`school as (select id, county_id, jurisdiction from organisation where id = ${facts.schoolId}),
    written as (insert into case_file (id, lifecycle, status, since, version, sequence, school_id, county_id, jurisdiction, author_id, student_id, unique_key, clock_ahead_ms, opened_at, changed_at, state)
      select ${state.caseId}::uuid, ${table.name}, ${state.status}, ${at}::timestamptz, ${state.version}::int, ${state.sequence}::int, id, county_id, jurisdiction, ${facts.authorId}::uuid, ${facts.studentId ?? null}::uuid, ${key}, ${state.clockAheadMs}::bigint, ${at}::timestamptz, ${at}::timestamptz, ${json(state)}::jsonb from school
      returning ${told}),
    counted as (${count(table.name, null, state.status)})`;
}
function updateCase({ state, event, before }: Change, table: Lifecycle) {
  const at = new Date(event.at), ended = isFinal(table, state.status) ? at : null;
  return sql`written as (update case_file set status = ${state.status}, since = ${new Date(state.since)}, version = ${state.version}, sequence = ${state.sequence}, changed_at = ${at}, ended_at = ${ended}, state = ${json(state)}::jsonb
      where id = ${state.caseId} returning ${told})
    ${before === state.status ? sql`` : sql`, counted as (${count(table.name, before, state.status)})`}`;
}
const count = (lifecycle: string, before: string | null, after: string) => sql`insert into case_counter (school_id, lifecycle, status, cases)
  select school_id, ${lifecycle}, change.status, change.by from written, (values (${before}::text, -1), (${after}::text, 1)) as change (status, by) where change.status is not null
  on conflict (school_id, lifecycle, status) do update set cases = case_counter.cases + excluded.cases`;
const told = sql`id, lifecycle, version, sequence, school_id, county_id, jurisdiction, author_id, assignee_ids`;
/** Ids and versions only: who listens asks again through the permission check. */
const tell = sql`select pg_notify('case_changed', json_build_object('caseId', id, 'lifecycle', lifecycle, 'version', version, 'sequence', sequence, 'schoolId', school_id, 'countyId', county_id,
  'jurisdiction', jurisdiction, 'authorId', author_id, 'assigneeIds', assignee_ids)::text) from written`;

/** Opened and moved rows are written as they stand; closed ones get their end. A deadline that opens again, after 「復原」, keeps its row. */
function writeDeadlines({ state, event, closed, lifecycle }: Change, touched: readonly OpenDeadline[]) {
  const over = new Set(closed.map(keyOf));
  const given = touched.map((open) => ({
    name: open.deadline, started_at: new Date(open.from), due_on: open.dueOn, provisional: isProvisional((open.dueOn ?? undefined) as PlainDate | undefined, state.calendar), is_window: open.window ?? false,
    rung: open.rung, level: Math.max(0, open.rung - state.rules.deadlines[open.deadline]!.remind.before.length), extended: open.extended ?? false, closed: over.has(keyOf(open)),
  }));
  return sql`insert into deadline (case_id, lifecycle, name, started_at, due_on, provisional, is_window, rung, level, extended, opened_sequence, closed_sequence, closed_at, closed_by)
    select ${state.caseId}::uuid, ${lifecycle}, name, started_at, due_on, provisional, is_window, rung, level, extended, ${state.sequence}::int,
      case when closed then ${state.sequence}::int end, case when closed then ${new Date(event.at)}::timestamptz end, case when closed then ${event.name} end
    from jsonb_to_recordset(${json(given)}::jsonb) as d (name text, started_at timestamptz, due_on date, provisional boolean, is_window boolean, rung int, level int, extended boolean, closed boolean)
    on conflict (case_id, name, started_at) do update set due_on = excluded.due_on, provisional = excluded.provisional, rung = excluded.rung, level = excluded.level, extended = excluded.extended,
      closed_sequence = excluded.closed_sequence, closed_at = excluded.closed_at, closed_by = excluded.closed_by`;
}
function writeNotices({ state }: Change, notices: readonly object[]) {
  return sql`insert into notice (case_id, sequence, kind, deadline, level, told, due_on, not_before) select ${state.caseId}::uuid, ${state.sequence}::int, kind, deadline, level, told, due_on, now() + coalesce(held_ms, 0) * interval '1 millisecond' from jsonb_to_recordset(${json(notices)}::jsonb) as n (kind text, deadline text, level int, told jsonb, due_on date, held_ms int)`;
}
const json = (value: unknown): string => JSON.stringify(value);

/** A twin of this case is open already: the rule's own problem, not an error to retry. */
function uniqueRefusal(error: unknown, table: Lifecycle): ApplicationFailure | undefined {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === UNIQUE_VIOLATION && constraint === 'case_file_unique' && table.unique ? ApplicationFailure.nonRetryable(table.unique.problem, table.unique.problem) : undefined;
}
