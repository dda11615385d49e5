/** A list of the desk, page by page. */
import { useInfiniteQuery } from '@pinia/colada';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { get, type Query } from './api.ts';
import type { keys } from './queries.ts';

interface Page { readonly items: readonly unknown[]; readonly nextCursor: string | null }
interface Asked {
  readonly key: () => ReturnType<(typeof keys)['case' | 'lists']>;
  readonly path: () => string;
  readonly query?: () => Query;
  /** false where nobody looks yet */ readonly enabled?: MaybeRefOrGetter<boolean>;
}
export function usePages<P extends Page>({ key, path, query, enabled = true }: Asked) {
  const found = useInfiniteQuery<P, Error, string>({
    key, enabled: () => toValue(enabled), initialPageParam: '',
    query: ({ pageParam, signal }) => get<P>(path(), { ...query?.(), cursor: pageParam }, signal),
    getNextPageParam: (last) => last.nextCursor,
  });
  const items = computed(() => found.data.value?.pages.flatMap((page) => page.items as P['items'][number][]));
  const first = computed(() => found.data.value?.pages[0]);
  return { items, first, error: found.error, waiting: found.isLoading, more: found.hasNextPage, loadMore: () => found.loadNextPage(), refetch: found.refetch };
}
