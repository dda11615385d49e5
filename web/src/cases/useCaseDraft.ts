/** A form that saves itself: restored when it is opened again, gone once it is sent. */
import { nextTick, onBeforeUnmount, ref, type Ref } from 'vue';
import type { CaseView } from '#contract/cases';
import { call } from '../lib/api.ts';
import { useAutosave } from '../lib/useAutosave.ts';
import type { Draft } from './screens.ts';
import { useCaseCache } from './useCase.ts';

export function useCaseDraft(item: Pick<CaseView, 'id' | 'drafts'>, action: string, initial: () => Draft, preset: Draft = {}) {
  const { refresh } = useCaseCache();
  const kept = item.drafts[action];
  const form: Ref<Draft> = ref({ ...initial(), ...kept?.body, ...preset });
  const restoredAt = ref(kept?.updatedAt);
  const address = `/cases/${item.id}/drafts/${encodeURIComponent(action)}`;
  const save = (body: Draft): Promise<unknown> => call(address, { method: 'PUT', body });
  const { state, savedAt, flush, forget } = useAutosave(form, save);
  let sent = false;

  /** Before sending: nothing is saved any more. Call `keep` where the desk refuses. */
  function hold(): void {
    sent = true;
    forget();
  }
  function keep(): void {
    sent = false;
    void save(form.value).catch(() => undefined);
  }
  async function discard(): Promise<void> {
    await call(address, { method: 'DELETE' }).catch(() => undefined);
  }
  async function startAgain(): Promise<void> {
    form.value = initial();
    restoredAt.value = undefined;
    await nextTick();
    forget();
    await discard();
  }
  onBeforeUnmount(() => {
    if (!sent) void flush().then(() => savedAt.value && refresh(item.id));
  });
  return { form, state, savedAt, restoredAt, hold, keep, discard, startAgain };
}
