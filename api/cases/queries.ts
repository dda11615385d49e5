/** Cases as the screens read them: SQL projections under the caller's permissions, keyset pages, one statement each. */
import type { State } from '#case/state';
import { isValidId } from '#domain/identity-number';
import { isPlainDate } from '#domain/plain-date';
import type { LifecycleName } from '#workflows/lifecycles';
import { lifecycleNames, isLifecycleName } from '#workflows/lifecycles';
import { row, rows, sql, type EntityManager, type RawBuilder, type Timestamp } from '#db/orm';
import type { Sealing } from '#db/sealing';
import { READ, type CaseAbility, type CaseScope } from '../policy/ability.ts';
import { allowedCases } from '../policy/where.ts';

export interface CaseRow extends CaseScope {
  readonly id: string; readonly lifecycle: LifecycleName; readonly number: string | null; readonly title: string | null; readonly status: string; readonly version: number; readonly sequence: number; readonly since: Timestamp;
  readonly openedAt: Timestamp; readonly changedAt: Timestamp; readonly endedAt: Timestamp | null; readonly clockAheadMs: number; readonly studentId: string | null;
  readonly studentName: string | null; readonly idNoSealed: string | null; readonly schoolName: string; readonly authorName: string;
}
/** A submission that stands under a key already. */
export interface Earlier { readonly hash: string; /** the command was recorded */ readonly done: boolean }
export interface LoadedCase extends CaseRow { readonly state: State; readonly earlier: Earlier | null }
export interface DeadlineRow {
  readonly name: string; readonly startedAt: Timestamp; readonly dueOn: string | null; readonly provisional: boolean; readonly isWindow: boolean; readonly level: number; readonly extended: boolean;
  readonly closedAt: Timestamp | null; readonly closedBy: string | null;
}
export interface ViewedCase extends CaseRow { readonly state: State; readonly deadlines: readonly DeadlineRow[]; readonly drafts: Record<string, { body: Record<string, unknown>; updatedAt: string }>; readonly stored: unknown }

const summary = sql`c.id, c.lifecycle, c.number, c.title, c.status, c.version, c.sequence, c.since, c.school_id as "schoolId", c.county_id as "countyId", c.jurisdiction, c.author_id as "authorId", c.assignee_ids as "assigneeIds",
  c.student_id as "studentId", c.clock_ahead_ms::float8 as "clockAheadMs", c.opened_at as "openedAt", c.changed_at as "changedAt", c.ended_at as "endedAt",
  s.name as "studentName", s.id_no_sealed as "idNoSealed", o.name as "schoolName", a.name as "authorName"`;
const joins = sql`join organisation o on o.id = c.school_id join account a on a.id = c.author_id left join student s on s.id = c.student_id`;
export const summaryOf = { columns: summary, joins };

const earlier = (key: string | null) => sql`(select jsonb_build_object('hash', s.body_hash, 'done', exists (select from case_event e where e.command_id = ${key})) from submission s where s.id = ${key}::uuid)`;
/** Today by the clock of each case `c`: a demonstration's may be ahead of ours. */
export const caseToday = (now: number): RawBuilder<unknown> => sql`(to_timestamp((${now}::float8 + c.clock_ahead_ms) / 1000) at time zone 'Asia/Taipei')::date`;
/** The case with its state, to act on, and what stands under the command's key; whether it may be read is asked next. */
export const loadCase = (em: EntityManager, id: string, key: string | null = null): Promise<LoadedCase | undefined> =>
  row<LoadedCase>(em, sql`select ${summary}, c.state, ${earlier(key)} as earlier from case_file c ${joins} where c.id = ${id}`);
export const findEarlier = async (em: EntityManager, key: string): Promise<Earlier | null> => (await row<{ earlier: Earlier | null }>(em, sql`select ${earlier(key)} as earlier`))!.earlier;

/** Who reads, by which request. */
export interface Reader { readonly accountId: string; readonly requestId: string }
/** What is read. Of a list its kind, never the words that were asked for: they could be a name. */
type Read = 'case' | 'timeline' | 'registry' | 'list' | 'registrations' | 'export' | 'attendance' | 'cases' | 'casesFound' | 'tasks' | 'tasksFound' | 'overdue' | 'late';
const note = ({ accountId, requestId }: Reader, what: Read, caseId: string | null = null): RawBuilder<unknown> =>
  sql`insert into reading (at, account_id, case_id, what, request_id) values (${new Date()}, ${accountId}, ${caseId}, ${what}, ${requestId})`;
/** Before a statement that shows people: what it reads is noted with it, or not read (spec 11). */
export const noting = (...noted: Parameters<typeof note>): RawBuilder<unknown> => sql`with noted as (${note(...noted)})`;

export interface Reading extends Reader { /** with the record of a command that this request has brought */ readonly noted: boolean }
/** The whole case for one person, with what its lifecycle has `stored`, and in the same transaction the note that it was read (spec 11). */
export function viewCase(em: EntityManager, stored: RawBuilder<unknown>, id: string, reading: Reading): Promise<ViewedCase | undefined> {
  return row<ViewedCase>(em, sql`${reading.noted ? sql`` : noting(reading, 'case', id)} select ${summary}, c.state, ${stored} as stored,
      coalesce((select json_agg(json_build_object('name', d.name, 'startedAt', d.started_at, 'dueOn', d.due_on, 'provisional', d.provisional, 'isWindow', d.is_window, 'level', d.level, 'extended', d.extended, 'closedAt', d.closed_at, 'closedBy', d.closed_by) order by d.closed_at desc nulls first, d.due_on nulls last, d.started_at) from deadline d where d.case_id = c.id), '[]') as deadlines,
      coalesce((select json_object_agg(f.form, json_build_object('body', f.body, 'updatedAt', f.updated_at)) from draft f where f.case_id = c.id and f.account_id = ${reading.accountId}), '{}') as drafts
    from case_file c ${joins} where c.id = ${id}`);
}

/** Who read what, for the whole case at once with it (spec 11). */
export async function noteReading(em: EntityManager, { caseId, what, ...reader }: Reader & { caseId: string | null; what: Read }): Promise<void> {
  await rows(em, note(reader, what, caseId));
}

export interface CaseFilter { readonly lifecycle?: string | undefined; readonly status?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined; readonly q?: string | undefined; readonly cursor?: string | undefined; /** blind index of `q` where it is a whole national ID */ readonly idNoIndex?: string | undefined }
export const PAGE = 50;
/** The page of what was asked for with one more than it holds, and where the next begins. */
export function pageOf<Row>(found: readonly Row[], placeOf: (last: Row) => readonly string[]): { readonly page: readonly Row[]; readonly nextCursor: string | null } {
  const page = found.slice(0, PAGE), last = page.at(-1);
  return { page, nextCursor: found.length > PAGE && last ? cursorOf(...placeOf(last)) : null };
}

/** 案件查詢, newest change first. */
export function findCases(em: EntityManager, ability: CaseAbility, reader: Reader, filter: CaseFilter): Promise<CaseRow[]> {
  const chosen = filter.lifecycle === undefined ? lifecycleNames : [filter.lifecycle].filter(isLifecycleName);
  const parts: RawBuilder<unknown>[] = [allowedCases(ability, READ, chosen)];
  if (filter.status) parts.push(sql`c.status = ${filter.status}`);
  if (filter.from) parts.push(sql`c.opened_at >= (${filter.from}::date)::timestamp at time zone 'Asia/Taipei'`);
  if (filter.to) parts.push(sql`c.opened_at < (${filter.to}::date + 1)::timestamp at time zone 'Asia/Taipei'`);
  if (filter.q) parts.push(matching(filter.q, filter.idNoIndex));
  const after = readCursor(filter.cursor, ['instant', 'uuid']);
  if (after) parts.push(sql`(c.changed_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return rows<CaseRow>(em, sql`${noting(reader, filter.q ? 'casesFound' : 'cases')} select ${summary} from case_file c ${joins} where ${sql.join(parts, sql` and `)} order by c.changed_at desc, c.id desc limit ${PAGE + 1}`);
}
/** Fewer characters hold no trigram, and no index finds them: the rows that the reader may see are looked through. */
const TRIGRAM = 3;
/** By number, title or name, or by a whole national ID alone; a part of an ID finds nothing. Each way has its index. */
export function matching(q: string, idNoIndex: string | undefined): RawBuilder<unknown> {
  if (idNoIndex !== undefined) return sql`c.student_id = (select found.id from student found where found.id_no_index = ${idNoIndex})`;
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const named = [...q].length < TRIGRAM ? sql`s.name like ${pattern}` : sql`c.student_id = any (array(select found.id from student found where found.name like ${pattern}))`;
  return sql`(c.number like ${pattern} or c.title like ${pattern} or ${named})`;
}
/** What `q` is looked up by where it is a whole national ID, however it was typed. */
export const idNoIndexOf = (q: string | undefined, sealing: Sealing): string | undefined => (q && isValidId(q) ? sealing.blindIndex(q) : undefined);
export const cursorOf = (...parts: readonly string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
const TIME = /^[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d\d(:\d\d)?)$/;
/** What may stand in a place of a cursor: somebody else may have made it, and PostgreSQL throws at a day that is none. */
const cursorPart = {
  text: () => true,
  uuid: (part: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(part),
  day: (part: string) => part === 'infinity' || isPlainDate(part),
  instant: (part: string) => isPlainDate(part.slice(0, 10)) && TIME.test(part.slice(10)),
};
/** A cursor that cannot be read begins at the first page. */
export function readCursor(cursor: string | undefined, shape: readonly (keyof typeof cursorPart)[]): string[] | undefined {
  if (!cursor) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) && parts.length === shape.length && parts.every((part, i) => typeof part === 'string' && !part.includes('\0') && cursorPart[shape[i]!](part)) ? parts : undefined;
  } catch {
    return undefined;
  }
}
