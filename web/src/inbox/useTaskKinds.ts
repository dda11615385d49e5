import { computed, type Ref } from 'vue';
import type { Lifecycle } from '#case/table';
import type { Option } from '../kit/field.ts';
import { useSession } from '../lib/session.ts';
import { useText } from '../lib/text.ts';
import { useLifecycles } from '../lib/useLifecycles.ts';

/** The kinds of tasks this person may be asked to do: each is a queue of its own (spec 5.9). */
export function useTaskKinds(lifecycle: Ref<string | undefined>) {
  const readable = useLifecycles(), session = useSession();
  const { t, label } = useText();
  const does = (table: Lifecycle, action: string): boolean => Boolean(session.me?.grants.some(({ role }) => Object.hasOwn(table.actions[action]!.by, role)));
  return computed<Option<string>[]>(() => {
    const mine = readable.value.filter(({ name }) => !lifecycle.value || name === lifecycle.value).flatMap((table) => Object.values(table.deadlines).filter(({ asks }) => does(table, asks[0])));
    return [...Map.groupBy(mine, ({ task }) => task)].map(([value, same]) => ({ value, label: same.map((one) => label(one.label)).join(t('inbox.comma')) }));
  });
}
