/** A course that is no case yet. It is kept in this browser with every change, under its author's account, until it is registered or begun anew. */
import { ref, watch } from 'vue';
import { useSession } from '../lib/session.ts';
import { readStored, removeStored, writeStored } from '../lib/stored.ts';
import { freshContact, freshCourse, type CourseDraft } from './course-draft.ts';

interface Kept { readonly form: CourseDraft; readonly step: 0 | 1; readonly at: number }

export function useNewCourse() {
  const { me } = useSession();
  const key = `schoolward.course.${me!.id}`;
  const kept = keptIn(key);
  const fresh = (): CourseDraft => ({ ...freshCourse(), contacts: [{ ...freshContact(), name: me!.name }] });
  const form = ref<CourseDraft>({ ...fresh(), ...kept?.form });
  const step = ref<0 | 1>(kept?.step ?? 0);
  const restoredAt = ref(kept?.at);
  const savedAt = ref<number>();
  const state = ref<'clean' | 'saved' | 'failed'>('clean');
  watch([form, step], () => {
    const at = Date.now();
    state.value = writeStored(key, JSON.stringify({ form: form.value, step: step.value, at } satisfies Kept)) ? 'saved' : 'failed';
    savedAt.value = at;
  }, { deep: true, flush: 'sync' });
  /** With another form, or an empty one. */
  function begin(next: CourseDraft = fresh()): void {
    form.value = next;
    step.value = 0;
    restoredAt.value = undefined;
  }
  const forget = (): void => removeStored(key);
  return { form, step, state, savedAt, restoredAt, begin, forget };
}
function keptIn(key: string): Kept | undefined {
  try {
    return JSON.parse(readStored(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
