/** A route is its contract and a handler: what comes in is checked, what goes out is checked, and OpenAPI is drawn from the same words. */
import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import Router from '@koa/router';
import { z } from 'zod';
import type { Language } from '#domain/label';
import type { ProblemCode } from '#domain/problem';
import type { EntityManager } from '#db/orm';
import type { Desk } from '../desk.ts';
import { abilityOf, type CaseAbility, type Person } from '../policy/ability.ts';
import type { HttpContext, RequestState } from './context.ts';
import { mediaTypeOf, sendFile, type FileAnswer } from './file-answer.ts';
import { fileLimitOf, fileReader } from './file-body.ts';
import { fieldErrors, pointerTo, ProblemError, refuse } from './problem-error.ts';

export interface Visit<P, Q, B> {
  readonly desk: Desk; readonly em: EntityManager; readonly params: P; readonly query: Q; readonly body: B;
  readonly language: Language; readonly requestId: string; readonly person: Person; readonly ability: CaseAbility; readonly http: HttpContext;
}
export interface RouteSpec<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly method: 'get' | 'post' | 'put' | 'delete'; readonly path: string; readonly summary: string;
  readonly params?: P; readonly query?: Q; readonly body?: B; readonly response?: R; readonly status?: number;
  readonly problems?: readonly ProblemCode[];
  /** open to people who have not signed in */ readonly anonymous?: true;
  /** the same for everybody: seconds for which any cache may answer instead */ readonly keptFor?: number;
  /** headers a caller must send */ readonly headers?: z.ZodObject;
  handle(visit: Visit<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<R>>;
}
export interface Routes { readonly router: Router<RequestState>; readonly specs: RouteSpec<any, any, any, any>[]; readonly desk: Desk }

const languages = { zh: z.locales.zhTW().localeError, en: z.locales.en().localeError };

/** @throws {ProblemError} `invalid`, listing every field */
export function checked<S extends z.ZodType>(schema: S, value: unknown, language: Language): z.output<S> {
  const unstorable = unstorableIn(value);
  if (unstorable.length) throw new ProblemError('invalid', { errors: unstorable.map((pointer) => ({ pointer, code: 'unstorable' })) });
  const result = schema.safeParse(value, { error: languages[language], reportInput: true });
  if (!result.success) throw new ProblemError('invalid', { errors: fieldErrors(result.error.issues) });
  return result.data;
}
/** PostgreSQL keeps neither NUL nor half a surrogate pair, and would say so with a piece of the text in its error. */
function unstorableIn(value: unknown, pointer = ''): string[] {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? [pointer] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => [...unstorableIn(key, pointerTo(pointer, key)), ...unstorableIn(inner, pointerTo(pointer, key))]);
}
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>({ router, specs, desk }: Routes, spec: RouteSpec<P, Q, B, R>): void {
  specs.push(spec);
  router[spec.method](spec.path, async (ctx) => {
    const { language, requestId, person } = ctx.state;
    if (!person && !spec.anonymous) refuse('signInNeeded');
    const file = fileLimitOf(spec.body);
    const input = <S extends z.ZodType>(schema: S | undefined, value: unknown): z.output<S> => (schema ? checked(schema, value, language) : value) as z.output<S>;
    const visit = {
      desk, em: desk.orm.em.fork(), language, requestId, http: ctx as unknown as HttpContext, person: person!, ability: abilityOf(person ?? { accountId: '', grants: [] }),
      params: input(spec.params, ctx.params), query: input(spec.query, ctx.query), body: file ? fileReader(ctx as unknown as HttpContext, file) as never : input(spec.body, (ctx.request as { body?: unknown }).body ?? {}),
    };
    const answer = await spec.handle(visit);
    ctx.status = spec.status ?? (spec.response ? 200 : 204);
    if (!spec.response) return;
    const mediaType = mediaTypeOf(spec.response);
    if (mediaType) return sendFile(ctx, answer as FileAnswer, mediaType);
    // as text: Koa and the compression would each turn an object into JSON again to know its length
    ctx.type = 'json';
    const text = JSON.stringify(spec.response.parse(answer));
    if (spec.keptFor && isKept(ctx, text, spec.keptFor)) return;
    ctx.body = text;
  });
}
/** Whoever has this very answer already is told so. */
function isKept(ctx: Context, text: string, seconds: number): boolean {
  ctx.set({ 'Cache-Control': `public, max-age=${seconds}`, ETag: `W/"${createHash('sha256').update(text).digest('base64url')}"` });
  if (ctx.fresh) ctx.status = 304;
  return ctx.status === 304;
}
