/** What an application holds beside the common view, and while it is written. Spec 5.8. */
import type { AmendmentForms } from '#contract/amendment';
import type { CaseView } from '#contract/cases';
import type { CourseForms } from '#contract/course';
import type { Draft } from '../cases/screens.ts';
import type { CourseDraft } from '../course/course-draft.ts';

export const formsOf = (item: Pick<CaseView, 'forms'>): AmendmentForms => item.forms as unknown as AmendmentForms;
export type Changes = AmendmentForms['changes'];
export type Changeable = keyof Changes;
/** In the order of the course form. */
export const changeable = ['name', 'letter', 'lecturers', 'intro', 'notes'] as const satisfies readonly Changeable[];

/** While it is written; a letter may still be incomplete. */
export type WrittenChanges = Omit<Pick<CourseForms['course'], Changeable>, 'letter'> & Pick<CourseDraft, 'letter'>;
export interface ApplicationDraft { courseId: string; chosen: Changeable[]; changes: WrittenChanges; reason: string }
/** Begins with the course as it is, so that only what differs is written. */
export function applicationFor(courseId: string, { name, letter, lecturers, intro, notes }: CourseForms['course']): ApplicationDraft {
  return { courseId, chosen: [], changes: structuredClone({ name, letter: letter ?? {}, lecturers, intro, notes }), reason: '' };
}
/** Only the fields that were chosen. */
export function sentApplication(form: Draft): Draft {
  const { courseId, chosen, changes, reason } = form as unknown as ApplicationDraft;
  return { courseId, changes: Object.fromEntries(chosen.map((field) => [field, changes[field]])), reason };
}
