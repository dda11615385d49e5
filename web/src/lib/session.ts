/** Who is signed in, what the desk offers them, and for how long. */
import { useNow } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { Me, SignIn } from '#contract/people';
import { call, get, onAnswer } from './api.ts';
import { Problem } from './problem.ts';

export const WARN_SECONDS = 120;
const REFRESH_MS = 5 * 60_000;
const beforeEnd = new Set<() => Promise<unknown>>();

export const useSession = defineStore('session', () => {
  const me = shallowRef<Me>();
  /** true once we know whether somebody is signed in */ const known = ref(false);
  /** why the sign-in page is shown */ const farewell = ref<'ended' | 'signedOut'>();
  /** who left last: what they had open is nobody else's way back */ let left: string | undefined;
  const expiresAt = ref(Number.POSITIVE_INFINITY);
  /** how far the desk's clock is ahead of this machine's: office clocks are often minutes off */ let skew = 0;
  let idleMs = 0;
  let askedAt = 0;
  const now = useNow({ interval: 1_000 });

  const abilities = computed(() => new Set(me.value?.abilities));
  const can = (ability: string | undefined): boolean => ability === undefined || abilities.value.has(ability);
  /** What a person must put right before anything else opens; the menu is locked meanwhile (spec 1.8). */
  const mustFirst = computed<'password' | 'secondFactor' | undefined>(() => {
    if (!me.value) return undefined;
    return me.value.passwordExpired ? 'password' : me.value.profile === 'production' && !me.value.secondFactor ? 'secondFactor' : undefined;
  });
  const secondsLeft = computed(() => (me.value ? Math.max(0, (expiresAt.value - now.value.getTime()) / 1000) : Number.POSITIVE_INFINITY));

  function welcome(next: Me): void {
    me.value = next;
    known.value = true;
    farewell.value = undefined;
    askedAt = Date.now();
    expiresAt.value = Date.parse(next.sessionExpiresAt) - skew;
    idleMs = expiresAt.value - askedAt;
  }
  /** Asks who is signed in; nobody is no error. @throws {Problem} when the desk cannot say */
  async function load(): Promise<void> {
    askedAt = Date.now();
    try {
      welcome(await get<Me>('/me'));
    } catch (failure) {
      if (!(failure instanceof Problem && failure.status === 401)) throw failure;
      me.value = undefined;
      known.value = true;
    }
  }
  async function signIn(form: SignIn): Promise<void> {
    welcome((await call<Me>('/sessions', { method: 'POST', body: form })).data);
    tabs.postMessage(me.value?.id);
  }
  async function signInAs(account: string): Promise<void> {
    welcome((await call<Me>('/demo/sessions', { method: 'POST', body: { account } })).data);
    tabs.postMessage(me.value?.id);
  }
  async function signOut(): Promise<void> {
    await saveDrafts();
    await call('/sessions', { method: 'DELETE' }).catch(() => undefined);
    leave('signedOut');
    tabs.postMessage(undefined);
  }
  function leave(why: 'ended' | 'signedOut'): void {
    left = me.value?.id ?? left;
    me.value = undefined;
    farewell.value = why;
  }
  const isNextPerson = (): boolean => left !== undefined && left !== me.value?.id;

  /** The tabs of a browser share one cookie: who comes or goes in one of them does so in all. */
  const tabs = new BroadcastChannel('schoolward.session');
  tabs.onmessage = ({ data: id }) => void (me.value && me.value.id !== id && load().catch(() => undefined));

  onScopeDispose(onAnswer((answer) => {
    if ('problem' in answer) {
      if (answer.problem.code === 'signInNeeded' && me.value) leave('ended');
      return;
    }
    const told = Date.parse(answer.response.headers.get('date') ?? '');
    if (!Number.isNaN(told)) skew = Math.abs(told - Date.now()) < 2_000 ? 0 : told - Date.now();
    if (!me.value) return;
    expiresAt.value = Math.max(expiresAt.value, Date.now() + idleMs);
    // The estimate above knows nothing of the longest session; the desk is asked now and then.
    if (Date.now() - askedAt > REFRESH_MS) void load().catch(() => undefined);
  }));

  return { me, known, farewell, mustFirst, can, secondsLeft, load, signIn, signInAs, signOut, leave, isNextPerson };
});

/** Saves every form that is open: called before a session ends by itself and before signing out. */
export const saveDrafts = (): Promise<unknown> => Promise.allSettled([...beforeEnd].map((save) => save()));
/** For forms: saves once more before the session ends. */
export function useBeforeSessionEnds(save: () => Promise<unknown>): void {
  beforeEnd.add(save);
  onScopeDispose(() => beforeEnd.delete(save));
}
