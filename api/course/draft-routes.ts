/** A course that somebody has begun to write: one a person, kept here and never in a browser, because office machines are shared. Spec 5.2. */
import { row, rows, sql, type Timestamp } from '#db/orm';
import { iso } from '../cases/moments.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes } from '../http/route.ts';
import type { Person } from '../policy/ability.ts';
import { courseDraft, keptCourse, type CourseDraftKept } from './contract.ts';
import { registersCourses } from './units.ts';

const path = '/api/v1/course/draft', FORM = 'open';
/** It is no case yet, so it lies under its author's own id. */
const authorOnly = (person: Person): string => (registersCourses(person) ? person.accountId : refuse('notAllowed'));

export function draftRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path, summary: '尚未送出的新課程', response: keptCourse, problems: ['notAllowed'],
    async handle({ em, person }) {
      const author = authorOnly(person), kept = await row<{ body: CourseDraftKept; updatedAt: Timestamp }>(em, sql`select body, updated_at as "updatedAt" from draft where case_id = ${author} and form = ${FORM} and account_id = ${author}`);
      return { draft: kept ? { body: kept.body, updatedAt: iso(kept.updatedAt) } : null };
    },
  });
  route(routes, {
    method: 'put', path, summary: '自動儲存新課程', body: courseDraft, problems: ['notAllowed', 'invalid'],
    async handle({ em, person, body }) {
      const author = authorOnly(person);
      await rows(em, sql`insert into draft (case_id, form, account_id, body, updated_at) values (${author}, ${FORM}, ${author}, ${JSON.stringify(body)}, ${new Date()}) on conflict (case_id, form, account_id) do update set body = excluded.body, updated_at = excluded.updated_at`);
    },
  });
  route(routes, {
    method: 'delete', path, summary: '捨棄新課程', problems: ['notAllowed'],
    async handle({ em, person }) {
      const author = authorOnly(person);
      await rows(em, sql`delete from draft where case_id = ${author} and form = ${FORM} and account_id = ${author}`);
    },
  });
}
