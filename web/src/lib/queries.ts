/** Keys under which answers are kept, so that whoever changes something knows what is no longer fresh. */
import { useQueryCache } from '@pinia/colada';
import { watch } from 'vue';
import { useLiveUpdates } from './live.ts';
import { useSession } from './session.ts';
import { languageTag } from './text.ts';
import { useToasts } from './toasts.ts';

export const keys = {
  /** everything about one case; add what part of it you mean */
  case: (id: string, ...part: string[]) => ['case', id, ...part],
  /** anything that lists or counts cases */
  lists: (name: string, ...part: (string | Record<string, string | undefined>)[]) => ['lists', name, ...part],
  /** code lists of the course form */ courseCodes: () => ['course-codes'],
  demoAccounts: () => ['demo-accounts'],
  demoStudents: () => ['lists', 'demo-students'],
} as const;

/** Once, at the root: what changed elsewhere is fetched again, and so is everything when the language changes. */
export function useFreshness(): void {
  const cache = useQueryCache();
  /** A fetch that fails says so where it is shown; one that a newer overtakes is no failure. */
  const fetchAgain = (key?: string[]): void => void cache.invalidateQueries(key && { key }).catch(() => undefined);
  useLiveUpdates((news) => {
    if (news === 'missed') return fetchAgain();
    for (const { caseId } of news) fetchAgain(keys.case(caseId));
    fetchAgain(['lists']);
  });
  watch(languageTag, () => fetchAgain());
}

/**
 * Once, at the root: what one person was shown is gone before anything is drawn for the next (office machines are shared,
 * and no key above says for whom an answer was). What is still on its way arrives nowhere.
 */
export function useForgetting(): void {
  const cache = useQueryCache();
  const session = useSession();
  const toasts = useToasts();
  watch(() => session.me?.id, () => {
    cache.cancelQueries();
    cache.getEntries().forEach((entry) => cache.remove(entry));
    toasts.dismissAll();
  }, { flush: 'sync' });
}
