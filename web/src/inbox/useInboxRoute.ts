import { useMediaQuery } from '@vueuse/core';
import { computed } from 'vue';
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router';
import type { InboxItem } from '#contract/cases';
import { isLifecycleName, type LifecycleName } from '#workflows/lifecycles';
import type { InboxFilter } from './useInbox.ts';
import { isView } from './views.ts';

/** What is looked at stands in the address: it can be kept, sent and gone back to. */
export function useInboxRoute() {
  const route = useRoute();
  const router = useRouter();
  const beside = useMediaQuery('(width >= 64rem)');
  const text = (name: string): string | undefined => (typeof route.query[name] === 'string' && route.query[name] !== '' ? route.query[name] : undefined);

  const lifecycle = computed<LifecycleName | undefined>({
    get: () => (isLifecycleName(text('lifecycle') ?? '') ? (text('lifecycle') as LifecycleName) : undefined),
    set: (name) => void router.replace({ query: { ...route.query, lifecycle: name, task: undefined } }),
  });
  const task = computed<string | undefined>({ get: () => text('task'), set: (code) => void router.replace({ query: { ...route.query, task: code } }) });
  const q = computed<string>({ get: () => text('q') ?? '', set: (words) => void router.replace({ query: { ...route.query, q: words.trim() || undefined } }) });
  const filter = computed<InboxFilter>((before) => {
    const view = text('view');
    const next: InboxFilter = { view: isView(view) ? view : 'todo', lifecycle: lifecycle.value, task: task.value, q: q.value || undefined };
    // Opening a row changes the address and not the filter: the same object, so that nothing is loaded again.
    return before && before.view === next.view && before.lifecycle === next.lifecycle && before.task === next.task && before.q === next.q ? before : next;
  });
  const caseId = computed(() => text('case'));
  const deadlineId = computed(() => text('deadline'));
  const openKey = computed(() => (caseId.value ? `${caseId.value}/${deadlineId.value ?? ''}` : undefined));

  const go = (query: LocationQueryRaw): void => void (beside.value ? router.replace({ query }) : router.push({ query }));
  const open = (item: InboxItem): void => go({ ...route.query, case: item.case.id, deadline: item.deadlineId });
  /** On phones the list lies one step back; opened directly, it lies nowhere. */
  const close = (): void => void router.replace({ query: { ...route.query, case: undefined, deadline: undefined } });
  const clear = (): void => void router.replace({ query: { view: filter.value.view } });
  return { filter, lifecycle, task, q, caseId, deadlineId, openKey, open, close, clear };
}
