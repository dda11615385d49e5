/** Changes elsewhere, as they happen: ids and versions only, so what is shown is fetched again through the permission check. */
import { useIdle } from '@vueuse/core';
import { defineStore } from 'pinia';
import { onScopeDispose, ref, watch } from 'vue';
import { addressOf } from './api.ts';
import { changeOf, type Change } from './change.ts';

/** `missed`: the line was down or nobody was there, and anything may have changed meanwhile. */
type Listener = (news: readonly Change[] | 'missed') => void;

const GATHER_MS = 300;
const RECONNECT_MS = 5_000;
/** Refetching counts as use: a screen left alone must not keep a session alive (spec 1.8: 30 minutes idle). */
const AWAY_MS = 5 * 60_000;

export const useLive = defineStore('live', () => {
  const state = ref<'off' | 'connecting' | 'open' | 'lost'>('off');
  const listeners = new Set<Listener>();
  const { idle } = useIdle(AWAY_MS);
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let gathered: Change[] = [];
  let missed = false;

  function flush(): void {
    gathering = undefined;
    if (idle.value) {
      missed ||= gathered.length > 0;
      gathered = [];
      return;
    }
    const news = missed ? 'missed' : gathered;
    missed = false;
    gathered = [];
    if (news === 'missed' || news.length > 0) listeners.forEach((listener) => listener(news));
  }
  function gather(change?: Change): void {
    if (change) gathered.push(change);
    gathering ??= setTimeout(flush, GATHER_MS);
  }
  function askAgain(): void {
    missed = true;
    gather();
  }
  watch(idle, (away) => !away && gather());

  function hear(event: MessageEvent<string>): void {
    const change = changeOf(event.data);
    if (change) gather(change);
  }
  function start(): void {
    if (source || typeof EventSource === 'undefined') return;
    if (state.value !== 'lost') state.value = 'connecting';
    source = new EventSource(addressOf('/events'), { withCredentials: true });
    source.onopen = () => {
      if (state.value === 'lost') askAgain();
      state.value = 'open';
    };
    source.addEventListener('case', hear);
    // The desk itself was deaf for a while.
    source.addEventListener('reload', askAgain);
    source.onerror = () => {
      state.value = 'lost';
      // A browser gives up for good where the answer was a refusal (a restart behind a proxy answers 502).
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      again = setTimeout(start, RECONNECT_MS);
    };
  }
  function close(): void {
    source?.close();
    source = undefined;
    clearTimeout(again);
  }
  function stop(): void {
    close();
    state.value = 'off';
  }
  function listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }
  return { state, start, stop, listen };
});

/** Calls back with what changed elsewhere, for as long as the component lives. */
export function useLiveUpdates(listener: Listener): void {
  onScopeDispose(useLive().listen(listener));
}
