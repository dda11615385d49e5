/** The registry of lifecycles. A name added here is asked for in every other ring by the compiler. */
import type { Procedure } from './case/page.ts';
import type { Lifecycle } from './case/table.ts';
import { dropout } from './dropout/lifecycle.ts';
import { dropoutReport } from './dropout/workflow.ts';

export const lifecycles = { dropout } as const satisfies Record<string, Lifecycle>;
export type LifecycleName = keyof typeof lifecycles;
export const lifecycleNames = Object.keys(lifecycles) as LifecycleName[];
export const isLifecycleName = (text: string): text is LifecycleName => Object.hasOwn(lifecycles, text);

export const procedures: Record<LifecycleName, Procedure> = { dropout: dropoutReport };
/** The Temporal workflow type of each. */
export const workflowTypes = { dropout: 'dropoutCase' } as const satisfies Record<LifecycleName, string>;
