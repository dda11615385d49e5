import { computed } from 'vue';
import type { Label } from '#domain/label';
import type { MenuEntry } from '../feature.ts';
import { features } from '../features.ts';
import { useSession } from '../lib/session.ts';

const all = features.flatMap((feature) => feature.menu ?? []);

/** The entries this person is offered, under their headings. */
export function useMenu() {
  const session = useSession();
  const entries = computed(() => all.filter((entry) => session.can(entry.ability)));
  const groups = computed(() => {
    const found = new Map<string, { label: Label; entries: MenuEntry[] }>();
    for (const entry of entries.value) {
      const group = found.get(entry.group.zh) ?? { label: entry.group, entries: [] };
      found.set(entry.group.zh, group);
      group.entries.push(entry);
    }
    return [...found.values()];
  });
  const locked = (route: string): boolean => session.mustFirst !== undefined && route !== session.mustFirst;
  return { entries, groups, locked };
}
