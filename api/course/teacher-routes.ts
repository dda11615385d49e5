/** A teacher's own side of courses: how one stands to them, registering, what one registered for, the hours. Spec 5.5. */
import { z } from 'zod';
import { cancelRegistration } from '#db/registrations';
import { nowOf } from '../cases/moments.ts';
import { pageOf } from '../cases/queries.ts';
import { commandHeaders, header } from '../cases/routes.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes } from '../http/route.ts';
import type { Person } from '../policy/ability.ts';
import { myHours, myRegistrations, myStanding, registerBody } from './contract.ts';
import { hoursOf, ownRegistration, presentMine, registrationsOf } from './own-courses.ts';
import { courseCode } from './public-routes.ts';
import { isTeacher, notToCancel, presentStanding, registerFor, standingOf } from './registering.ts';
import { RegistrationQueue } from './registration-queue.ts';

const teacherOnly = (person: Person): string => (isTeacher(person) ? person.accountId : refuse('notAllowed'));

export function teacherRoutes(routes: Routes): void {
  const queue = new RegistrationQueue(routes.desk.orm);

  route(routes, {
    method: 'get', path: '/api/v1/course/public/:code/mine', summary: '我對這門課程的報名情形', params: courseCode, response: myStanding, problems: ['notAllowed', 'teacherUnknown', 'notFound'],
    handle: async ({ em, person, params, language }) => presentStanding(await standingOf(em, person, params.code), Date.now(), language),
  });
  route(routes, {
    method: 'post', path: '/api/v1/course/public/:code/registrations', summary: '報名', params: courseCode, headers: commandHeaders, body: registerBody, response: myStanding, status: 201,
    problems: ['invalid', 'headerMissing', 'keyReused', 'notAllowed', 'teacherUnknown', 'notFound', 'registeredBefore', 'registrationClosed', 'notInvited', 'courseFull'],
    async handle(visit) {
      const { params, body, language } = visit, key = header(visit, commandHeaders)['idempotency-key'].toLowerCase(), now = Date.now();
      return presentStanding(await registerFor(queue, { ...visit, now }, params.code, key, body.extra), now, language);
    },
  });
  route(routes, {
    method: 'delete', path: '/api/v1/course/my/registrations/:registrationId', summary: '取消報名', params: z.object({ registrationId: z.string() }), problems: ['notAllowed', 'notFound', 'wrongStatus', 'tooLate'],
    async handle({ desk, em, person, params }) {
      const found = (await ownRegistration(em, teacherOnly(person), params.registrationId)) ?? refuse('notFound'), now = Date.now(), code = notToCancel(found.state, found, now);
      if (code) refuse(code);
      await desk.orm.em.fork().transactional((held) => cancelRegistration(held, found.caseId, found.id, nowOf(found, now)));
    },
  });
  route(routes, {
    method: 'get', path: '/api/v1/course/my/registrations', summary: '我的報名', query: z.object({ cursor: z.string().max(200).optional() }), response: myRegistrations, problems: ['notAllowed'],
    async handle({ em, person, query }) {
      const now = Date.now(), { page, nextCursor } = pageOf(await registrationsOf(em, teacherOnly(person), now, query.cursor), (last) => [last.registeredAt, last.id]);
      return { items: page.map((one) => presentMine(one, now)), nextCursor };
    },
  });
  route(routes, {
    method: 'get', path: '/api/v1/course/my/hours', summary: '我的研習時數', query: z.object({ year: z.coerce.number().int().min(1990).max(2200).optional() }), response: myHours, problems: ['invalid', 'notAllowed'],
    handle: ({ em, person, query }) => hoursOf(em, teacherOnly(person), query.year),
  });
}
