/** What 結案後修改 brings to the desk. Spec 5.8. */
import type { AmendmentFacts } from '#lifecycle/amendment';
import { course } from '#lifecycle/course';
import type { ActionOf } from '#case/table';
import { dateAt } from '#domain/plain-date';
import { row, sql, type EntityManager } from '#db/orm';
import type { CaseDesk } from '../cases/feature.ts';
import { nowOf } from '../cases/moments.ts';
import { loadCase } from '../cases/queries.ts';
import type { CourseForm } from '../course/contract.ts';
import { courseErrors } from '../course/desk.ts';
import { gramsOf } from '../course/search-grams.ts';
import { fieldErrors, refuse } from '../http/problem-error.ts';
import { may, READ, type Person } from '../policy/ability.ts';
import { actionForms, amendmentForms, changeIssues, type AmendmentForms, type ApplicationForm, type Changes } from './contract.ts';

/** Who may do this to a course gives it; the principal who reads it does not. */
const OWN = 'amend' satisfies ActionOf<typeof course>;
const ISSUED = course.actions.passList.moves.list_pending;
interface Standing { readonly course: CourseForm; readonly unit: string }

const standingOf = async (em: EntityManager, courseId: string): Promise<Standing> =>
  (await row<Standing>(em, sql`select k.form as course, o.name as unit from course k join case_file c on c.id = k.case_id join organisation o on o.id = c.school_id where k.case_id = ${courseId}`))!;
/** What is not named stays. */
const after = (before: CourseForm, changes: Changes): CourseForm => ({ ...before, ...changes }) as CourseForm;
/** @throws {ProblemError} `invalid`, for what the course form would not take */
async function checkChanges({ changes, courseId }: ApplicationForm, { course: form }: Standing, { em, person, today }: { em: EntityManager; person: Person; today: string }): Promise<void> {
  const known = await courseErrors(after(form, changes), em, today, { accountId: person.accountId, caseId: courseId });
  const errors = [...fieldErrors(changeIssues(changes, form)), ...known].filter(({ pointer }) => Object.hasOwn(changes, pointer.split('/')[1]!));
  if (errors.length) refuse('invalid', { errors: errors.map((error) => ({ ...error, pointer: `/changes${error.pointer}` })) });
}
/** A course that has a new name, or is held elsewhere, is found so. */
function stored(form: ApplicationForm, { course: before, unit }: Standing): object {
  const { name, county, township } = after(before, form.changes);
  return { ...form, grams: gramsOf(name, unit, county, township), place: `${county}${township}` };
}

export const amendmentDesk: CaseDesk = {
  forms: actionForms,
  refusals: { open: ['notFound', 'notIssued'] },
  view: amendmentForms,
  async prepareOpening(body, { em, ability, person, now }) {
    const form = body as ApplicationForm, { courseId } = form, found = await loadCase(em, courseId);
    if (found?.lifecycle !== course.name || !may(ability, READ, course.name, found)) return refuse('notFound');
    if (!may(ability, OWN, course.name, found)) refuse('notAllowed');
    if (found.status !== ISSUED) refuse('notIssued');
    const standing = await standingOf(em, courseId);
    await checkChanges(form, standing, { em, person, today: dateAt(nowOf(found, now)) });
    return { facts: { courseId, authorId: person.accountId, schoolId: found.schoolId } satisfies AmendmentFacts, stored: stored(form, standing) };
  },
  preparations: {},
  stored: sql`(select jsonb_build_object('courseId', a.course_id, 'courseName', k.name, 'courseCode', f.number, 'changes', a.form -> 'changes', 'reason', a.form -> 'reason', 'letterNo', a.letter)
    from amendment a join course k on k.case_id = a.course_id join case_file f on f.id = a.course_id where a.case_id = c.id)`,
  present: (shown) => shown as AmendmentForms,
};
