/** What a lifecycle's page may say and look at. A page is asked again after every change and answers from what has happened alone. */
import type { Instant } from '../domain/plain-date.ts';
import type { ActionIn, ActionOf, DeadlineIn, Lifecycle, NewsOf, OpenStatusOf, Seen } from './table.ts';
import { allows, isFinal } from './table.ts';
import type { Heard, State } from './state.ts';

interface Expected { readonly deadline: string; readonly from: Instant; readonly window?: true }
export interface Appointment { readonly action: string; /** without an instant: at once */ readonly at?: Instant }
export interface Plan { readonly expected: Expected[]; readonly appointments: Appointment[] }

/** What has happened, as pages and rules read it. */
export class Past<L extends Lifecycle> {
  protected readonly state: State;
  constructor(state: State) { this.state = state; }
  get status(): string { return this.state.status; }
  get facts(): L['facts'] { return this.state.facts; }
  /** when the present status was entered */
  get since(): Instant { return this.state.since; }
  /** Compare with this where a page changes: cases that run keep the page they began with until their next rest. */
  get edition(): number { return this.state.edition; }
  /** when the newest of these happened */
  last(...names: (ActionOf<L> | NewsOf<L>)[]): Instant | undefined {
    const at = names.flatMap((name) => this.state.happened[name]?.at ?? []);
    return at.length ? Math.max(...at) : undefined;
  }
  /** Asked after it was last answered. By sequence, not time: a workflow's clock stands still within a task. */
  unanswered(asked: (ActionOf<L> | NewsOf<L>) | readonly (ActionOf<L> | NewsOf<L>)[], ...answers: (ActionOf<L> | NewsOf<L>)[]): boolean {
    return this.sequenceOf([asked].flat()) > this.sequenceOf(answers);
  }
  /** the newest of this news from each of its sources */
  heard(news: NewsOf<L>): Heard[] { return Object.values(this.state.heard[news] ?? {}); }
  private sequenceOf(names: readonly string[]): number { return Math.max(-1, ...names.map((name) => this.state.happened[name]?.sequence ?? -1)); }
}

export class It<L extends Lifecycle, D extends string, A extends string> extends Past<L> {
  readonly plan: Plan = { expected: [], appointments: [] };
  /** Somebody should do what the deadline asks; late after its term from that moment. */
  awaits(deadline: D, from: Instant = this.since): void { this.plan.expected.push({ deadline, from }); }
  /** Possible only until then; nobody is asked. */
  allows(deadline: D, from: Instant = this.since): void { this.plan.expected.push({ deadline, from, window: true }); }
  /** The system does it then, once per instant; without an instant at once. */
  appoints(action: A, at?: Instant): void { this.plan.appointments.push(at === undefined ? { action } : { action, at }); }
}

/** the case as the page of status S sees it (of every status in S, when S is a union) */
export type In<L extends Lifecycle, S extends OpenStatusOf<L> = OpenStatusOf<L>> = It<L, DeadlineIn<L, S>, ActionIn<L, S>>;
/** the case as the page seen in every status: it may name what only some of them allow */
export type Anywhere<L extends Lifecycle> = It<L, string & keyof L['deadlines'], ActionOf<L>>;
export type Pages<L extends Lifecycle> = { readonly [S in OpenStatusOf<L>]: (it: In<L, S>) => void };
export interface Procedure<L extends Lifecycle = any> {
  readonly table: L;
  readonly pages: Pages<L>;
  readonly always: ((it: Anywhere<L>) => void) | undefined;
  readonly edition: number;
}

/** The page of a lifecycle: for each open status, what the case waits for now; `always` is asked in every one of them. */
export function procedure<L extends Lifecycle>(table: L, pages: Pages<L>, always?: Procedure<L>['always'], edition = 1): Procedure<L> {
  return { table, pages, always, edition };
}

/** The rules of a table see the clock too. */
export class Present<L extends Lifecycle> extends Past<L> implements Seen<L['facts']> {
  readonly now: Instant;
  constructor(state: State, now: Instant) { super(state); this.now = now; }
}

/** What the page of the present status expects; nothing where the case is over. */
export function planOf(procedure: Procedure, state: State): Plan {
  const it = new It<Lifecycle, string, string>(state);
  if (isFinal(procedure.table, state.status)) return it.plan;
  (procedure.pages as Record<string, (it: unknown) => void>)[state.status]!(it);
  procedure.always?.(it as Anywhere<any>);
  const here = (action: string): boolean => allows(procedure.table, action, state.status);
  const kept = (a: Appointment): boolean => a.at !== undefined && (state.happened[a.action]?.at ?? -Infinity) >= a.at;
  return {
    expected: it.plan.expected.filter(({ deadline }) => procedure.table.deadlines[deadline]!.runsOn || procedure.table.deadlines[deadline]!.asks.some(here)),
    appointments: it.plan.appointments.filter((a) => here(a.action) && !kept(a)),
  };
}
