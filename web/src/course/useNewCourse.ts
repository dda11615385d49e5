/** A course that is no case yet. */
import { nextTick, ref } from 'vue';
import type { CourseDraftKept } from '#contract/course';
import { useOpeningDraft } from '../cases/useOpeningDraft.ts';
import { useSession } from '../lib/session.ts';
import { freshContact, freshCourse, type CourseDraft } from './course-draft.ts';

export function useNewCourse() {
  const { me } = useSession();
  const fresh = (): CourseDraft => ({ ...freshCourse(), contacts: [{ ...freshContact(), name: me!.name }] });
  const form = ref<CourseDraft>(fresh());
  const step = ref<0 | 1>(0);
  const unitId = ref<string>();
  const draft = useOpeningDraft('course', () => ({ form: form.value, step: step.value, unitId: unitId.value }) as unknown as CourseDraftKept, (kept) => {
    form.value = { ...fresh(), ...kept.form };
    step.value = kept.step;
    unitId.value = kept.unitId;
  });
  /** With another form, or an empty one. */
  function begin(next: CourseDraft = fresh()): void {
    form.value = next;
    step.value = 0;
    draft.restoredAt.value = undefined;
  }
  async function startAgain(): Promise<void> {
    begin();
    await nextTick();
    await draft.discard();
  }
  return { form, step, unitId, begin, startAgain, ...draft };
}
