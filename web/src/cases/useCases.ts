/** 案件查詢, page by page. */
import type { Ref } from 'vue';
import type { CaseList } from '#contract/cases';
import { keys } from '../lib/queries.ts';
import { usePages } from '../lib/usePages.ts';
import type { CasesFilter } from './useCasesRoute.ts';

export const useCases = (filter: Readonly<Ref<CasesFilter>>) =>
  usePages<CaseList>({ key: () => keys.lists('cases', { ...filter.value }), path: () => '/cases', query: () => ({ ...filter.value }) });
