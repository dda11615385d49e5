/** The inbox 待辦. */
import { inbox, inboxQuery } from '../cases/contract.ts';
import { presentListed, presentTask, type Viewer } from '../cases/present.ts';
import { idNoIndexOf, pageOf } from '../cases/queries.ts';
import { readerOf, viewerOf } from '../cases/routes.ts';
import { route, type Routes } from '../http/route.ts';
import { countTasks, findTasks, placeOfTask, type TaskRow } from './queries.ts';

const deadlineRow = (row: TaskRow) => ({ ...row, name: row.task, level: row.taskLevel });
export const presentInboxItem = (row: TaskRow, viewer: Viewer) => ({ ...presentTask(deadlineRow(row), row, viewer), case: presentListed(row, viewer) });

export function taskRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: '/api/v1/tasks', summary: '待辦', query: inboxQuery, response: inbox,
    async handle(visit) {
      const { em, ability, desk, query: { view, q, cursor, lifecycle, task } } = visit, now = Date.now();
      const [found, counts] = await Promise.all([findTasks(em, ability, readerOf(visit), now, { view, lifecycle, task, q, cursor, idNoIndex: idNoIndexOf(q, desk.sealing) }), countTasks(em.fork(), ability, now, { lifecycle, task })]);
      const viewer = await viewerOf(visit, found, now), { page, nextCursor } = pageOf(found, placeOfTask);
      return { items: page.map((row) => presentInboxItem(row, viewer)), counts, nextCursor };
    },
  });
}
