/** Who registered for a course, page by page, and what the owner has decided but not sent yet. */
import { useQuery, useQueryCache } from '@pinia/colada';
import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue';
import type { z } from 'zod';
import type { batchDone, Decision, Registrations, schoolTeachers } from '#contract/course';
import type { RegistrationState } from '#workflows/course/code-lists';
import { call, get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { useIntent } from '../lib/useIntent.ts';
import { usePages } from '../lib/usePages.ts';

export type Registration = Registrations['items'][number];
export type { Decision };

/** @param enabled false where nobody looks yet; `first` holds the counts */
export const useRegistrations = (caseId: MaybeRefOrGetter<string>, state: MaybeRefOrGetter<RegistrationState | undefined>, enabled: MaybeRefOrGetter<boolean> = true) => usePages<Registrations>({
  key: () => keys.case(toValue(caseId), 'registrations', toValue(state) ?? ''), path: () => `/course/cases/${toValue(caseId)}/registrations`, query: () => ({ state: toValue(state) }), enabled,
});

/** Choices by registration; choosing what already stands is none. */
export function useDecisions() {
  const chosen = ref<Record<string, { readonly from: RegistrationState; readonly to: Decision }>>({});
  function choose({ id, state }: Pick<Registration, 'id' | 'state'>, to: Decision | undefined): void {
    const { [id]: _, ...others } = chosen.value;
    chosen.value = to && to !== state ? { ...others, [id]: { from: state, to } } : others;
  }
  const decisions = computed(() => Object.entries(chosen.value).map(([id, { to }]) => ({ id, state: to })));
  /** How many more would be accepted. */
  const gained = computed(() => Object.values(chosen.value).reduce((sum, { from, to }) => sum + (to === 'accepted' ? 1 : from === 'accepted' ? -1 : 0), 0));
  return { chosen, choose, decisions, gained, clear: () => void (chosen.value = {}) };
}

type Teachers = z.infer<typeof schoolTeachers>['items'];
export const useSchoolTeachers = (caseId: MaybeRefOrGetter<string>, q: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({ enabled: () => toValue(enabled), key: () => keys.case(toValue(caseId), 'school-teachers', toValue(q)), query: async ({ signal }): Promise<Teachers> => (await get<z.infer<typeof schoolTeachers>>(`/course/cases/${toValue(caseId)}/school-teachers`, { q: toValue(q) }, signal)).items });

/** @throws {Problem} */
export function useSchoolBatch(caseId: MaybeRefOrGetter<string>) {
  const cache = useQueryCache();
  const { attempt, busy } = useIntent();
  async function add(teacherIds: readonly string[]): Promise<number> {
    const { data } = await attempt(teacherIds, () => call<z.infer<typeof batchDone>>(`/course/cases/${toValue(caseId)}/school-batch`, { method: 'POST', body: { teacherIds } }));
    void cache.invalidateQueries({ key: keys.case(toValue(caseId)) }).catch(() => undefined);
    return data.added;
  }
  return { add, busy };
}
