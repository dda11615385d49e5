/** The inbox 待辦. */
import { inbox, inboxQuery } from '../cases/contract.ts';
import { presentListed, presentTask, type Viewer } from '../cases/present.ts';
import { cursorOf } from '../cases/queries.ts';
import { viewerOf } from '../cases/routes.ts';
import { route, type Routes } from '../http/route.ts';
import { countTasks, findTasks, PAGE, type TaskRow } from './queries.ts';

const deadlineRow = (row: TaskRow) => ({ ...row, name: row.task, level: row.taskLevel });
export const presentInboxItem = (row: TaskRow, viewer: Viewer) => ({ ...presentTask(deadlineRow(row), row, viewer), case: presentListed(row, viewer) });

export function taskRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: '/api/v1/tasks', summary: '待辦', query: inboxQuery, response: inbox,
    async handle(visit) {
      const { em, ability, person, desk, query: { view, q, cursor, lifecycle, task } } = visit, now = Date.now();
      const [found, counts] = await Promise.all([findTasks(em, ability, person.accountId, now, { view, lifecycle, task, q, cursor, idNoIndex: q && desk.sealing.blindIndex(q) }), countTasks(em.fork(), ability, now, { lifecycle, task })]);
      const viewer = await viewerOf(visit, found, now), page = found.slice(0, PAGE), last = page.at(-1);
      return {
        items: page.map((row) => presentInboxItem(row, viewer)), counts,
        nextCursor: found.length > PAGE && last ? cursorOf(last.dueOn ?? 'infinity', last.startedAt, last.id, last.task) : null,
      };
    },
  });
}
