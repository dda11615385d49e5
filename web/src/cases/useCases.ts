/** 案件查詢, page by page. */
import { useInfiniteQuery } from '@pinia/colada';
import { computed, type Ref } from 'vue';
import type { CaseList } from '#contract/cases';
import { get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import type { CasesFilter } from './useCasesRoute.ts';

export function useCases(filter: Readonly<Ref<CasesFilter>>) {
  const query = useInfiniteQuery<CaseList, Error, string>({
    key: () => keys.lists('cases', { ...filter.value }),
    initialPageParam: '',
    query: ({ pageParam, signal }) => get<CaseList>('/cases', { ...filter.value, cursor: pageParam }, signal),
    getNextPageParam: (last) => last.nextCursor,
  });
  const items = computed(() => query.data.value?.pages.flatMap((page) => page.items));
  return { items, error: query.error, waiting: query.isLoading, more: query.hasNextPage, loadMore: () => query.loadNextPage(), refetch: query.refetch };
}
