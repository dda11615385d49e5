/** The code lists that the administrator edits: tags, and the cascades of 課程性質 and 進修範疇. */
import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import type { CodeList } from '#contract/course';
import type { Option } from '../kit/field.ts';
import { get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { useText } from '../lib/text.ts';

export function useCodeLists() {
  const { label } = useText();
  const { data, error } = useQuery({ key: keys.courseCodes, query: ({ signal }) => get<CodeList>('/course/code-lists', {}, signal) });
  const items = computed(() => data.value?.items ?? []);
  /** @param chosen stays on offer although it was closed since */
  const optionsOf = (list: string, parent: string | null = null, chosen?: string): Option[] => items.value.filter((one) => one.list === list && one.parent === parent && (one.active || one.code === chosen)).map((one) => ({ value: one.code, label: label(one) }));
  const nameOf = (list: string, code: string): string => {
    const found = items.value.find((one) => one.list === list && one.code === code);
    return found ? label(found) : code;
  };
  return { items, error, optionsOf, nameOf };
}
