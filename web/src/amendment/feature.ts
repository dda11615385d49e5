import { label } from '#domain/label';
import type { Feature } from '../feature.ts';

/** 結案後修改: the application begins on the page of a course; its centre sends the monthly letter. */
export const amendment: Feature = {
  routes: [
    { path: '/amendment/new', name: 'newAmendment', component: () => import('./AmendmentNew.vue'), meta: { ability: 'amendment.open' } },
    { path: '/amendment/batch', name: 'amendmentBatch', component: () => import('./AmendmentBatch.vue'), meta: { ability: 'amendment.sendBatch', wide: true } },
  ],
  menu: [{ group: label('研習課程', 'Courses'), label: label('結案後修改彙送', 'Monthly letter'), icon: 'send', route: 'amendmentBatch', ability: 'amendment.sendBatch' }],
};
