/** Who registers courses for which unit, and whether it still may. Spec 5.1 (T50). */
import { course } from '#lifecycle/course';
import type { Language } from '#domain/label';
import { problems } from '#domain/problem';
import { OVERDUE_CAP } from '#workflows/course/code-lists';
import { rows, sql, type EntityManager } from '#db/orm';
import type { Person } from '../policy/ability.ts';
import type { CourseUnits } from './contract.ts';

const grantsOf = ({ grants }: Person) => grants.filter(({ role }) => role in course.actions.open.by);
export const registersCourses = (person: Person): boolean => grantsOf(person).length > 0;

export async function unitsOf(em: EntityManager, person: Person, language: Language): Promise<CourseUnits['items']> {
  const ids = grantsOf(person).map(({ organisationId }) => organisationId);
  const found = await rows<Omit<CourseUnits['items'][number], 'reason'>>(em, sql`select o.id, o.name, coalesce(c.name, '') as county, coalesce(u.overdue, 0) as overdue from organisation o left join organisation c on c.id = o.county_id left join course_unit u on u.unit_id = o.id
    where o.id = any (${ids}::text[]) order by o.name`);
  return found.map((unit) => ({ ...unit, reason: unit.overdue >= OVERDUE_CAP ? problems.fiveOverdue.label[language] : null }));
}
