import type { Feature } from '../feature.ts';

/** 結案後修改: the application begins on the page of a course. */
export const amendment: Feature = { routes: [{ path: '/amendment/new', name: 'newAmendment', component: () => import('./AmendmentNew.vue'), meta: { ability: 'amendment.open' } }] };
