/** What only the course procedure asks over HTTP, in the order of its chapters. */
import type { Routes } from '../http/route.ts';
import { attachmentRoutes } from './attachment-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { listRoutes } from './list-routes.ts';
import { publicRoutes } from './public-routes.ts';
import { questionnaireRoutes } from './questionnaire-routes.ts';
import { registrationRoutes } from './registration-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { takenSheetRoutes } from './taken-sheet-routes.ts';
import { teacherRoutes } from './teacher-routes.ts';
import { unitRoutes } from './unit-routes.ts';

/** One registration a subject; each stands in a file of its own. */
export function courseRoutes(routes: Routes): void {
  for (const register of [unitRoutes, attachmentRoutes, publicRoutes, teacherRoutes, registrationRoutes, listRoutes, takenSheetRoutes, exportRoutes, questionnaireRoutes, sessionRoutes]) register(routes);
}
