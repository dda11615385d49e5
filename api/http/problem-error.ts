/** A refusal on its way to `application/problem+json` (RFC 9457). */
import type { core } from 'zod';
import { fieldProblems, isFieldProblem, problems, type ProblemCode } from '#domain/problem';
import type { Language } from '#domain/label';

export interface FieldError { readonly pointer: string; readonly code: string; readonly message?: string }
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(code: ProblemCode, { errors = [], headers = {} }: { errors?: readonly FieldError[]; headers?: Readonly<Record<string, string>> } = {}) {
    super(code);
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }
}
export const refuse = (code: ProblemCode, detail?: ConstructorParameters<typeof ProblemError>[1]): never => { throw new ProblemError(code, detail); };

/** zod's findings as fields: a JSON pointer, a code, and a sentence where the code has none of its own. */
export function fieldErrors(issues: readonly core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const code = issue.code === 'custom' ? String(issue.params?.['code'] ?? 'invalid') : issue.code === 'unrecognized_keys' ? 'unknownField' : issue.code === 'invalid_type' && issue.input === undefined ? 'required' : issue.code;
    return path.map((p) => ({ pointer: `/${p.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`, code, message: issue.message }));
  });
}
export function problemBody({ code, errors }: Pick<ProblemError, 'code' | 'errors'>, language: Language, requestId: string): object {
  const { status, label } = problems[code];
  return {
    type: `urn:schoolward:problem:${code}`, title: label[language], status, code, requestId,
    ...(errors.length ? { errors: errors.map((e) => ({ ...e, message: isFieldProblem(e.code) ? fieldProblems[e.code][language] : (e.message ?? e.code) })) } : {}),
  };
}
