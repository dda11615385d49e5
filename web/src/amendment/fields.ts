/** Names of the fields of 結案後修改 (spec 5.8). */
import { label, type Label } from '#domain/label';
import type { Draft } from '../cases/screens.ts';
import { courseFields, courseFieldsOf } from '../course/fields.ts';
import { changeables, fieldsOf, type ApplicationDraft, type Changeable } from './amendment-case.ts';

export const amendmentFields = { changes: label('修改項目', 'What is to be changed'), reason: label('修改原因', 'Reason'), letterNo: label('發文字號', 'Letter number'), refusal: label('不同意的原因', 'Reason of the refusal') } as const satisfies Record<string, Label>;

/** The fields of the course form under `changes`. */
export function applicationFieldsOf(form: Draft): Record<string, Label> {
  const { chosen, changes } = form as unknown as ApplicationDraft;
  const parts = Object.entries(courseFieldsOf(changes as unknown as Draft)).filter(([name]) => (fieldsOf(chosen) as string[]).includes(name.split('.')[0]!)).map(([name, words]) => [`changes.${name}`, words]);
  return { changes: amendmentFields.changes, reason: amendmentFields.reason, ...Object.fromEntries(parts) };
}
export const changeableLabels = Object.fromEntries(changeables.map((field) => [field, courseFields[field]])) as Record<Changeable, Label>;
