/** Lengths of texts are counted in code points, in every form alike: 𠮷 is one character (spec 8.5). */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { applicationForm } from '../../api/amendment/contract.ts';
import { checkIn, courseFields, questionnaireAnswer } from '../../api/course/contract.ts';
import { actionForms as dropoutForms } from '../../api/dropout/contract.ts';
import { fieldErrors } from '../../api/http/problem-error.ts';

const forms: [string, number, (text: string) => z.ZodSafeParseResult<unknown>][] = [
  ['the reason of a change after closing', 500, (reason) => applicationForm.safeParse({ courseId: randomUUID(), changes: { name: '課程' }, reason })],
  ['the audience of a course', 200, (text) => courseFields.shape.audienceText.safeParse(text)],
  ['the remark in a questionnaire', 500, (comment) => questionnaireAnswer.safeParse({ scores: [1, 2, 3, 4, 5], comment })],
  ['the name somebody signs in by', 100, (displayName) => checkIn.safeParse({ displayName })],
  ['the reason for a voiding', 300, (reason) => dropoutForms.void.safeParse({ reason })],
];

describe('a text', () => {
  it.each(forms)('%s: %i characters fit however many units they take, and one more is said to be too long', (_what, most, parse) => {
    expect(parse('𠮷'.repeat(most)).success).toBe(true);
    expect(fieldErrors(parse('𠮷'.repeat(most + 1)).error!.issues).map(({ code }) => code)).toEqual(['tooLong']);
  });
});
