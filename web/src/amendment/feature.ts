import type { Feature } from '../feature.ts';

/** 結案後修改: pages of their own. */
export const amendment: Feature = { routes: [] };
