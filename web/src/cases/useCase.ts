/** One case and its history, kept fresh: what changes elsewhere is fetched again (`lib/queries.ts`). */
import { useQuery, useQueryCache } from '@pinia/colada';
import { toValue, type MaybeRefOrGetter } from 'vue';
import type { z } from 'zod';
import type { CaseView, DeadlineExplanation, timeline } from '#contract/cases';
import { get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';

export const useCase = (id: MaybeRefOrGetter<string>) =>
  useQuery({ key: () => keys.case(toValue(id), 'file'), query: ({ signal }) => get<CaseView>(`/cases/${encodeURIComponent(toValue(id))}`, {}, signal) });

export const useTimeline = (id: MaybeRefOrGetter<string>) =>
  useQuery({ key: () => keys.case(toValue(id), 'timeline'), query: async ({ signal }) => (await get<z.infer<typeof timeline>>(`/cases/${encodeURIComponent(toValue(id))}/timeline`, {}, signal)).items });

export const useDeadline = (id: MaybeRefOrGetter<string>, deadlineId: MaybeRefOrGetter<string>) =>
  useQuery({ key: () => keys.case(toValue(id), 'deadline', toValue(deadlineId)), query: ({ signal }) => get<DeadlineExplanation>(`/cases/${toValue(id)}/deadlines/${encodeURIComponent(toValue(deadlineId))}`, {}, signal) });

/** For whoever has acted: the desk's answer is the case now, and whatever else shows it is no longer fresh. */
export function useCaseCache() {
  const cache = useQueryCache();
  function take(item: CaseView): void {
    cache.cancelQueries({ key: keys.case(item.id, 'file') });   // an older answer may still be on its way
    cache.setQueryData(keys.case(item.id, 'file'), item);
    for (const key of [keys.case(item.id, 'timeline'), keys.case(item.id, 'deadline'), ['lists']]) void stale(key);
  }
  /** What could not be fetched again says so where it is shown; and one fetch may be overtaken by the next. */
  const stale = (key: string[]): Promise<unknown> => cache.invalidateQueries({ key }).catch(() => undefined);
  const refresh = (id: string): Promise<unknown> => stale(keys.case(id));
  return { take, refresh };
}
