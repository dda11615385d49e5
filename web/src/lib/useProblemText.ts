import { Problem } from './problem.ts';
import { useText } from './text.ts';

/** What happened, and the next step, in the reader's language. */
export function useProblemText() {
  const { t, label } = useText();
  const what = (problem: Problem): string => (problem.code === 'offline' ? t('problem.offline') : (problem.sentence ?? label(problem.label!)));
  const next = (problem: Problem): string => (problem.code === 'offline' ? t('problem.offlineNext') : t('problem.nothingLost'));
  /** For whatever a `catch` holds. */
  const whatOf = (failure: unknown): string => (failure instanceof Problem ? what(failure) : t('problem.unknown'));
  return { what, next, whatOf };
}
