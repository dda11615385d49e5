/** What anybody may look up about courses, without signing in: kept by caches, nothing personal but whom to ring. Spec 5.1, 5.4. */
import { z } from 'zod';
import { pageOf } from '../cases/queries.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes } from '../http/route.ts';
import { publicCourseDetail, publicCourses, publicQuery } from './contract.ts';
import { presentPublic, publicCourseOf, searchCourses } from './public-search.ts';

export const courseCode = z.object({ code: z.string().max(20) });
/** Seconds for which a cache may answer: places may be taken meanwhile, and whoever registers asks the course itself. */
const KEPT_FOR = 30;

export function publicRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: '/api/v1/course/public', summary: '公開課程查詢', anonymous: true, query: publicQuery, response: publicCourses, keptFor: KEPT_FOR, problems: ['invalid'],
    async handle({ desk, query }) {
      const now = Date.now(), { page, nextCursor } = pageOf(await searchCourses(desk.visitors.em.fork(), query, now), (last) => [last.startsOn, last.caseId]);
      return { items: page.map((course) => presentPublic(course, now)), nextCursor };
    },
  });
  route(routes, {
    method: 'get', path: '/api/v1/course/public/:code', summary: '公開課程內容', anonymous: true, params: courseCode, response: publicCourseDetail, keptFor: KEPT_FOR, problems: ['notFound'],
    handle: async ({ desk, params }) => (await publicCourseOf(desk.visitors.em.fork(), params.code, Date.now())) ?? refuse('notFound'),
  });
}
