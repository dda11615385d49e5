import { label } from '#domain/label';
import type { Feature } from '../feature.ts';

/** 中途離校: a new filing. Its forms stand in `screens.ts`, which the case screens load. */
export const dropout: Feature = {
  routes: [{ path: '/dropout/new', name: 'newDropout', component: () => import('./FilingStart.vue'), meta: { ability: 'dropout.open' } }],
  menu: [{ group: label('中途離校', 'Dropout'), label: label('新增填報', 'New filing'), icon: 'newCase', route: 'newDropout', ability: 'dropout.open' }],
};
