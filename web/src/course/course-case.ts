/** What a course case holds beside the common view. */
import type { CaseView } from '#contract/cases';
import type { CourseForms } from '#contract/course';
import type { course } from '#lifecycle/course';
import type { ActionOf } from '#case/table';

export const formsOf = (item: Pick<CaseView, 'forms'>): CourseForms => item.forms as unknown as CourseForms;
/** The version that can be handed in. */
export const editedList = ({ lists }: Pick<CourseForms, 'lists'>): CourseForms['lists'][number] | undefined => lists.find(({ state }) => state === 'editing');
/** Its owner's work; everybody else reads. A course that was deleted is nobody's work. */
export const mayManage = (item: Pick<CaseView, 'actions'>): boolean => item.actions.some(({ name }) => name === ('reviewRegistrations' satisfies ActionOf<typeof course>));
