/** Who sees the people of a course by name: who gives it, and the centre that reviews its list; nobody else, whoever else may read the course. */
import { noteReading, type LoadedCase } from '../cases/queries.ts';
import { refuse } from '../http/problem-error.ts';
import type { Visit } from '../http/route.ts';
import { may } from '../policy/ability.ts';
import { readableCourse } from './readable-course.ts';

export type CourseVisit = Pick<Visit<{ id: string }, unknown, unknown>, 'em' | 'ability' | 'params' | 'person' | 'requestId'>;
type Seeing = 'owner' | 'center';
const rights = { owner: 'submitList', center: 'passList' } as const;

export const isOwner = ({ ability }: Pick<CourseVisit, 'ability'>, found: LoadedCase): boolean => may(ability, rights.owner, 'course', found);
export const seesPeople = ({ ability }: Pick<CourseVisit, 'ability'>, found: LoadedCase, seeing: readonly Seeing[] = ['owner', 'center']): boolean => seeing.some((one) => may(ability, rights[one], 'course', found));
/** Notes who saw them (spec 11). @throws {ProblemError} `notFound`, `notAllowed` */
export async function courseWithPeople(visit: CourseVisit, what: Parameters<typeof noteReading>[1]['what'], seeing: readonly Seeing[] = ['owner', 'center']): Promise<LoadedCase> {
  const found = await courseFor(visit, seeing);
  await noteReading(visit.em, { caseId: found.id, accountId: visit.person.accountId, what, requestId: visit.requestId });
  return found;
}
/** The same for what names nobody. @throws {ProblemError} `notFound`, `notAllowed` */
export async function courseFor(visit: CourseVisit, seeing: readonly Seeing[] = ['owner', 'center']): Promise<LoadedCase> {
  const found = await readableCourse(visit);
  return seesPeople(visit, found, seeing) ? found : refuse('notAllowed');
}
