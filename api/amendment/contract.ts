/** The forms of 結案後修改, spec 5.8. */
import { z } from 'zod';
import type { amendment } from '#lifecycle/amendment';
import type { ActionOf } from '#case/table';
import { problemAt, text } from '../cases/contract.ts';
import { courseFields, courseForm } from '../course/contract.ts';

const { tag, letter, audienceText, subsidy, subsidyAmount, fee, feeAmount } = courseFields.shape;
/**
 * What a letter can still change: nothing on which hours or lists rest (B, K, L), nor what is over (M, P, T) or stands apart (J). What is not named stays as it is, so
 * nothing has a default.
 */
export const changes = courseFields.pick({
  name: true, tier: true, nature: true, field: true, delivery: true, lecturers: true, intro: true, county: true, township: true, address: true, notes: true, audience: true, contacts: true,
}).extend({
  tag: tag.removeDefault(), letter: letter.removeDefault(), audienceText: audienceText.removeDefault(), subsidy: subsidy.removeDefault(), subsidyAmount: subsidyAmount.removeDefault(),
  fee: fee.removeDefault(), feeAmount: feeAmount.removeDefault(),
}).partial();
export type Changes = z.infer<typeof changes>;
/** What the course form asks of these fields, as they would stand in the course. @param course as it is; nothing of it is judged that stays */
export function changeIssues(wanted: Changes, course: object): z.core.$ZodIssue[] {
  const judged = courseForm.safeParse({ ...course, ...wanted });
  return (judged.error?.issues ?? []).filter(({ path: [field] }) => Object.hasOwn(wanted, String(field)));
}
export const applicationForm = z.object({ courseId: z.uuid(), changes, reason: text(500) }).superRefine((form, ctx) => { if (Object.keys(form.changes).length === 0) problemAt(ctx, ['changes'], 'required', 'say what is to be changed'); });

export const actionForms = {
  open: applicationForm,
  approve: z.object({}),
  reject: z.object({ reason: text(500) }),
  sendBatch: z.object({ /** 發文字號 */ letterNo: text(60).regex(/號$/) }),
  applyChange: z.object({}),
} as const satisfies Record<ActionOf<typeof amendment>, z.ZodType>;
export type ApplicationForm = z.infer<typeof applicationForm>;

export const batchSent = z.object({ /** in the letter, those of an earlier attempt included */ sent: z.int(), failed: z.int() });
export const amendmentForms = z.object({ courseId: z.uuid(), courseName: z.string(), courseCode: z.string(), changes, reason: z.string(), letterNo: z.string().nullable() });
export type AmendmentForms = z.infer<typeof amendmentForms>;
