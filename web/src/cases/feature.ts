import { label } from '#domain/label';
import type { Feature } from '../feature.ts';

/** 案件: the search, and the case itself, on a page of its own or beside a list. */
export const cases: Feature = {
  routes: [
    { path: '/cases', name: 'cases', component: () => import('./CasesPage.vue'), meta: { ability: 'cases', wide: true } },
    { path: '/cases/:id', name: 'case', component: () => import('./CasePage.vue'), props: true, meta: { ability: 'cases' } },
  ],
  menu: [{ group: label('工作', 'Work'), label: label('案件查詢', 'Find cases'), icon: 'cases', route: 'cases', ability: 'cases' }],
  casePanel: () => import('./CasePanel.vue'),
};
