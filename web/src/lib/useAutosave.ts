import { useDebounceFn, useEventListener } from '@vueuse/core';
import { onScopeDispose, ref, watch, type WatchSource } from 'vue';
import { useBeforeSessionEnds } from './session.ts';

const QUIET_MS = 2_000;
const AT_LATEST_MS = 8_000;
const RETRY_MS = 5_000;
const RETRY_AT_LATEST_MS = 60_000;

/**
 * Saves a draft by itself a moment after the last change, when the page is left and before the session ends.
 * `state` is for the sentence under the form; what could not be saved is tried again, ever more seldom, until it is.
 */
export function useAutosave<T>(form: WatchSource<T>, save: (form: T) => Promise<unknown>) {
  const state = ref<'clean' | 'changed' | 'saving' | 'saved' | 'failed'>('clean');
  const savedAt = ref<number>();
  let latest: T;
  let underWay: Promise<void> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let over = false;
  /** One after the other: the last that was written is the last that is kept. */
  async function flush(): Promise<void> {
    clearTimeout(again);
    while (underWay) await underWay;
    if (state.value !== 'changed' && state.value !== 'failed') return;
    underWay = saveLatest().finally(() => (underWay = undefined));
    await underWay;
  }
  async function saveLatest(): Promise<void> {
    state.value = 'saving';
    try {
      await save(latest);
      failures = 0;
      savedAt.value = Date.now();
      if (state.value === 'saving') state.value = 'saved';
    } catch {
      // Sent for good meanwhile, or changed: then the next save is on its way.
      if (state.value !== 'saving') return;
      state.value = 'failed';
      // A form that is gone is not sent later: by then somebody else may sit here.
      if (!over) again = setTimeout(() => void flush(), Math.min(RETRY_MS * 2 ** failures++, RETRY_AT_LATEST_MS));
    }
  }
  const soon = useDebounceFn(flush, QUIET_MS, { maxWait: AT_LATEST_MS });
  watch(form, (next) => {
    latest = next;
    state.value = 'changed';
    void soon();
  }, { deep: true });
  useEventListener(document, 'visibilitychange', () => document.visibilityState === 'hidden' && void flush());
  useBeforeSessionEnds(flush);
  onScopeDispose(() => {
    over = true;
    clearTimeout(again);
  });
  /** Sent for good: there is no draft left to save. */
  const forget = (): void => void (state.value = 'clean');
  return { state, savedAt, flush, forget };
}
