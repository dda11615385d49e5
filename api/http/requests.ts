/** What every request gets: an id, a language, a log line without personal data, and problems as `application/problem+json`. */
import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { problems, type ProblemCode } from '#domain/problem';
import { problemBody, ProblemError } from './problem-error.ts';
import type { RequestState } from './context.ts';

export function requests(log: Logger): Middleware<RequestState> {
  return async (ctx, next) => {
    const startedAt = performance.now();
    ctx.state.requestId = randomUUID();
    ctx.state.language = ctx.acceptsLanguages('zh-TW', 'zh', 'en') === 'en' ? 'en' : 'zh';
    ctx.set('X-Request-Id', ctx.state.requestId);
    if (ctx.path.startsWith('/api/')) ctx.set({ 'Cache-Control': 'no-store', 'Content-Language': ctx.state.language === 'zh' ? 'zh-TW' : 'en', Vary: 'Accept-Language' });
    try {
      await next();
      if (ctx.status >= 400 && !ctx.body) throw new ProblemError(codeOf({ status: ctx.status }));
    } catch (error) {
      answer(ctx as never, log, error);
    }
    // the matched route, not the path: an id in a log is one more place to look for it, a query could hold a name
    log.info({ requestId: ctx.state.requestId, method: ctx.method, route: (ctx as unknown as { _matchedRoute?: string })._matchedRoute, status: ctx.status, ms: Math.round(performance.now() - startedAt) }, 'request');
  };
}
interface Answerable { status: number; body: unknown; type: string; state: RequestState; set(headers: Record<string, string>): void }
function answer(ctx: Answerable, log: Logger, error: unknown): void {
  const problem = error instanceof ProblemError ? error : new ProblemError(codeOf(error));
  if (problem.code === 'unexpected') log.error({ requestId: ctx.state.requestId, err: error }, 'unexpected');
  ctx.status = problems[problem.code].status;
  ctx.set(problem.headers);
  ctx.body = problemBody(problem, ctx.state.language, ctx.state.requestId);
  ctx.type = 'application/problem+json';
}
/** PostgreSQL away (connection class 08, shutdown 57P, refused, reset) is `unavailable`; what the router and the body parser found keeps its meaning. */
function codeOf(error: unknown): ProblemCode {
  const { code, status, cause } = error as { code?: string; status?: number; cause?: unknown };
  if (typeof code === 'string' && /^(08|57P|53)|^ECONN|^EPIPE|^ETIMEDOUT/.test(code)) return 'unavailable';
  if (/Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect/.test(String((error as Error).message))) return 'unavailable';
  if (status === 404) return 'notFound';
  if (status === 405 || status === 501) return 'methodNotAllowed';
  if (status === 413) return 'tooLarge';
  if (status === 400 || status === 415) return 'malformed';
  return cause ? codeOf(cause) : 'unexpected';
}
