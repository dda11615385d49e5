/** What the desk refuses, as it is told to people. RFC 9457. */
import { isProblemCode, problems, type ProblemCode } from '#domain/problem';
import type { Label } from '#domain/label';

export interface FieldProblem { readonly pointer: string; readonly code: string; readonly message: string }
/** `offline`: no answer at all, so nobody knows whether it was done. */
export type RefusalCode = ProblemCode | 'offline';

interface Answered { readonly status: number; readonly code: RefusalCode; readonly message?: string; readonly requestId?: string; readonly errors?: readonly FieldProblem[]; readonly retryAfterSeconds?: number }

export class Problem extends Error {
  readonly status: number;
  readonly code: RefusalCode;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldProblem[];
  readonly retryAfterSeconds: number | undefined;
  /** The desk's own sentence, already in the reader's language; `labelOf` where it gave none. */
  readonly sentence: string | undefined;

  constructor(answer: Answered, options?: ErrorOptions) {
    super(answer.message ?? answer.code, options);
    this.name = 'Problem';
    this.status = answer.status;
    this.code = answer.code;
    this.sentence = answer.message;
    this.requestId = answer.requestId;
    this.errors = answer.errors ?? [];
    this.retryAfterSeconds = answer.retryAfterSeconds;
  }

  /** True where the command may have been carried out although no answer came, or may be by trying again. */
  get unsettled(): boolean {
    return this.code === 'offline' || this.status >= 500 || this.status === 429;
  }
  get label(): Label | undefined {
    return this.code === 'offline' ? undefined : problems[this.code].label;
  }
}

const codeByStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed', 401: 'signInNeeded', 403: 'notAllowed', 404: 'notFound', 409: 'wrongStatus', 412: 'stale', 413: 'tooLarge', 422: 'invalid', 428: 'headerMissing', 429: 'tooMany',
  502: 'unavailable', 503: 'unavailable', 504: 'unavailable',
};

/** Reads a refusal. A body that is no problem document (a proxy's page, say) is told by its status alone. */
export async function problemFrom(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const body = await bodyOf(response);
  const text = (key: string): string | undefined => (typeof body[key] === 'string' && body[key] !== '' ? (body[key] as string) : undefined);
  const said = text('code');
  const message = text('detail') ?? text('title');
  const requestId = text('requestId');
  return new Problem({
    status: response.status,
    code: isProblemCode(said) ? said : (codeByStatus[response.status] ?? 'unexpected'),
    errors: Array.isArray(body['errors']) ? (body['errors'] as FieldProblem[]) : [],
    ...(message !== undefined && { message }),
    ...(requestId !== undefined && { requestId }),
    ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }),
  });
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  if (!response.headers.get('content-type')?.includes('json')) return {};
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/**
 * The first message of each field, by the name the form knows it under: `/causes/0` and `/causes` are both `causes`,
 * `/basic/phone` is `basic.phone` where the form has such a field.
 */
export function messagesByField(errors: readonly FieldProblem[], fields: readonly string[]): { readonly byField: Readonly<Record<string, string>>; readonly others: readonly string[] } {
  const byField: Record<string, string> = {};
  const others: string[] = [];
  for (const { pointer, message } of errors) {
    const path = pointer.replace(/^#?\/?/, '').split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const field = path.map((_, i) => path.slice(0, path.length - i).join('.')).find((name) => fields.includes(name));
    if (field === undefined) others.push(message);
    else byField[field] ??= message;
  }
  return { byField, others };
}
