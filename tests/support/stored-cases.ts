/** Rows of cases that no procedure lives behind: for what only reads, a thousand cost one statement. */
import { randomUUID } from 'node:crypto';
import type { LifecycleName } from '#workflows/lifecycles';
import { rows, sql, type EntityManager } from '#db/orm';

export interface StoredCase {
  readonly id?: string; /** the dropout procedure unless told */ readonly lifecycle?: LifecycleName; readonly schoolId: string; readonly countyId: string; readonly jurisdiction?: string; readonly authorId: string; readonly assigneeIds?: readonly string[];
  readonly status?: string; readonly number?: string; /** to the microsecond */ readonly changedAt?: string; readonly tasks?: readonly StoredTask[];
}
/** `name` of a deadline of its table; `dueOn` null waits for a calendar. */
export interface StoredTask { readonly name: string; readonly dueOn: string | null; readonly level?: number; readonly closed?: true; /** now unless told */ readonly startedAt?: string }

const anyStatus: Record<LifecycleName, string> = { dropout: 'submitted', course: 'course_passed', amendment: 'applied' };

/** @returns their ids, in the order given */
export async function storeCases(em: EntityManager, cases: readonly StoredCase[]): Promise<string[]> {
  const given = cases.map(({ id = randomUUID(), tasks = [], lifecycle = 'dropout', ...one }) => ({ id, tasks, lifecycle, jurisdiction: 'county', assigneeIds: [], status: anyStatus[lifecycle], number: null, changedAt: new Date().toISOString(), ...one }));
  await rows(em, sql`insert into case_file (id, lifecycle, number, status, since, version, sequence, school_id, county_id, jurisdiction, author_id, assignee_ids, opened_at, changed_at, state)
    select id, lifecycle, number, status, "changedAt", 1, 1, "schoolId", "countyId", jurisdiction, "authorId", array(select jsonb_array_elements_text("assigneeIds"))::uuid[], "changedAt", "changedAt", '{}'
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as c (id uuid, lifecycle text, number text, status text, "schoolId" text, "countyId" text, jurisdiction text, "authorId" uuid, "assigneeIds" jsonb, "changedAt" timestamptz)`);
  const tasks = given.flatMap(({ id, lifecycle, tasks: own }) => own.map(({ level = 0, closed = false, startedAt = null, ...task }) => ({ id, lifecycle, level, closed, startedAt, ...task })));
  await rows(em, sql`insert into deadline (case_id, lifecycle, name, started_at, due_on, rung, level, opened_sequence, closed_at)
    select id, lifecycle, name, coalesce("startedAt", date_trunc('milliseconds', now())), "dueOn", 0, level, 1, case when closed then now() end from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as t (id uuid, lifecycle text, name text, "dueOn" date, level int, closed boolean, "startedAt" timestamptz)`);
  return given.map(({ id }) => id);
}
