/** The desk's contract asked in the browser, so that a clerk hears at once what the desk would say. */
import type { ZodType } from 'zod';
import type { CaseView } from '#contract/cases';
import { fieldProblems, isFieldProblem } from '#domain/problem';
import type { Label } from '#domain/label';
import type { ActionForm, Draft, Finding } from './screens.ts';

/** `Item`: what is known beside the form; a case that is being opened is none yet. */
export interface Checkable<Item = CaseView> extends Pick<ActionForm, 'schema' | 'sends'> { readonly check?: (form: Draft, item: Item) => Finding[] }
export interface Checked { readonly body: Draft; readonly findings: readonly Finding[] }

/** @returns the body as it is sent, and what is wrong with it */
export function check<Item = CaseView>(form: Checkable<Item>, draft: Draft, item?: Item): Checked {
  const body = filledIn(form.sends?.(draft) ?? draft);
  const findings = [...((item && form.check?.(draft, item)) ?? []), ...findingsOf(form.schema, body)];
  return { body, findings };
}

type Issue = { readonly code?: string | undefined; readonly path: readonly PropertyKey[]; readonly input?: unknown; readonly params?: Record<string, unknown> | undefined; readonly minimum?: unknown };

export function findingsOf(schema: ZodType, body: unknown): Finding[] {
  const result = schema.safeParse(body, { reportInput: true });
  return result.success ? [] : (result.error.issues as unknown as Issue[]).map((issue) => ({ pointer: pointerOf(issue.path), code: codeOf(issue) }));
}

function codeOf({ code, input, params, minimum }: Issue): Finding['code'] {
  if (code === 'custom') return isFieldProblem(params?.['code']) ? params['code'] : 'malformed';
  if (input === undefined || input === '' || (code === 'too_small' && minimum === 1)) return 'required';
  return 'malformed';
}
const pointerOf = (path: readonly PropertyKey[]): string => path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What was left empty is not sent: an empty text is no text. */
export function filledIn(value: Draft): Draft {
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined || inner === null || (typeof inner === 'string' && inner.trim() === '')) return [];
    return [[key, typeof inner === 'object' && !Array.isArray(inner) ? filledIn(inner as Draft) : inner]];
  }));
}

export const sentenceOf = (code: Finding['code']): Label | undefined => (code === 'malformed' ? undefined : fieldProblems[code]);
