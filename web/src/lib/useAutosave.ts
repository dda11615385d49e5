import { useDebounceFn, useEventListener } from '@vueuse/core';
import { ref, watch, type WatchSource } from 'vue';
import { useBeforeSessionEnds } from './session.ts';

const QUIET_MS = 2_000;
const AT_LATEST_MS = 8_000;

/**
 * Saves a draft by itself a moment after the last change, when the page is left and before the session ends.
 * `state` is for the sentence under the form; a failed save is tried again with the next change.
 */
export function useAutosave<T>(form: WatchSource<T>, save: (form: T) => Promise<unknown>) {
  const state = ref<'clean' | 'changed' | 'saving' | 'saved' | 'failed'>('clean');
  const savedAt = ref<number>();
  let latest: T;
  async function flush(): Promise<void> {
    if (state.value !== 'changed' && state.value !== 'failed') return;
    state.value = 'saving';
    try {
      await save(latest);
      savedAt.value = Date.now();
      if (state.value === 'saving') state.value = 'saved';
    } catch {
      state.value = 'failed';
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
  /** Sent for good: there is no draft left to save. */
  const forget = (): void => void (state.value = 'clean');
  return { state, savedAt, flush, forget };
}
