import { label } from '#domain/label';
import type { Feature } from '../feature.ts';

/** 督導: what is late in one's scope, and who can mend it. */
export const supervision: Feature = {
  routes: [
    { path: '/supervision', name: 'supervision', component: () => import('./SupervisionPage.vue'), meta: { ability: 'supervision', wide: true } },
    { path: '/supervision/late', name: 'supervisionLate', component: () => import('./SupervisionLatePage.vue'), meta: { ability: 'supervision', wide: true } },
  ],
  menu: [{ group: label('督導', 'Supervision'), label: label('逾期看板', 'Late work'), icon: 'supervision', route: 'supervision', ability: 'supervision' }],
};
