/** The built web app: hashed assets for ever, and its page for every address that is not an API's. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Middleware } from 'koa';
import send from 'koa-send';
import type { RequestState } from './context.ts';

const ROOT = fileURLToPath(new URL('../../web/dist/', import.meta.url));
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;
/** Not pages: a watchman who is shown a page takes a dead worker for a live one. */
const asked = new Set(['/healthz', '/readyz']);

export function webApp(): Middleware<RequestState> {
  return async (ctx, next) => {
    if (ctx.path.startsWith('/api/') || asked.has(ctx.path) || !['GET', 'HEAD'].includes(ctx.method)) return next();
    if (ctx.path.startsWith('/assets/')) return void (await send(ctx as never, ctx.path, { root: ROOT, maxage: YEAR_MS, immutable: true }).catch(() => next()));
    const page = await access(`${ROOT}index.html`).then(() => true, () => false);
    if (!page) return next();
    ctx.set('Cache-Control', 'no-cache');
    await send(ctx as never, /\.\w+$/.test(ctx.path) ? ctx.path : 'index.html', { root: ROOT }).catch(() => next());
  };
}
