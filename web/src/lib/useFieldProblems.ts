import { computed, ref, shallowRef } from 'vue';
import { messagesByField, Problem } from './problem.ts';

/** For forms of a few fields: what is missing or was refused stands at its field and in the summary, anything else in `problem`. */
export function useFieldProblems<F extends string>(fields: readonly F[], labelOf: (field: F) => string) {
  const found = ref<{ readonly [field in F]?: string }>({});
  const problem = shallowRef<unknown>();
  const errors = computed(() => fields.flatMap((field) => {
    const message = (found.value as Partial<Record<F, string>>)[field];
    return message ? [{ field, label: labelOf(field), message }] : [];
  }));
  /** Never rejects. @param missing what can be told without asking the desk; nothing is sent then @returns whether it went well */
  async function attempt(missing: Partial<Record<F, string>>, work: () => Promise<unknown>): Promise<boolean> {
    problem.value = undefined;
    found.value = missing;
    if (errors.value.length > 0) return false;
    try {
      await work();
      return true;
    } catch (failure) {
      found.value = failure instanceof Problem ? (messagesByField(failure.errors, fields).byField as Partial<Record<F, string>>) : {};
      if (errors.value.length === 0) problem.value = failure;
      return false;
    }
  }
  return { found, errors, problem, attempt };
}
