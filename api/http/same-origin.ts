/** A change of state is asked for by our own pages, or by a program that is no browser. Against cross-site request forgery, without tokens. */
import type { Middleware } from 'koa';
import { refuse } from './problem-error.ts';
import type { RequestState } from './context.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** `Sec-Fetch-Site` cannot be set by a page, so it is believed where a browser sends it; older browsers send `Origin` with every POST. */
export function sameOrigin(): Middleware<RequestState> {
  return async (ctx, next) => {
    if (!safe.has(ctx.method) && !isOurs(ctx.get('sec-fetch-site'), ctx.get('origin'), ctx.host)) refuse('foreignOrigin');
    await next();
  };
}
/** @param host of the request, with its port */
export function isOurs(fetchSite: string, origin: string, host: string): boolean {
  if (fetchSite) return fetchSite === 'same-origin';
  return !origin || (URL.canParse(origin) && new URL(origin).host === host);
}
