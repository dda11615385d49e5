import type { CaseSummary } from '#contract/cases';
import { tableOf } from './lifecycle.ts';
import { useText } from './text.ts';

/** How a case is called: whom or what it is about, and its number. Only some procedures have a student, and only some give numbers. */
export function useCaseNames() {
  const { t, label } = useText();
  const subjectOf = ({ student, title }: Pick<CaseSummary, 'student' | 'title'>): string => student?.name ?? title ?? t('inbox.noStudent');
  const numberOf = ({ number, title, lifecycle }: Pick<CaseSummary, 'number' | 'title' | 'lifecycle'>): string => number ?? (title === null ? t('inbox.unnamed') : label(tableOf(lifecycle).label));
  return { subjectOf, numberOf };
}
