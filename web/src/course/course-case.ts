/** What a course case holds beside the common view. */
import type { CaseView } from '#contract/cases';
import type { CourseForms } from '#contract/course';

export const formsOf = (item: Pick<CaseView, 'forms'>): CourseForms => item.forms as unknown as CourseForms;
