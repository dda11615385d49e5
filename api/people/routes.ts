/** Signing in and out, the person, the password and the second factor. Spec 1.8. */
import { captchaChallenge, me, otpBinding, otpBound, passwordChange, signIn } from '#contract/people';
import { route, type Routes } from '../http/route.ts';
import { closeOtherSessions, closeSession, openSession } from '../http/session.ts';
import { attemptsIn } from './attempts.ts';
import { newChallenge } from './captcha.ts';
import { getMe } from './me.ts';
import { changePassword } from './new-password.ts';
import { bindSecondFactor } from './second-factor.ts';
import { authenticate } from './sign-in.ts';

export function peopleRoutes(routes: Routes): void {
  const attempts = attemptsIn(routes.desk.orm, routes.desk.config);

  route(routes, {
    method: 'get', path: '/api/v1/captcha', summary: 'A puzzle for the sign-in after two failures', anonymous: true, response: captchaChallenge,
    handle: ({ desk }) => newChallenge(desk.config, Date.now()),
  });

  route(routes, {
    method: 'post', path: '/api/v1/sessions', summary: 'Signs in', anonymous: true, body: signIn, response: me, status: 201,
    problems: ['badCredentials', 'otpRequired', 'captchaRequired', 'locked', 'tooMany'],
    async handle({ desk, em, body, http, person, language, requestId }) {
      const accountId = await authenticate(desk, em, attempts, body, { address: http.ip, requestId });
      if (person) await closeSession(desk, em, http, person.sessionId);
      return getMe(em, await openSession(desk, em, http, accountId), desk.config.profile, language);
    },
  });

  route(routes, {
    method: 'delete', path: '/api/v1/sessions', summary: 'Signs out',
    handle: ({ desk, em, http, person }) => closeSession(desk, em, http, person.sessionId),
  });

  route(routes, {
    method: 'get', path: '/api/v1/me', summary: 'Who is signed in, and what they may do', response: me,
    handle: ({ desk, em, person, language }) => getMe(em, person.sessionId, desk.config.profile, language),
  });

  route(routes, {
    method: 'post', path: '/api/v1/me/password', summary: 'Changes the password; other sessions of the account end', body: passwordChange, problems: ['locked', 'tooMany'],
    async handle({ desk, em, person, language, http, body }) {
      await changePassword(em, attempts, { person, language, address: http.ip }, body);
      await closeOtherSessions(desk, em, person);
    },
  });

  route(routes, {
    method: 'post', path: '/api/v1/me/otp', summary: 'Binds a second factor: first a secret, then a code of it', body: otpBinding, response: otpBound, problems: ['locked', 'tooMany'],
    async handle({ desk, em, person, language, http, body }) {
      const answer = await bindSecondFactor(em, desk.sealing, attempts, { person, language, address: http.ip }, body);
      if (answer.bound) await closeOtherSessions(desk, em, person);
      return answer;
    },
  });
}
