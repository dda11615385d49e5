import type { Feature } from '../feature.ts';
import { teacherMenu, teacherRoutes } from './feature-teacher.ts';

/** 研習課程: pages of their own. The forms of a case stand in `screens.ts`, which the case screens load. */
export const course: Feature = { routes: [...teacherRoutes], menu: [...teacherMenu] };
