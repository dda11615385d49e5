/** The registry of lifecycles. A name added here is asked for in every other ring by the compiler. */
import type { Procedure } from './case/page.ts';
import type { Lifecycle } from './case/table.ts';
import { amendment } from './amendment/lifecycle.ts';
import { amendmentProcedure } from './amendment/workflow.ts';
import { course } from './course/lifecycle.ts';
import { courseProcedure } from './course/workflow.ts';
import { dropout } from './dropout/lifecycle.ts';
import { dropoutReport } from './dropout/workflow.ts';

export const lifecycles = { dropout, course, amendment } as const satisfies Record<string, Lifecycle>;
export type LifecycleName = keyof typeof lifecycles;
export const lifecycleNames = Object.keys(lifecycles) as LifecycleName[];
export const isLifecycleName = (text: string): text is LifecycleName => Object.hasOwn(lifecycles, text);

export const procedures: Record<LifecycleName, Procedure> = { dropout: dropoutReport, course: courseProcedure, amendment: amendmentProcedure };
/** The Temporal workflow type of each. */
export const workflowTypes = { dropout: 'dropoutCase', course: 'courseCase', amendment: 'amendmentCase' } as const satisfies Record<LifecycleName, string>;
