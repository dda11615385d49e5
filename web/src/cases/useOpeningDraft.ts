/** What somebody has begun to write and is no case yet. The desk keeps it, for its author alone, until it is opened or begun anew: office machines are shared. */
import { nextTick, onBeforeUnmount, ref, shallowRef } from 'vue';
import { call, get } from '../lib/api.ts';
import { useAutosave } from '../lib/useAutosave.ts';

interface Kept<Body> { readonly draft: { readonly body: Body; readonly updatedAt: string } | null }

/** @param form what is to be kept. @param take puts what was kept back into the form */
export function useOpeningDraft<Body extends object>(lifecycle: string, form: () => Body, take: (body: Body) => void) {
  const path = `/${lifecycle}/draft`;
  const restoredAt = ref<string>();
  const ready = ref(false), problem = shallowRef<unknown>();
  const { state, savedAt, flush, forget } = useAutosave(form, (body) => call(path, { method: 'PUT', body }));
  async function restore(): Promise<void> {
    problem.value = undefined;
    try {
      const { draft } = await get<Kept<Body>>(path);
      if (draft) {
        take(draft.body);
        restoredAt.value = draft.updatedAt;
        // what was read is kept already
        await nextTick();
        forget();
      }
      ready.value = true;
    } catch (failure) {
      problem.value = failure;
    }
  }
  /** Opened, or begun anew: a save that is on its way must not come after. */
  async function discard(): Promise<void> {
    restoredAt.value = undefined;
    await nextTick();
    forget();
    await flush();
    await call(path, { method: 'DELETE' }).catch(() => undefined);
  }
  onBeforeUnmount(() => void flush());
  return { state, savedAt, restoredAt, ready, problem, restore, discard, flush };
}
