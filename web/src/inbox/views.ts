import type { InboxView } from '#contract/cases';

/** In the order in which they are offered; those with a count answer 「今天要做什麼？」. */
export const views = { todo: true, overdue: true, today: true, week: true, waiting: true, sent: false, organisation: false } as const satisfies Record<InboxView, boolean>;
export const viewNames = Object.keys(views) as InboxView[];
export const isView = (text: unknown): text is InboxView => typeof text === 'string' && Object.hasOwn(views, text);
export type CountedView = { [V in InboxView]: (typeof views)[V] extends true ? V : never }[InboxView];
export const isCounted = (view: InboxView): view is CountedView => views[view];
