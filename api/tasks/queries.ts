/** The inbox: tasks under the caller's permissions, by due day and in the order they came (spec 5.9), keyset pages; one statement for the page, one for the counts. */
import type { Lifecycle } from '#case/table';
import { isLifecycleName, lifecycles, lifecycleNames, type LifecycleName } from '#workflows/lifecycles';
import { rows, row, sql, type EntityManager, type RawBuilder } from '#db/orm';
import type { InboxView } from '../cases/contract.ts';
import { caseToday, matching, noting, PAGE, readCursor, summaryOf, type CaseRow, type DeadlineRow, type Reader } from '../cases/queries.ts';
import { READ, type CaseAbility } from '../policy/ability.ts';
import { allowedCases, allowedRows } from '../policy/where.ts';

/** the order of tasks: due day, since when it waits; then what tells two of the same instant apart */
export const taskCursor = ['day', 'instant', 'uuid', 'text'] as const;
export const inTaskOrder = sql`coalesce(d.due_on, 'infinity'), d.started_at, c.id, d.name`;
/** @param place where a page has ended */
export const afterTask = (place: readonly string[]): RawBuilder<unknown> => sql`(${inTaskOrder}) > (${place[0]}::date, ${place[1]}::timestamptz, ${place[2]}::uuid, ${place[3]})`;
export interface TaskRow extends CaseRow, Pick<DeadlineRow, 'startedAt' | 'dueOn' | 'provisional' | 'isWindow' | 'extended' | 'closedAt' | 'closedBy'> { readonly task: string; readonly taskLevel: number }
/** A task with its case, over `tasksWithCases`. */
export const taskColumns = sql`${summaryOf.columns}, d.name as task, d.level as "taskLevel", d.started_at as "startedAt", d.due_on::text as "dueOn", d.provisional, d.is_window as "isWindow", d.extended, d.closed_at as "closedAt", d.closed_by as "closedBy"`;
export const tasksWithCases = sql`deadline d join case_file c on c.id = d.case_id ${summaryOf.joins}`;
/** Where a page of tasks ends. */
export const placeOfTask = ({ dueOn, id, task, startedAt }: TaskRow): string[] => [dueOn ?? 'infinity', startedAt, id, task];
export interface InboxFilter {
  readonly view: InboxView; readonly lifecycle?: string | undefined; /** code of the catalogue */ readonly task?: string | undefined;
  readonly q?: string | undefined; readonly idNoIndex?: string | undefined; readonly cursor?: string | undefined;
}

/** What I am expected to do: deadlines whose usual action I may perform on that case. */
function mine(ability: CaseAbility, lifecycle: LifecycleName): RawBuilder<unknown> {
  const table: Lifecycle = lifecycles[lifecycle], byAction = Map.groupBy(Object.entries(table.deadlines), ([, definition]) => definition.asks[0]);
  return sql`(${sql.join([...byAction].map(([action, deadlines]) => sql`(d.name in (${sql.join(deadlines.map(([name]) => name))}) and ${allowedRows(ability, action, lifecycle)})`), sql` or `)})`;
}
const myTasks = (ability: CaseAbility, chosen: readonly LifecycleName[]): RawBuilder<unknown> => (chosen.length ? sql`(${sql.join(chosen.map((name) => mine(ability, name)), sql` or `)})` : sql`false`);

/** All of them, or the one that is named; nothing where no lifecycle has that name. */
const lifecyclesOf = (name: string | undefined): LifecycleName[] => (name === undefined ? lifecycleNames : [name].filter(isLifecycleName));

/** Queues of one person apart (spec 5.9: courses, lists); nothing where no deadline has that code. */
function ofKind(task: string | undefined): RawBuilder<unknown> {
  if (task === undefined) return sql`true`;
  const kinds = Object.values<Lifecycle>(lifecycles).flatMap(({ name, deadlines }) => Object.entries(deadlines).filter(([, definition]) => definition.task === task).map(([deadline]) => sql`(${name}, ${deadline})`));
  return kinds.length ? sql`(d.lifecycle, d.name) in (${sql.join(kinds)})` : sql`false`;
}
function viewCondition(view: InboxView, scope: { ability: CaseAbility; accountId: string; chosen: readonly LifecycleName[]; now: number }): RawBuilder<unknown> {
  const { ability, accountId, chosen, now } = scope, my = myTasks(ability, chosen), readable = allowedCases(ability, READ, chosen), today = caseToday(now);
  switch (view) {
    case 'todo': return my;
    case 'overdue': return sql`${my} and d.due_on < ${today}`;
    case 'today': return sql`${my} and d.due_on = ${today}`;
    case 'week': return sql`${my} and d.due_on between ${today} and ${today} + 6`;
    case 'waiting': return sql`${readable} and not ${my}`;
    case 'sent': return sql`${readable} and c.author_id = ${accountId}`;
    case 'organisation': return readable;
  }
}
export function findTasks(em: EntityManager, ability: CaseAbility, reader: Reader, now: number, filter: InboxFilter): Promise<TaskRow[]> {
  const chosen = lifecyclesOf(filter.lifecycle);
  const parts = [sql`d.closed_at is null and not d.is_window`, ofKind(filter.task), viewCondition(filter.view, { ability, accountId: reader.accountId, chosen, now })];
  if (filter.q) parts.push(matching(filter.q, filter.idNoIndex));
  const after = readCursor(filter.cursor, taskCursor);
  if (after) parts.push(afterTask(after));
  return rows<TaskRow>(em, sql`${noting(reader, filter.q ? 'tasksFound' : 'tasks')} select ${taskColumns}
    from ${tasksWithCases} where ${sql.join(parts, sql` and `)} order by ${inTaskOrder} limit ${PAGE + 1}`);
}
export interface InboxCounts { readonly overdue: number; readonly today: number; readonly week: number; readonly waiting: number; readonly todo: number }
/** 今天要做什麼？ */
export async function countTasks(em: EntityManager, ability: CaseAbility, now: number, { lifecycle, task }: Pick<InboxFilter, 'lifecycle' | 'task'>): Promise<InboxCounts> {
  const chosen = lifecyclesOf(lifecycle), today = caseToday(now);
  return (await row<InboxCounts>(em, sql`select count(*) filter (where my and due_on < today)::int as overdue, count(*) filter (where my and due_on = today)::int as today, count(*) filter (where my and due_on between today and today + 6)::int as week,
      count(*) filter (where not my)::int as waiting, count(*) filter (where my)::int as todo
    from (select ${myTasks(ability, chosen)} as my, d.due_on, ${today} as today from deadline d join case_file c on c.id = d.case_id where d.closed_at is null and not d.is_window and ${ofKind(task)} and ${allowedCases(ability, READ, chosen)}) as open_task`))!;
}
