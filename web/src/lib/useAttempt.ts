import { shallowRef } from 'vue';
import { useToasts } from './toasts.ts';

/** Something a person tries: what it ended in is said in a toast, and why the last try failed stays in `problem`, to be told beside the work. */
export function useAttempt() {
  const toasts = useToasts();
  const problem = shallowRef<unknown>();
  /** Never rejects. @param work answers with the sentence that says it is done, if there is one to say @returns whether it went well */
  async function attempt(work: () => Promise<string | undefined>): Promise<boolean> {
    problem.value = undefined;
    try {
      const message = await work();
      if (message !== undefined) toasts.show({ tone: 'done', message });
      return true;
    } catch (failure) {
      problem.value = failure;
      return false;
    }
  }
  return { problem, attempt };
}
