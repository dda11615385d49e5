/** Signing in and out, the person, the password and the second factor. Spec 1.8. */
import { me } from '#contract/people';
import { route, type Routes } from '../http/route.ts';
import { closeSession } from '../http/session.ts';
import { getMe } from './me.ts';

export function peopleRoutes(routes: Routes): void {
  route(routes, {
    method: 'delete', path: '/api/v1/sessions', summary: 'Signs out',
    handle: ({ desk, em, http, person }) => closeSession(desk, em, http, person.sessionId),
  });

  route(routes, {
    method: 'get', path: '/api/v1/me', summary: 'Who is signed in, and what they may do', response: me,
    handle: ({ desk, em, person, language }) => getMe(em, person.sessionId, desk.config.profile, language),
  });
}
