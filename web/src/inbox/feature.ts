import { label } from '#domain/label';
import type { Feature } from '../feature.ts';

export const inbox: Feature = {
  routes: [{ path: '/inbox', name: 'inbox', component: () => import('./InboxPage.vue'), meta: { wide: true, ability: 'cases' } }],
  menu: [{ group: label('工作', 'Work'), label: label('待辦', 'Inbox'), icon: 'inbox', route: 'inbox', ability: 'cases' }],
};
