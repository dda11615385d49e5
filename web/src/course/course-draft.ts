/** The form of a course while it is written: what may still be missing, what is sent of it, and what is wrong before the desk is asked. Spec 5.2. */
import type { CourseForm, CourseForms } from '#contract/course';
import { addDays, plainDate, type PlainDate } from '#domain/plain-date';
import type { Draft, Finding } from '../cases/screens.ts';

type Letter = NonNullable<CourseForm['letter']>;
export type Lecturer = CourseForm['lecturers'][number];
export type Contact = CourseForm['contacts'][number];
export type Attachment = CourseForms['attachments'][number];
type Listed = 'lecturers' | 'contacts' | 'nature' | 'field' | 'questionnaire';
export interface CourseDraft extends Partial<Omit<CourseForm, 'letter' | 'attachments' | Listed>>, Pick<CourseForm, Listed> {
  letter: Partial<Letter> | null;
  /** with the names that are shown */ attachments: Attachment[];
}
/** The two steps of the form, and the levels of its cascades. */
export const steps = [
  ['name', 'tag', 'classKind', 'schoolBased', 'tier', 'nature', 'field', 'letter', 'delivery', 'lecturers', 'intro', 'attachments', 'hours'],
  ['startsOn', 'endsOn', 'registerFrom', 'registerTo', 'county', 'township', 'address', 'notes', 'classes', 'perClass', 'audience', 'audienceText', 'subsidy', 'subsidyAmount', 'fee', 'feeAmount', 'questionnaire', 'contacts'],
] as const satisfies readonly (readonly (keyof CourseForm)[])[];
export const levels = { nature: 4, field: 3 } as const;
/** Two weeks: what is registered later can still be passed (spec 5.1). */
const EARLY_DAYS = 14;

export const freshLecturer = (): Lecturer => ({ county: '', unit: '', name: '' });
export const freshContact = (): Contact => ({ name: '', phone: '', email: '' });
export const freshCourse = (): CourseDraft => ({
  tag: 'none', schoolBased: false, nature: [], field: [], letter: null, lecturers: [freshLecturer()], attachments: [], audience: [], subsidy: 'none', fee: 'free', questionnaire: { mode: 'none', anonymous: true, voluntary: true }, contacts: [freshContact()],
});
/** The form of a course as it stands, to be changed. */
export const draftOf = ({ course, attachments }: Pick<CourseForms, 'course' | 'attachments'>): CourseDraft => structuredClone({ ...course, attachments });
/** A new course after an earlier one: its days are another's, and so are its files. */
export const copyOf = ({ course }: Pick<CourseForms, 'course'>): CourseDraft => structuredClone({ ...course, attachments: [], startsOn: undefined, endsOn: undefined, registerFrom: undefined, registerTo: undefined });

export const totalOf = ({ classes, perClass }: Pick<CourseDraft, 'classes' | 'perClass'>): number | undefined => (Number.isInteger(classes) && Number.isInteger(perClass) ? classes! * perClass! : undefined);
export const startsSoon = (startsOn: string | undefined, today: PlainDate): boolean => startsOn !== undefined && startsOn >= today && plainDate(startsOn) < addDays(today, EARLY_DAYS);

/** An amount of nothing is 0 (spec 5.2, R and S); what gives credits is not 校本研習 (B). */
export function sent(form: Draft): Draft {
  const { attachments, subsidyAmount, feeAmount, ...rest } = form as unknown as CourseDraft;
  return { ...rest, schoolBased: rest.schoolBased === true && rest.classKind === 'non_credit', attachments: attachments.map(({ id }) => id), subsidyAmount: rest.subsidy === 'none' ? 0 : subsidyAmount ?? 0, feeAmount: rest.fee === 'free' ? 0 : feeAmount ?? 0 };
}
/** What the contract asks only once everything else is right, and what it cannot know. */
export function courseFindings(form: Draft, today: PlainDate): Finding[] {
  const { startsOn, endsOn, registerFrom, registerTo, letter, ...rest } = form as unknown as CourseDraft;
  const cut = (['nature', 'field'] as const).filter((name) => rest[name].filter(Boolean).length < levels[name]).map((name): Finding => ({ pointer: `/${name}`, code: 'required' }));
  const before = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a < b;
  return [
    ...cut, ...(before(today, letter?.date) ? [{ pointer: '/letter/date', code: 'future' } as const] : []), ...(letter?.number && !letter.number.trim().endsWith('號') ? [{ pointer: '/letter/number', code: 'letterNumber' } as const] : []), ...(before(endsOn, startsOn) ? [{ pointer: '/endsOn', code: 'order' } as const] : []),
    ...(before(registerTo, registerFrom) ? [{ pointer: '/registerTo', code: 'order' } as const] : before(startsOn, registerTo) ? [{ pointer: '/registerTo', code: 'afterStart' } as const] : []),
  ];
}
