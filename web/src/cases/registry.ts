/** The screens of every lifecycle: a name missing here does not compile. */
import type { CaseView } from '#contract/cases';
import { isLifecycleName, type LifecycleName } from '#workflows/lifecycles';
import { amendmentScreens } from '../amendment/screens.ts';
import { courseScreens } from '../course/screens.ts';
import { dropoutScreens } from '../dropout/screens.ts';
import type { CaseScreens } from './screens.ts';

const registry: Readonly<Record<LifecycleName, CaseScreens>> = { dropout: dropoutScreens, course: courseScreens, amendment: amendmentScreens };

/** @throws {RangeError} for a lifecycle this build does not know */
export function screensOf({ lifecycle }: Pick<CaseView, 'lifecycle'>): CaseScreens {
  if (!isLifecycleName(lifecycle)) throw new RangeError(`unknown lifecycle: ${lifecycle}`);
  return registry[lifecycle];
}
