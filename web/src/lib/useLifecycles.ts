import { computed } from 'vue';
import type { Lifecycle } from '#case/table';
import { isRole } from '#domain/roles';
import { lifecycles } from '#workflows/lifecycles';
import { useSession } from './session.ts';

/** The procedures whose cases this person may read. */
export function useLifecycles() {
  const session = useSession();
  const reads = (table: Lifecycle): boolean => Boolean(session.me?.grants.some(({ role }) => isRole(role) && table.readers[role]));
  return computed<readonly Lifecycle[]>(() => Object.values<Lifecycle>(lifecycles).filter(reads));
}
