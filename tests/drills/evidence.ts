/** What is left to be judged after a drill: the record, what each procedure knows, the outbox and the logs. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CaseEvent, OpenDeadline, State } from '#case/state';
import type { Instant } from '#domain/plain-date';
import { row, rows, sql, type EntityManager } from '#db/orm';
import type { LifecycleName } from '#workflows/lifecycles';
import { stateOf, type Temporal } from '../../activities/adapters/temporal.ts';

export interface RecordedEvent {
  readonly sequence: number; readonly kind: CaseEvent['kind']; readonly name: string; readonly statusAfter: string; readonly commandId: string;
  readonly rows: { readonly opened: readonly OpenDeadline[]; readonly closed: readonly OpenDeadline[]; readonly moved: readonly OpenDeadline[] };
}
export interface RecordedCase {
  readonly id: string; readonly lifecycle: LifecycleName; readonly status: string; readonly version: number; readonly sequence: number; readonly clockAheadMs: number; readonly ended: boolean;
  readonly state: State; readonly events: readonly RecordedEvent[];
  /** `name@start` of the ledger's rows that are open */ readonly openRows: readonly string[];
  /** rows of what its actions add, where the lifecycle counts them too */ readonly addedRows: number;
}
/** How a client was answered in the end, after all its repetitions with the same key. */
export interface AnsweredCommand { readonly key: string; readonly caseId: string; readonly action: string; readonly answer: 'acknowledged' | 'refused' }
export interface Evidence {
  readonly answers: readonly AnsweredCommand[];
  readonly cases: readonly RecordedCase[];
  /** what the procedure of each case knows; nothing where none runs */ readonly procedures: ReadonlyMap<string, State>;
  /** what of courses does not agree with itself, in words */ readonly courseDifferences: readonly string[];
  readonly noticesLeft: number;
  /** by name of the process */ readonly logs: ReadonlyMap<string, string>;
  readonly now: Instant;
}
export interface Scene { readonly em: EntityManager; readonly temporal: Temporal; readonly home: string; readonly answers: readonly AnsweredCommand[]; /** ids of registrations that were acknowledged */ readonly registered: readonly string[] }

const AT_ONCE = 16;

export async function gatherEvidence({ em, temporal, home, answers, registered }: Scene): Promise<Evidence> {
  const cases = await readCases(em), procedures = await readProcedures(temporal, cases);
  const { notices } = (await row<{ notices: number }>(em, sql`select count(*)::int as notices from notice`))!;
  return { answers, cases, procedures, courseDifferences: await courseDifferences(em, registered), noticesLeft: notices, logs: readLogs(home), now: Date.now() };
}
function readCases(em: EntityManager): Promise<RecordedCase[]> {
  return rows<RecordedCase>(em, sql`select c.id, c.lifecycle, c.status, c.version, c.sequence, c.clock_ahead_ms::float8 as "clockAheadMs", c.ended_at is not null as ended, c.state,
      (select jsonb_agg(jsonb_build_object('sequence', e.sequence, 'kind', e.kind, 'name', e.name, 'statusAfter', e.status_after, 'commandId', e.command_id, 'rows', e.rows) order by e.sequence) from case_event e where e.case_id = c.id) as events,
      coalesce((select jsonb_agg(d.name || '@' || round(extract(epoch from d.started_at) * 1000)) from deadline d where d.case_id = c.id and d.closed_at is null), '[]') as "openRows",
      (select count(*)::int from dropout_record r where r.case_id = c.id and r.deleted_at is null) as "addedRows"
    from case_file c order by c.opened_at, c.id`);
}
/** Registrations that were acknowledged stand, places run without a gap, counters count, hours are those of the list that passed last. */
async function courseDifferences(em: EntityManager, registered: readonly string[]): Promise<string[]> {
  const found = await rows<{ what: string }>(em, sql`
    select 'registration ' || id || ' was acknowledged, but does not stand' as what from unnest(${registered}::uuid[]) as id where not exists (select from registration r where r.id = id)
    union all select 'course ' || e.case_id || ' counts other registrations than it has' from enrolment e left join registration r using (case_id) group by e.case_id
      having (e.pending, e.accepted, e.waitlisted, e.last_place) is distinct from (count(*) filter (where r.state = 'pending'), count(*) filter (where r.state = 'accepted'), count(*) filter (where r.state = 'waitlisted'), count(r.id)) or coalesce(max(r.place), 0) <> count(r.id)
    union all select 'unit ' || u.unit_id || ' counts ' || u.overdue || ' overdue courses and has ' || count(k.case_id) from course_unit u left join case_file c on c.school_id = u.unit_id left join course k on k.case_id = c.id and k.overdue group by u.unit_id having u.overdue <> count(k.case_id)
    union all select 'course ' || c.id || ' has other hours than its list' from case_file c join lateral (select version from course_list l where l.case_id = c.id and l.passed_version is not null order by version desc limit 1) passed on true
      where exists ((select teacher_id, hours from course_list_row r where r.case_id = c.id and r.version = passed.version except select teacher_id, hours from issued_hours h where h.case_id = c.id)
        union all (select teacher_id, hours from issued_hours h where h.case_id = c.id except select teacher_id, hours from course_list_row r where r.case_id = c.id and r.version = passed.version))`);
  return found.map(({ what }) => what);
}
async function readProcedures(temporal: Temporal, cases: readonly RecordedCase[]): Promise<Map<string, State>> {
  const known = new Map<string, State>(), left = [...cases];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const state = await stateOf(temporal, next.id);
      if (state) known.set(next.id, state);
    }
  }));
  return known;
}
function readLogs(home: string): Map<string, string> {
  return new Map(globSync(join(home, 'log', '*.log*')).map((path) => [basename(path), readFileSync(path, 'utf8')]));
}
