/** A file that is looked at first, and taken over once its owner has seen what it does. */
import { ref, shallowRef } from 'vue';
import type { SheetImport, SheetPreview } from '#contract/course';
import { useAttempt } from '../lib/useAttempt.ts';

/** Neither call rejects: what went wrong is in `problem`. */
export function useSheetTaking(look: (file: File) => Promise<SheetPreview>, take: (file: File) => Promise<SheetImport>) {
  const { problem, attempt } = useAttempt();
  const asked = shallowRef<{ readonly file: File; readonly preview: SheetPreview }>(), taken = shallowRef<SheetImport>(), busy = ref(false);
  async function during(work: () => Promise<undefined>): Promise<void> {
    busy.value = true;
    await attempt(work);
    busy.value = false;
  }
  const pick = (file: File): Promise<void> => during(async () => {
    taken.value = undefined;
    asked.value = { file, preview: await look(file) };
    return undefined;
  });
  const confirm = (): Promise<void> => during(async () => {
    const { file } = asked.value!;
    try {
      taken.value = await take(file);
    } finally {
      asked.value = undefined;
    }
    return undefined;
  });
  return { asked, taken, problem, busy, pick, confirm, close: () => void (asked.value = undefined) };
}
