/** The board of one's scope, and the lists behind its counts. */
import { useQuery } from '@pinia/colada';
import type { Ref } from 'vue';
import type { LateList, OverdueBoard } from '#contract/cases';
import { get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { usePages } from '../lib/usePages.ts';

export const ages = ['upTo3', 'upTo7', 'more'] as const satisfies readonly (keyof OverdueBoard['rows'][number]['ages'])[];
export type Age = (typeof ages)[number];

export const useBoard = () => useQuery({ key: () => keys.lists('overdue'), query: ({ signal }) => get<OverdueBoard>('/supervision/overdue', {}, signal) });

export const useLate = (filter: Readonly<Ref<{ place?: string; age?: string }>>) =>
  usePages<LateList>({ key: () => keys.lists('late', { ...filter.value }), path: () => '/supervision/late', query: () => ({ ...filter.value }) });
