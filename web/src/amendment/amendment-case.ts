/** What an application holds beside the common view, and while it is written. Spec 5.8. */
import type { AmendmentForms } from '#contract/amendment';
import type { CaseView } from '#contract/cases';
import type { CourseForms } from '#contract/course';
import type { Draft } from '../cases/screens.ts';
import type { CourseDraft } from '../course/course-draft.ts';

export const formsOf = (item: Pick<CaseView, 'forms'>): AmendmentForms => item.forms as unknown as AmendmentForms;
export type Changes = AmendmentForms['changes'];
/** What is changed together, in the order of the course form. */
export const changeable = {
  name: ['name'], tag: ['tag'], tier: ['tier'], nature: ['nature'], field: ['field'], letter: ['letter'], delivery: ['delivery'], lecturers: ['lecturers'], intro: ['intro'], address: ['county', 'township', 'address'], notes: ['notes'],
  audience: ['audience', 'audienceText'], subsidy: ['subsidy', 'subsidyAmount'], fee: ['fee', 'feeAmount'], contacts: ['contacts'],
} as const satisfies { readonly [F in keyof Changes]?: readonly (keyof Changes)[] };
export type Changeable = keyof typeof changeable;
export const changeables = Object.keys(changeable) as Changeable[];
export const fieldsOf = (chosen: readonly Changeable[]): (keyof Changes)[] => chosen.flatMap((one) => [...changeable[one]]);

/** While it is written; a letter may still be incomplete, an amount missing. */
export type WrittenChanges = Pick<CourseDraft, Exclude<keyof Changes, 'audience'>> & Pick<CourseForms['course'], 'audience'>;
export interface ApplicationDraft { courseId: string; chosen: Changeable[]; changes: WrittenChanges; reason: string }
/** Begins with the course as it is, so that only what differs is written. */
export function applicationFor(courseId: string, course: CourseForms['course']): ApplicationDraft {
  const changes = Object.fromEntries(fieldsOf(changeables).map((field) => [field, course[field]])) as WrittenChanges;
  return { courseId, chosen: [], changes: structuredClone({ ...changes, letter: course.letter ?? {} }), reason: '' };
}
/** Only the fields that were chosen; an amount of nothing is 0. */
export function sentApplication(form: Draft): Draft {
  const { courseId, chosen, changes, reason } = form as unknown as ApplicationDraft;
  const whole = { ...changes, subsidyAmount: changes.subsidy === 'none' ? 0 : changes.subsidyAmount ?? 0, feeAmount: changes.fee === 'free' ? 0 : changes.feeAmount ?? 0 };
  return { courseId, changes: Object.fromEntries(fieldsOf(chosen).map((field) => [field, whole[field]])), reason };
}
