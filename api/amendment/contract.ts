/** The forms of 結案後修改, spec 5.8. */
import { z } from 'zod';
import type { amendment } from '#lifecycle/amendment';
import type { ActionOf } from '#case/table';
import { problemAt, text } from '../cases/contract.ts';
import { courseFields } from '../course/contract.ts';

/** What a letter can still change: nothing on which hours or lists rest. What is not named stays as it is, so nothing has a default. */
export const changes = courseFields.pick({ name: true, intro: true, notes: true, letter: true, lecturers: true }).extend({ letter: courseFields.shape.letter.removeDefault() }).partial();
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
