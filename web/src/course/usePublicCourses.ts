/** The public search. Its filters live in the address: a search can be kept, and sent to a colleague. */
import { useQuery } from '@pinia/colada';
import { computed, toValue, type MaybeRefOrGetter, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { z } from 'zod';
import type { PublicCourseDetail, publicCourses } from '#contract/course';
import { get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { usePages } from '../lib/usePages.ts';

type Found = z.infer<typeof publicCourses>;
const names = ['q', 'county', 'stage', 'from', 'to', 'open'] as const;
export type PublicFilter = { readonly [name in (typeof names)[number]]?: string };

/** A window that ends with 24:00 is told by the last minute of its day, not by the first of the next. */
export const lastMinute = (closesAt: string): string => new Date(Date.parse(closesAt) - 60_000).toISOString();

export function usePublicFilter() {
  const route = useRoute();
  const router = useRouter();
  const filter = computed<PublicFilter>(() => Object.fromEntries(names.flatMap((name) => (typeof route.query[name] === 'string' ? [[name, route.query[name]]] : []))));
  const choose = (next: PublicFilter): void => void router.replace({ query: Object.fromEntries(Object.entries(next).filter(([, value]) => value)) });
  return { filter, choose };
}

export const usePublicCourses = (filter: Readonly<Ref<PublicFilter>>) =>
  usePages<Found>({ key: () => keys.lists('public-courses', { ...filter.value }), path: () => '/course/public', query: () => ({ ...filter.value }) });

export const usePublicCourse = (code: MaybeRefOrGetter<string>) =>
  useQuery({ key: () => keys.lists('public-course', toValue(code)), query: ({ signal }) => get<PublicCourseDetail>(`/course/public/${encodeURIComponent(toValue(code))}`, {}, signal) });
