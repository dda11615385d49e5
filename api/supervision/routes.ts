/** 督導: what is late in the caller's scope, and who can mend it. */
import { isRole, roles } from '#domain/roles';
import { lateList, lateQuery, overdueBoard } from '../cases/contract.ts';
import { pageOf } from '../cases/queries.ts';
import { readerOf, viewerOf } from '../cases/routes.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes } from '../http/route.ts';
import { placeOfTask } from '../tasks/queries.ts';
import { presentInboxItem } from '../tasks/routes.ts';
import { dueAhead, groupingOf, lateTasks, oldestOverdue, overdueRows, placesOf, waitingForCalendar } from './queries.ts';

export function supervisionRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: '/api/v1/supervision/overdue', summary: '逾期看板', response: overdueBoard, problems: ['notAllowed'],
    async handle(visit) {
      const { em, ability, person, language } = visit, now = Date.now(), by = groupingOf(person);
      const scopes = await placesOf(em, person), [first = refuse('notAllowed')] = scopes;
      const late = await overdueRows(em, ability, now, by), oldest = await oldestOverdue(em, ability, readerOf(visit), now), viewer = await viewerOf(visit, oldest, now);
      return {
        scope: { id: first.id, name: scopes.map(({ name }) => name).join('、') }, scopes, by, rows: late.map(({ upTo3, upTo7, more, ...place }) => ({ ...place, ages: { upTo3, upTo7, more } })),
        oldest: oldest.map((row) => { const { case: summary, ...task } = presentInboxItem(row, viewer); return { case: summary, task, contacts: row.contacts.map((c) => ({ name: c.name, role: isRole(c.role) ? roles[c.role].label[language] : c.role })) }; }),
        ahead: await dueAhead(em, ability, now), waitingForCalendar: await waitingForCalendar(em, ability),
      };
    },
  });
  route(routes, {
    method: 'get', path: '/api/v1/supervision/late', summary: '逾期事項：看板數字背後的清單', query: lateQuery, response: lateList,
    async handle(visit) {
      const { em, ability, person, query } = visit, now = Date.now(), { page, nextCursor } = pageOf(await lateTasks(em, ability, readerOf(visit), now, { ...query, by: groupingOf(person) }), placeOfTask);
      const viewer = await viewerOf(visit, page, now);
      return { items: page.map((row) => presentInboxItem(row, viewer)), nextCursor };
    },
  });
}
