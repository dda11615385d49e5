import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import type { Inbox, InboxItem, InboxView } from '#contract/cases';
import { get } from '../lib/api.ts';
import { useLiveUpdates } from '../lib/live.ts';
import { languageTag } from '../lib/text.ts';
import { refreshed, rowKey } from './grouping.ts';

export interface InboxFilter { readonly view: InboxView; readonly lifecycle: string | undefined; readonly task: string | undefined; readonly q: string | undefined }

/** The rows of the inbox, page by page, kept up to date without moving any. */
export function useInbox(filter: Readonly<Ref<InboxFilter>>) {
  const items = shallowRef<readonly InboxItem[]>([]);
  const counts = shallowRef<Inbox['counts']>();
  const gone = shallowRef<ReadonlySet<string>>(new Set());
  const news = ref(0);
  const cursor = shallowRef<string | null>(null);
  const pages = ref(0);
  const state = ref<'loading' | 'ready' | 'more'>('loading');
  const problem = shallowRef<unknown>();
  let asking = new AbortController();

  const ask = (after: string | null, signal: AbortSignal): Promise<Inbox> => get<Inbox>('/tasks', { ...filter.value, cursor: after ?? undefined }, signal);

  async function load(): Promise<void> {
    asking.abort();
    const { signal } = (asking = new AbortController());
    state.value = 'loading';
    problem.value = undefined;
    try {
      take(await ask(null, signal), []);
      gone.value = new Set();
      news.value = 0;
      pages.value = 1;
    } catch (failure) {
      if (signal.aborted) return;
      problem.value = failure;
    }
    state.value = 'ready';
  }
  async function loadMore(): Promise<void> {
    if (cursor.value === null || state.value !== 'ready') return;
    const { signal } = asking;
    state.value = 'more';
    try {
      const known = new Set(items.value.map(rowKey));
      const page = await ask(cursor.value, signal);
      if (signal.aborted) return;
      take({ ...page, items: page.items.filter((item) => !known.has(rowKey(item))) }, items.value);
      pages.value++;
    } catch (failure) {
      // Another filter was chosen meanwhile: its own list is on the way, and whatever came of this one is nobody's.
      if (signal.aborted) return;
      problem.value = failure;
    }
    state.value = 'ready';
  }
  function take(page: Inbox, before: readonly InboxItem[]): void {
    items.value = [...before, ...page.items];
    counts.value = page.counts;
    cursor.value = page.nextCursor;
  }
  /** Looks again at what is shown: a change elsewhere, or our own. A failed look is made up for by the next. */
  async function look(): Promise<void> {
    if (state.value !== 'ready') return;
    const { signal } = asking;
    try {
      const found: InboxItem[] = [];
      let after: string | null = null;
      for (let page = 0; page < pages.value; page++) {
        const answer: Inbox = await ask(after, signal);
        found.push(...answer.items);
        counts.value = answer.counts;
        after = answer.nextCursor;
        if (after === null) break;
      }
      if (signal.aborted) return;
      const result = refreshed(items.value, found);
      items.value = result.items;
      gone.value = result.gone;
      news.value = result.news;
      // An empty list has nothing that could move.
      if (result.items.length === 0 && result.news > 0) await load();
    } catch {
      return;
    }
  }

  watch([filter, languageTag], load, { immediate: true });
  useLiveUpdates(() => void look());
  return { items, counts, gone, news, state, problem, hasMore: computed(() => cursor.value !== null), load, loadMore, look };
}
