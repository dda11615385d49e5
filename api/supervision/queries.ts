/** The overdue board of a scope: counts by school or county, the oldest, and what falls due next. Spec 7.2, SCREENS "Supervision". */
import { dateAt } from '#domain/plain-date';
import { NATION } from '#db/calendar';
import { row, rows, sql, type EntityManager, type RawBuilder } from '#db/orm';
import type { Lifecycle } from '#case/table';
import { lifecycleNames, lifecycles } from '#workflows/lifecycles';
import { caseToday, noting, PAGE, readCursor, type Reader } from '../cases/queries.ts';
import { READ, type CaseAbility, type Person } from '../policy/ability.ts';
import { allowedCases } from '../policy/where.ts';
import { roles } from '#domain/roles';
import { afterTask, inTaskOrder, taskColumns, taskCursor, tasksWithCases, type TaskRow } from '../tasks/queries.ts';

export interface OverdueRow { readonly id: string; readonly name: string; readonly upTo3: number; readonly upTo7: number; readonly more: number; readonly total: number }
export type Grouping = 'school' | 'county';
/** The nation by county, everybody else by school. */
export const groupingOf = (person: Person): Grouping => (person.grants.some(({ role }) => roles[role].organisation === 'nation') ? 'county' : 'school');

const escalating = Object.values<Lifecycle>(lifecycles).flatMap(({ name, deadlines }) => Object.entries(deadlines).filter(([, { tells }]) => tells.length).map(([deadline]) => sql`(${name}, ${deadline})`));
/** Late by the case's own clock, and of a kind that escalates: a level was told, or will be. */
const lateOnes = (ability: CaseAbility, now: number): RawBuilder<unknown> => sql`d.closed_at is null and not d.is_window and (d.lifecycle, d.name) in (${sql.join(escalating)}) and d.due_on < ${caseToday(now)} and ${allowedCases(ability, READ, lifecycleNames)}`;

/** Working days since the due day, by the case's own clock and its county's calendar: what its rule tells whom is another matter. */
const daysLate = (now: number): RawBuilder<unknown> => sql`(select count(*) from work_day w left join work_day own on own.scope = c.county_id and own.day = w.day
  where w.scope = ${NATION} and w.day > d.due_on and w.day <= ${caseToday(now)} and coalesce(own.working, w.working))`;
export function overdueRows(em: EntityManager, ability: CaseAbility, now: number, by: Grouping): Promise<OverdueRow[]> {
  const place = by === 'county' ? sql`c.county_id` : sql`c.school_id`;
  return rows<OverdueRow>(em, sql`select p.id, p.name, count(*) filter (where late.days <= 3)::int as "upTo3", count(*) filter (where late.days between 4 and 7)::int as "upTo7", count(*) filter (where late.days > 7)::int as more, count(*)::int as total
    from (select ${place} as place, ${daysLate(now)} as days from deadline d join case_file c on c.id = d.case_id where ${lateOnes(ability, now)}) as late join organisation p on p.id = late.place group by p.id, p.name order by total desc, p.id`);
}
const OLDEST = 10;
export interface OldestRow extends TaskRow { readonly contacts: { name: string; role: string }[] }
const contacts = Object.values<Lifecycle>(lifecycles).flatMap(({ name, contacts: by }) => Object.entries(by).map(([role, relations]) => sql`(${name}, ${role}, ${relations!.includes('own')}::boolean)`));
/** The oldest, each with those to ring about it. */
export function oldestOverdue(em: EntityManager, ability: CaseAbility, reader: Reader, now: number): Promise<OldestRow[]> {
  return rows<OldestRow>(em, sql`${noting(reader, 'overdue')} select ${taskColumns},
      coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'role', g.role) order by g.role) from (values ${sql.join(contacts)}) as contact (lifecycle, role, own) join role_grant g on g.role = contact.role and g.organisation_id = c.school_id join account p on p.id = g.account_id
        where contact.lifecycle = c.lifecycle and (not contact.own or p.id = c.author_id)), '[]') as contacts
    from ${tasksWithCases} where ${lateOnes(ability, now)} order by ${inTaskOrder} limit ${OLDEST}`);
}
export interface LateFilter { readonly by: Grouping; readonly place?: string | undefined; readonly age?: keyof typeof agedAs | undefined; readonly cursor?: string | undefined }
const agedAs = { upTo3: sql`<= 3`, upTo7: sql`between 4 and 7`, more: sql`> 7` } as const;
/** What stands behind a count, oldest first. @returns one more than a page where there is more */
export function lateTasks(em: EntityManager, ability: CaseAbility, reader: Reader, now: number, { by, place, age, cursor }: LateFilter): Promise<TaskRow[]> {
  const after = readCursor(cursor, taskCursor), parts = [lateOnes(ability, now)];
  if (place) parts.push(sql`${by === 'county' ? sql`c.county_id` : sql`c.school_id`} = ${place}`);
  if (age) parts.push(sql`${daysLate(now)} ${agedAs[age]}`);
  if (after) parts.push(afterTask(after));
  return rows<TaskRow>(em, sql`${noting(reader, 'late')} select ${taskColumns}
    from ${tasksWithCases} where ${sql.join(parts, sql` and `)} order by ${inTaskOrder} limit ${PAGE + 1}`);
}
export const DAYS_AHEAD = 14;
export const dueAhead = (em: EntityManager, ability: CaseAbility, now: number): Promise<{ date: string; due: number }[]> => rows(em, sql`select day::date::text as date, (select count(*)::int from deadline d join case_file c on c.id = d.case_id
    where d.closed_at is null and not d.is_window and d.due_on - ${caseToday(now)} = day::date - ${dateAt(now)}::date and ${allowedCases(ability, READ, lifecycleNames)}) as due
  from generate_series(${dateAt(now)}::date, ${dateAt(now)}::date + ${DAYS_AHEAD - 1}::int, '1 day') as day`);
export const waitingForCalendar = async (em: EntityManager, ability: CaseAbility): Promise<number> =>
  (await row<{ waiting: number }>(em, sql`select count(*)::int as waiting from deadline d join case_file c on c.id = d.case_id where d.closed_at is null and d.due_on is null and ${allowedCases(ability, READ, lifecycleNames)}`))!.waiting;
/** The places of which somebody may read cases; of who may read none, those where they have a role. */
export function placesOf(em: EntityManager, { grants }: Person): Promise<{ id: string; name: string }[]> {
  const reading = grants.filter(({ role }) => Object.values<Lifecycle>(lifecycles).some(({ readers }) => readers[role])), ids = (reading.length ? reading : grants).map(({ organisationId }) => organisationId);
  return rows(em, sql`select id, name from organisation where id = any (${ids}::text[]) order by id`);
}
