/** Who registers courses for which unit, and whether it still may. Spec 5.1 (T50). */
import { course } from '#lifecycle/course';
import type { Language } from '#domain/label';
import { problems } from '#domain/problem';
import { OVERDUE_CAP } from '#workflows/course/code-lists';
import { row, rows, sql, type EntityManager } from '#db/orm';
import type { Person } from '../policy/ability.ts';
import type { CourseUnits } from './contract.ts';

const grantsOf = ({ grants }: Person) => grants.filter(({ role }) => role in course.actions.open.by);
export const registersCourses = (person: Person): boolean => grantsOf(person).length > 0;

const idsOf = (person: Person): string[] => grantsOf(person).map(({ organisationId }) => organisationId);
/** One order of a person's units for the screen that offers them and for the desk that takes the first. */
const inOrder = sql`o.name, o.id`;

export async function unitsOf(em: EntityManager, person: Person, language: Language): Promise<CourseUnits['items']> {
  const found = await rows<Omit<CourseUnits['items'][number], 'reason'>>(em, sql`select o.id, o.name, coalesce(c.name, '') as county, coalesce(u.overdue, 0) as overdue from organisation o left join organisation c on c.id = o.county_id left join course_unit u on u.unit_id = o.id
    where o.id = any (${idsOf(person)}::text[]) order by ${inOrder}`);
  return found.map((unit) => ({ ...unit, reason: unit.overdue >= OVERDUE_CAP ? problems.fiveOverdue.label[language] : null }));
}
/** The unit for which this person registers a course. @param chosen the first of theirs unless told. @returns undefined where it is not theirs */
export const unitFor = (em: EntityManager, person: Person, chosen: string | undefined): Promise<{ id: string; name: string } | undefined> =>
  row<{ id: string; name: string }>(em, sql`select o.id, o.name from organisation o where o.id = any (${idsOf(person)}::text[]) and o.id = coalesce(${chosen ?? null}::text, o.id) order by ${inOrder} limit 1`);
