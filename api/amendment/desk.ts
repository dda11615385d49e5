/** What 結案後修改 brings to the desk. Spec 5.8. */
import type { AmendmentFacts } from '#lifecycle/amendment';
import { course } from '#lifecycle/course';
import type { ActionOf } from '#case/table';
import { dateAt } from '#domain/plain-date';
import { row, sql, type EntityManager } from '#db/orm';
import type { CaseDesk } from '../cases/feature.ts';
import { nowOf } from '../cases/moments.ts';
import { loadCase } from '../cases/queries.ts';
import { gramsOf } from '../course/search-grams.ts';
import { refuse } from '../http/problem-error.ts';
import { may, READ } from '../policy/ability.ts';
import { actionForms, amendmentForms, type AmendmentForms, type ApplicationForm } from './contract.ts';

/** Who may do this to a course gives it; the principal who reads it does not. */
const OWN = 'amend' satisfies ActionOf<typeof course>;
const ISSUED = course.actions.passList.moves.list_pending;
interface Place { readonly unit: string; readonly county: string; readonly township: string }

/** @throws {ProblemError} `invalid`, for a letter of the future */
function checkLetter({ letter }: ApplicationForm['changes'], today: string): void {
  if (letter && letter.date > today) refuse('invalid', { errors: [{ pointer: '/changes/letter/date', code: 'future' }] });
}
/** A course that has a new name is found under it. */
async function stored(form: ApplicationForm, em: EntityManager): Promise<object> {
  const { name } = form.changes;
  if (name === undefined) return form;
  const { unit, county, township } = (await row<Place>(em, sql`select o.name as unit, k.form ->> 'county' as county, k.form ->> 'township' as township from course k join case_file c on c.id = k.case_id join organisation o on o.id = c.school_id where k.case_id = ${form.courseId}`))!;
  return { ...form, grams: gramsOf(name, unit, county, township) };
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
    checkLetter(form.changes, dateAt(nowOf(found, now)));
    return { facts: { courseId, authorId: person.accountId, schoolId: found.schoolId } satisfies AmendmentFacts, stored: await stored(form, em) };
  },
  preparations: {},
  stored: sql`(select jsonb_build_object('courseId', a.course_id, 'courseName', k.name, 'courseCode', f.number, 'changes', a.form -> 'changes', 'reason', a.form -> 'reason', 'letterNo', a.letter)
    from amendment a join course k on k.case_id = a.course_id join case_file f on f.id = a.course_id where a.case_id = c.id)`,
  present: (shown) => shown as AmendmentForms,
};
