/** Registrations for the owner of a course; reviewing them is an action of the case. Spec 5.5. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { allows } from '#case/table';
import { registerAccepted } from '#db/registrations';
import { course } from '#lifecycle/course';
import { nowOf } from '../cases/moments.ts';
import { noteReading, pageOf, type LoadedCase } from '../cases/queries.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes, type Visit } from '../http/route.ts';
import { may } from '../policy/ability.ts';
import { batchDone, registrations, registrationsQuery, schoolBatch, schoolTeachers } from './contract.ts';
import { courseId, readableCourse } from './readable-course.ts';
import { areOfSchool, countsOf, isForSchool, presentRegistration, registrationsOf, schoolTeachersOf } from './registration-list.ts';
import { presentTeacher } from './teachers.ts';

const REVIEW = 'reviewRegistrations';

/** Whose registrations one decides one may read, and nobody else's. @throws {ProblemError} `notFound`, `notAllowed` */
async function reviewable(visit: Pick<Visit<{ id: string }, unknown, unknown>, 'em' | 'ability' | 'params'>): Promise<LoadedCase> {
  const found = await readableCourse(visit);
  return may(visit.ability, REVIEW, 'course', found) ? found : refuse('notAllowed');
}

export function registrationRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: '/api/v1/course/cases/:id/registrations', summary: '報名名單', params: courseId, query: registrationsQuery, response: registrations, problems: ['notFound', 'notAllowed', 'invalid'],
    async handle(visit) {
      const { id } = await reviewable(visit), { em, desk, query } = visit;
      await noteReading(em, { caseId: id, accountId: visit.person.accountId, what: 'registrations', requestId: visit.requestId });
      const { page, nextCursor } = pageOf(await registrationsOf(em, id, query, Date.now()), (last) => [String(last.place)]);
      return { items: page.map((one) => presentRegistration(one, desk)), ...(await countsOf(em, id)), nextCursor };
    },
  });
  route(routes, {
    method: 'get', path: '/api/v1/course/cases/:id/school-teachers', summary: '可批次報名的校內教師', params: courseId, query: z.object({ q: z.string().trim().max(50).optional() }), response: schoolTeachers, problems: ['notFound', 'notAllowed', 'invalid'],
    async handle(visit) {
      const found = await reviewable(visit), { em, desk, query } = visit;
      await noteReading(em, { caseId: found.id, accountId: visit.person.accountId, what: 'registrations', requestId: visit.requestId });
      return { items: (await schoolTeachersOf(em, found, query.q)).map((one) => presentTeacher(one, desk)) };
    },
  });
  route(routes, {
    method: 'post', path: '/api/v1/course/cases/:id/school-batch', summary: '校內批次報名', params: courseId, body: schoolBatch, response: batchDone, problems: ['notFound', 'notAllowed', 'invalid', 'wrongStatus', 'schoolOnly', 'teacherUnknown'],
    async handle(visit) {
      const found = await reviewable(visit), { teacherIds } = visit.body;
      if (!allows(course, REVIEW, found.status)) refuse('wrongStatus');
      if (!(await isForSchool(visit.em, found.id))) refuse('schoolOnly');
      if (!(await areOfSchool(visit.em, found.schoolId, teacherIds))) refuse('teacherUnknown');
      const added = await visit.desk.orm.em.fork().transactional((em) => registerAccepted(em, found.id, teacherIds.map((teacherId) => ({ id: randomUUID(), teacherId })), nowOf(found, Date.now())));
      return { added };
    },
  });
}
