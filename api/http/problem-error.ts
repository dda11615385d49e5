/** A refusal on its way to `application/problem+json` (RFC 9457). */
import type { core } from 'zod';
import { fieldProblems, isFieldProblem, problems, type ProblemCode } from '#domain/problem';
import type { Language } from '#domain/label';

export interface FieldError { readonly pointer: string; readonly code: string; readonly message?: string }
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
  /** members of its own kind, RFC 9457, 3.2 */ readonly more: object;
  constructor(code: ProblemCode, { errors = [], headers = {}, more = {} }: { errors?: readonly FieldError[]; headers?: Readonly<Record<string, string>>; more?: object } = {}) {
    super(code);
    this.code = code;
    this.errors = errors;
    this.headers = headers;
    this.more = more;
  }
}
export const refuse = (code: ProblemCode, detail?: ConstructorParameters<typeof ProblemError>[1]): never => { throw new ProblemError(code, detail); };

/** RFC 6901 */
export const pointerTo = (pointer: string, key: string): string => `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
/** zod's findings as fields: a JSON pointer, a code, and a sentence where the code has none of its own. */
export function fieldErrors(issues: readonly core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return path.map((p) => ({ pointer: p.reduce<string>((pointer, part) => pointerTo(pointer, String(part)), '') || '/', code: codeOf(issue), message: issue.message }));
  });
}
function codeOf(issue: core.$ZodIssue): string {
  if (issue.code === 'custom') return String(issue.params?.['code'] ?? 'invalid');
  if (issue.code === 'unrecognized_keys') return 'unknownField';
  return (issue.code === 'invalid_type' || issue.code === 'invalid_value') && issue.input === undefined ? 'required' : issue.code;
}
export function problemBody({ code, errors, more }: Pick<ProblemError, 'code' | 'errors' | 'more'>, language: Language, requestId: string): object {
  const { status, label } = problems[code];
  return {
    type: `urn:schoolward:problem:${code}`, title: label[language], status, code, requestId, ...more,
    ...(errors.length ? { errors: errors.map((e) => ({ ...e, message: isFieldProblem(e.code) ? fieldProblems[e.code][language] : (e.message ?? e.code) })) } : {}),
  };
}
