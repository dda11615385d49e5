/** The board of one's scope, and the lists behind its counts. */
import { useInfiniteQuery, useQuery } from '@pinia/colada';
import { computed, type Ref } from 'vue';
import type { LateList, OverdueBoard } from '#contract/cases';
import { get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';

export const ages = ['upTo3', 'upTo7', 'more'] as const satisfies readonly (keyof OverdueBoard['rows'][number]['ages'])[];
export type Age = (typeof ages)[number];

export const useBoard = () => useQuery({ key: () => keys.lists('overdue'), query: ({ signal }) => get<OverdueBoard>('/supervision/overdue', {}, signal) });

export function useLate(filter: Readonly<Ref<{ place?: string; age?: string }>>) {
  const query = useInfiniteQuery<LateList, Error, string>({
    key: () => keys.lists('late', { ...filter.value }),
    initialPageParam: '',
    query: ({ pageParam, signal }) => get<LateList>('/supervision/late', { ...filter.value, cursor: pageParam }, signal),
    getNextPageParam: (last) => last.nextCursor,
  });
  const items = computed(() => query.data.value?.pages.flatMap((page) => page.items));
  return { items, error: query.error, waiting: query.isLoading, more: query.hasNextPage, loadMore: () => query.loadNextPage(), refetch: query.refetch };
}
