/** Every lifecycle's desk. */
import type { LifecycleName } from '#workflows/lifecycles';
import { amendmentDesk } from '../amendment/desk.ts';
import { courseDesk } from '../course/desk.ts';
import { dropoutDesk } from '../dropout/desk.ts';
import type { CaseDesk } from './feature.ts';

export const caseDesks: Record<LifecycleName, CaseDesk> = { dropout: dropoutDesk, course: courseDesk, amendment: amendmentDesk };
