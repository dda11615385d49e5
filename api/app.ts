/** The desk's middleware in the order it runs, and its routes. */
import bodyParser from '@koa/bodyparser';
import Router from '@koa/router';
import Koa from 'koa';
import compress from 'koa-compress';
import type { LifecycleName } from '#workflows/lifecycles';
import { amendmentRoutes } from './amendment/routes.ts';
import { openingDraftRoutes } from './cases/opening-draft.ts';
import { caseRoutes } from './cases/routes.ts';
import { courseRoutes } from './course/routes.ts';
import { demoRoutes } from './demo/routes.ts';
import type { Desk } from './desk.ts';
import { dropoutRoutes } from './dropout/routes.ts';
import type { RequestState } from './http/context.ts';
import { healthRoutes } from './http/health.ts';
import { liveEvents } from './http/live-events.ts';
import { openApi } from './http/openapi.ts';
import { rateLimits } from './http/rate-limits.ts';
import { requests } from './http/requests.ts';
import type { Routes } from './http/route.ts';
import { sameOrigin } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { session } from './http/session.ts';
import { webApp } from './http/web-app.ts';
import { peopleRoutes } from './people/routes.ts';
import { supervisionRoutes } from './supervision/routes.ts';
import { taskRoutes } from './tasks/routes.ts';

const BODY_LIMIT = '256kb';
/** What only one procedure asks over HTTP. */
const ownRoutes: Record<LifecycleName, (routes: Routes) => void> = { dropout: dropoutRoutes, course: courseRoutes, amendment: amendmentRoutes };

export function createApp(desk: Desk): Koa<RequestState> {
  const app = new Koa<RequestState>({
    // one reverse proxy stands before us: only what it adds itself to X-Forwarded-For is believed
    proxy: desk.config.profile === 'production', maxIpsCount: 1,
  });
  const router = new Router<RequestState>({ sensitive: true });
  const routes: Routes = { router, specs: [], desk };
  healthRoutes(router, desk);
  for (const register of [peopleRoutes, demoRoutes, ...Object.values(ownRoutes), openingDraftRoutes, caseRoutes, taskRoutes, supervisionRoutes]) register(routes);
  liveEvents(router, desk);
  const document = openApi(routes.specs);
  router.get('/api/v1/openapi.json', (ctx) => { ctx.body = document; });

  app.use(requests(desk.log));
  app.use(securityHeaders());
  // an event stream must leave as it comes, not when a block is full
  app.use(compress({ filter: (type) => type !== 'text/event-stream' && compressible(type) }));
  app.use(webApp());
  app.use(sameOrigin());
  app.use(session(desk));
  app.use(rateLimits(desk));
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: BODY_LIMIT }));
  app.use(router.routes());
  app.use(router.allowedMethods());
  return app;
}
const compressible = (type: string): boolean => /json|text|javascript|svg|css|font/.test(type);
