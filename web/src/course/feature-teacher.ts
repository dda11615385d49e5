import { label } from '#domain/label';
import type { MenuEntry } from '../feature.ts';
import type { RouteRecordRaw } from 'vue-router';

const group = label('研習課程', 'Courses');

/** Open to everybody, then a teacher's own, then what the owner of a course works on beside its case, then the administrator's. */
export const teacherRoutes: RouteRecordRaw[] = [
  { path: '/courses', name: 'publicCourses', component: () => import('./PublicCoursesPage.vue'), meta: { public: true } },
  { path: '/courses/:code(\\d+)', name: 'publicCourse', component: () => import('./PublicCoursePage.vue'), props: true, meta: { public: true } },
  { path: '/courses/:code(\\d+)/questionnaire', name: 'courseQuestionnaire', component: () => import('./QuestionnairePage.vue'), props: true, meta: { ability: 'course.learn' } },
  { path: '/my/courses', name: 'myCourses', component: () => import('./TeacherCoursesPage.vue'), meta: { ability: 'course.learn' } },
  { path: '/my/hours', name: 'myHours', component: () => import('./TeacherHoursPage.vue'), meta: { ability: 'course.learn' } },
  { path: '/cases/:id/registrations', name: 'courseRegistrations', component: () => import('./RegistrationsPage.vue'), props: true, meta: { ability: 'cases', wide: true } },
  { path: '/cases/:id/list', name: 'courseList', component: () => import('./ListPage.vue'), props: true, meta: { ability: 'cases', wide: true } },
  { path: '/cases/:id/sessions', name: 'courseSessions', component: () => import('./SessionsPage.vue'), props: true, meta: { ability: 'cases', wide: true } },
  { path: '/cases/:id/questionnaire', name: 'courseQuestionnaireResults', component: () => import('./QuestionnaireResultsPage.vue'), props: true, meta: { ability: 'cases', wide: true } },
  { path: '/course-codes', name: 'courseCodes', component: () => import('./CodesPage.vue'), meta: { ability: 'course.codes' } },
];
export const teacherMenu: MenuEntry[] = [
  { group, label: label('我的研習', 'My courses'), icon: 'cases', route: 'myCourses', ability: 'course.learn' },
  { group, label: label('課程查詢與報名', 'Find and register'), icon: 'search', route: 'publicCourses', ability: 'course.learn' },
  { group, label: label('我的時數', 'My hours'), icon: 'countdown', route: 'myHours', ability: 'course.learn' },
  { group, label: label('課程代碼維護', 'Course codes'), icon: 'edit', route: 'courseCodes', ability: 'course.codes' },
];
