import { label } from '#domain/label';
import type { Feature } from '../feature.ts';
import { teacherMenu, teacherRoutes } from './feature-teacher.ts';

/** 研習課程: pages of their own. The forms of a case stand in `screens.ts`, which the case screens load. */
export const course: Feature = {
  routes: [{ path: '/course/new', name: 'newCourse', component: () => import('./CourseNew.vue'), meta: { ability: 'course.open' } }, ...teacherRoutes],
  menu: [{ group: label('研習課程', 'Courses'), label: label('新增課程', 'New course'), icon: 'newCase', route: 'newCourse', ability: 'course.open' }, ...teacherMenu],
};
