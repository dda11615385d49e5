/** What 結案後修改 brings to the desk. Spec 5.8. */
import type { AmendmentFacts } from '#lifecycle/amendment';
import { course } from '#lifecycle/course';
import { isFinal, type StatusOf } from '#case/table';
import { sql } from '#db/orm';
import type { CaseDesk } from '../cases/feature.ts';
import { loadCase } from '../cases/queries.ts';
import { refuse } from '../http/problem-error.ts';
import { may, READ } from '../policy/ability.ts';
import { actionForms, amendmentForms, type AmendmentForms, type ApplicationForm } from './contract.ts';

const ended = (Object.keys(course.statuses) as StatusOf<typeof course>[]).filter((status) => isFinal(course, status) && 'formally' in course.statuses[status]);

export const amendmentDesk: CaseDesk = {
  forms: actionForms,
  refusals: { open: ['notFound', 'notIssued', 'changeOpen'] },
  view: amendmentForms,
  async prepareOpening(body, { em, ability, person }) {
    const { courseId } = body as ApplicationForm, found = await loadCase(em, courseId);
    if (!found || found.lifecycle !== course.name || !may(ability, READ, found.lifecycle, found)) refuse('notFound');
    if (!(ended as string[]).includes(found!.status)) refuse('notIssued');
    return { facts: { courseId, authorId: person.accountId, schoolId: found!.schoolId } satisfies AmendmentFacts, stored: body as object };
  },
  prepare: (_, body) => Promise.resolve({ stored: body as object }),
  stored: sql`(select jsonb_build_object('courseId', a.course_id, 'courseName', k.name, 'courseCode', f.number, 'changes', a.form -> 'changes', 'reason', a.form -> 'reason', 'letterNo', a.letter)
    from amendment a join course k on k.case_id = a.course_id join case_file f on f.id = a.course_id where a.case_id = c.id)`,
  present: (stored) => stored as AmendmentForms,
};
