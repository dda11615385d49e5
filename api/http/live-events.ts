/** `GET /api/v1/events`: server-sent events, ids and versions only. */
import type Router from '@koa/router';
import type { Desk } from '../desk.ts';
import { abilityOf } from '../policy/ability.ts';
import { refuse } from './problem-error.ts';
import type { RequestState } from './context.ts';

export function liveEvents(router: Router<RequestState>, desk: Desk): void {
  router.get('/api/v1/events', (ctx) => {
    const person = ctx.state.person ?? refuse('signInNeeded');
    ctx.set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    ctx.type = 'text/event-stream';
    ctx.body = desk.hub.join(abilityOf(person), person.sessionId);
  });
}
