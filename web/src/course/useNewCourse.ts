/** A course that is no case yet. The desk keeps it as a draft, for its author alone, until it is registered or begun anew: office machines are shared. */
import { nextTick, onBeforeUnmount, ref, shallowRef } from 'vue';
import type { CourseDraftKept } from '#contract/course';
import { call, get } from '../lib/api.ts';
import { useSession } from '../lib/session.ts';
import { useAutosave } from '../lib/useAutosave.ts';
import { freshContact, freshCourse, type CourseDraft } from './course-draft.ts';

const KEPT = '/course/draft';
interface Kept { readonly draft: { readonly body: CourseDraftKept; readonly updatedAt: string } | null }

export function useNewCourse() {
  const { me } = useSession();
  const fresh = (): CourseDraft => ({ ...freshCourse(), contacts: [{ ...freshContact(), name: me!.name }] });
  const form = ref<CourseDraft>(fresh());
  const step = ref<0 | 1>(0);
  const unitId = ref<string>();
  const restoredAt = ref<string>();
  const ready = ref(false), problem = shallowRef<unknown>();
  const save = (body: CourseDraftKept): Promise<unknown> => call(KEPT, { method: 'PUT', body });
  const { state, savedAt, flush, forget } = useAutosave(() => ({ form: form.value, step: step.value, unitId: unitId.value }) as unknown as CourseDraftKept, save);
  async function restore(): Promise<void> {
    problem.value = undefined;
    try {
      const { draft } = await get<Kept>(KEPT);
      if (draft) {
        form.value = { ...fresh(), ...draft.body.form };
        step.value = draft.body.step;
        unitId.value = draft.body.unitId;
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
  /** With another form, or an empty one. */
  function begin(next: CourseDraft = fresh()): void {
    form.value = next;
    step.value = 0;
    restoredAt.value = undefined;
  }
  /** Registered: a save that is on its way must not come after. */
  async function discard(): Promise<void> {
    forget();
    await flush();
    await call(KEPT, { method: 'DELETE' }).catch(() => undefined);
  }
  async function startAgain(): Promise<void> {
    begin();
    await nextTick();
    await discard();
  }
  onBeforeUnmount(() => void flush());
  return { form, step, unitId, state, savedAt, restoredAt, ready, problem, restore, begin, startAgain, discard, flush };
}
