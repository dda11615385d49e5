/** The forms of the dropout procedure: one contract for desk, screens and OpenAPI. Spec 4.4, 8.3–8.5. */
import { z } from 'zod';
import { anniversary, isPlainDate } from '#domain/plain-date';
import type { fieldProblems } from '#domain/problem';
import { causeGroups, causes, circumstances, closingGrounds, families, familyStatuses, filableCategories, guidances, identities, lives, needsText, residences, trackMethods } from '#workflows/dropout/code-lists';
import type { dropout } from '#lifecycle/dropout';
import type { ActionOf } from '#case/table';
import { problemAt, text } from '../cases/contract.ts';

const keys = <T extends object>(list: T): [keyof T & string, ...(keyof T & string)[]] => Object.keys(list) as [keyof T & string, ...(keyof T & string)[]];
const area = '0(?:2|3|37|4|49|5|6|7|8|82|826|836|89)';
/** A mobile, or a landline with its area code, as they are written and listed (spec 8.5). */
const phonePart = new RegExp(`^(?:09\\d{2}-?\\d{3}-?\\d{3}|(?:${area}-?|\\(${area}\\)-?)\\d{5,8}(?:#\\d{1,6})?)$`);
/** Several, separated by `;` (spec 4.4). */
const phone = z.string().trim().min(1).max(100).refine((value) => value.split(';').every((one) => phonePart.test(one.trim())), { message: 'not a telephone number', params: { code: 'phone' } });
/** Han with its variants, rare ones too; Latin with its accents; between letters the dots of indigenous names, spaces, and what stands in Latin names (spec 8.5). */
const nameLetters = /^[\p{Script=Han}\p{Script=Latin}](?:[ ‧·.'’-]*[\p{Script=Han}\p{Script=Latin}\p{Mn}])*$/u;
const name = z.string().trim().refine((value) => nameLetters.test(value) && [...value].length >= 2 && [...value].length <= 50, { message: '2 to 50 letters', params: { code: 'name' } });
const date = z.iso.date();

export const studentLookup = z.object({ idNo: z.string().min(1).max(20), family: z.enum(keys(families)).default('departure') });
export const registryStudent = z.object({ idNo: z.string(), name: z.string(), birthDate: date, sex: z.enum(['male', 'female']), studentNo: z.string(), schoolType: z.string(), department: z.string(), grade: z.int(), className: z.string() });

export const basicForm = z.object({
  phone, householdAddress: text(200), mailAddress: text(200), guardianName: name, guardianRelation: text(20), guardianPhone: phone,
  emergencyName: name, emergencyRelation: text(20), emergencyPhone: phone, familyStatus: z.enum(keys(familyStatuses)),
});
/** As it is shown: names and telephones may stand masked (spec 8.3), or as an earlier edition took them. */
const basicView = basicForm.extend({ phone: z.string(), guardianName: z.string(), guardianPhone: z.string(), emergencyName: z.string(), emergencyPhone: z.string() });
export const openForm = basicForm.extend({ idNo: z.string().min(1).max(20), family: z.enum(keys(families)).default('departure') });
/** A filing while it is written: whatever stands in its form. */
export const filingDraft = z.object({ idNo: z.string().max(20), basic: z.record(z.string(), z.unknown()) });
export type FilingDraft = z.infer<typeof filingDraft>;

const cause = z.enum(keys(causes));
export const caseDataForm = z.object({
  category: z.enum(filableCategories), /** 最後到校日 */ leftOn: date, identity1: z.enum(keys(identities)), identity2: z.array(z.enum(keys(circumstances))).default([]),
  causes: z.array(cause).min(1), mainCause: z.enum(keys(causeGroups)), /** text for each cause that ends in 其他 */ causeTexts: z.record(z.string(), text(100)).default({}),
  leaveFrom: date.optional(), leaveTo: date.optional(), leaveCount: z.int().min(1).max(2).optional(), description: text(500).optional(),
});
export const leaveFields = ['leaveFrom', 'leaveTo', 'leaveCount'] as const satisfies (keyof z.infer<typeof caseDataForm>)[];
type CaseDataProblem = readonly [path: readonly string[], code: keyof typeof fieldProblems, message: string];
/** What no field of the case data shows alone: asked of a finished form here, and by the screens while other fields are still missing. */
export function problemsAmong({ category, identity2 = [], causes: ticked = [], causeTexts = {}, ...form }: Partial<CaseDataForm>): CaseDataProblem[] {
  const { leaveFrom: from, leaveTo: to } = form, found: CaseDataProblem[] = [];
  for (const field of leaveFields) {
    if (category === 'leave' && form[field] === undefined) found.push([[field], 'required', 'required for a leave']);
    if (category !== 'leave' && category !== undefined && form[field] !== undefined) found.push([[field], 'leaveOnly', 'only of a leave']);
  }
  if (from && to && isPlainDate(from) && isPlainDate(to)) {
    if (to < from) found.push([['leaveTo'], 'order', 'ends before it begins']);
    else if (to === from || to >= anniversary(from, 1)) found.push([['leaveTo'], 'leaveLength', 'more than a day, at most a school year']);   // H0060049 §17
  }
  if (identity2.includes('none') && identity2.length > 1) found.push([['identity2'], 'noneAlone', '無 excludes all others']);
  for (const one of ticked) if (needsText(one) && !causeTexts[one]?.trim()) found.push([['causeTexts', one], 'required', 'say which']);
  return found;
}
export const submitForm = caseDataForm.extend({ basic: basicForm.optional() }).superRefine((form, ctx) => {
  for (const problem of problemsAmong(form)) problemAt(ctx, ...problem);
  if (!form.causes.some((one) => one in causeGroups[form.mainCause].causes)) problemAt(ctx, ['mainCause'], 'mainCause', 'no cause of this group is ticked');
});
export const recordForm = z.object({
  trackedAt: z.iso.datetime({ offset: true }).optional(), method: z.enum(keys(trackMethods)), residence: z.enum(keys(residences)), life: z.array(z.enum(keys(lives))).min(1), guidance: z.array(z.enum(keys(guidances))).min(1),
  employmentReferral: z.boolean(), content: text(300), suggestClose: z.boolean().default(false), closeGround: z.enum(keys(closingGrounds)).optional(),
}).superRefine((form, ctx) => {
  if (form.suggestClose && !form.closeGround) problemAt(ctx, ['closeGround'], 'required', 'say on which ground');
});
const reason = text(300);

export const actionForms = {
  open: openForm,
  submit: submitForm,
  sendRecord: recordForm,
  deleteRecord: z.object({ recordId: z.uuid() }),
  returnFiling: z.object({ comment: reason }),
  void: z.object({ reason }),
  report: z.object({}),
  close: z.object({ note: reason.optional() }),
  sendBack: z.object({ comment: reason }),
  overrideEnrolment: z.object({ note: reason }),
  extendDeadline: z.object({ deadlineId: z.string().max(100), untilOn: date, reason }),
  voidByLetter: z.object({ letterNo: text(60).regex(/號$/), reason }),
} as const satisfies Record<Exclude<ActionOf<typeof dropout>, 'comeOfAge' | 'endTerm' | 'suspend' | 'resume'>, z.ZodType>;

export type BasicForm = z.infer<typeof basicForm>;
export type CaseDataForm = z.infer<typeof caseDataForm>;
export type RecordForm = z.infer<typeof recordForm>;
export type RegistryStudent = z.infer<typeof registryStudent>;

const relatedCase = z.object({ id: z.uuid(), number: z.string().nullable() });
/** What a dropout case shows beside the common view. */
export const dropoutForms = z.object({
  student: registryStudent, basic: basicView, caseData: caseDataForm.nullable(),
  records: z.array(z.object({ id: z.uuid(), by: z.string(), mine: z.boolean(), sentAt: z.iso.datetime({ offset: true }), beforeReport: z.boolean(), content: recordForm })),
  /** the ground of the newest record, where it suggests closing */ closeGround: z.enum(keys(closingGrounds)).nullable(),
  /** the case whose closing demands this filing, and the filing that this one's closing demanded; null also where this person may not read it */ follows: relatedCase.nullable(), followedBy: relatedCase.nullable(),
  /** the one category that this filing may have, where another case demands it */ demandedCategory: z.enum(filableCategories).nullable(),
  /** grounds this category allows */ grounds: z.array(z.enum(keys(closingGrounds))), reportedAt: z.iso.datetime({ offset: true }).nullable(),
});
export type DropoutForms = z.infer<typeof dropoutForms>;
