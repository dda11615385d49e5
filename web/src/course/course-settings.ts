/** 線上報名設定 while it is written (spec 5.4). */
import type { RegistrationForm } from '#contract/course';
import type { CaseView } from '#contract/cases';
import { OTHER_FIELDS } from '#workflows/course/code-lists';
import type { Draft, Finding } from '../cases/screens.ts';
import { formsOf } from './course-case.ts';
import { totalOf } from './course-draft.ts';

export interface SettingsDraft extends Partial<Omit<RegistrationForm, 'extra' | 'others'>>, Pick<RegistrationForm, 'extra'> { /** one for each field that may be asked */ others: string[] }

/** Until they were set, all places of the course. */
export function settingsOf(item: Pick<CaseView, 'forms'>): SettingsDraft {
  const { registration, course } = formsOf(item);
  return { ...registration, capacity: registration.capacity || totalOf(course), others: Array.from({ length: OTHER_FIELDS }, (_, i) => registration.others[i] ?? '') };
}
export const sentSettings = (form: Draft): Draft => ({ ...form, others: (form as unknown as SettingsDraft).others.filter((words) => words.trim() !== '') });
export function settingFindings(form: Draft, item: Pick<CaseView, 'forms'>): Finding[] {
  const { closesOn } = form as unknown as SettingsDraft;
  return closesOn !== undefined && closesOn > formsOf(item).course.startsOn ? [{ pointer: '/closesOn', code: 'afterStart' }] : [];
}
