/**
 * The language in which a lifecycle's table is written. Four words: a case is one durable procedure; an action is something a person may do
 * to it; a task is an action that somebody is expected to do; a deadline is when it is late, under which rule, and what happens then.
 */
import type { Reminders, Term } from '../domain/deadline.ts';
import type { Label } from '../domain/label.ts';
import type { Instant } from '../domain/plain-date.ts';
import type { ProblemCode } from '../domain/problem.ts';
import type { By } from '../domain/roles.ts';

/** What a table's own rules may look at: plain data, so that the desk closes a button with the same function that refuses the command. */
export interface Seen<F> {
  readonly status: string;
  readonly facts: F;
  readonly now: Instant;
  last(...names: string[]): Instant | undefined;
  unanswered(asked: string | readonly string[], ...answers: string[]): boolean;
}
export type Rule<F> = (it: Seen<F>) => boolean;

export interface Phase { readonly label: Label }
/** `tone` is the meaning of the badge, never its colour alone. */
export interface Status { readonly label: Label; /** the same state's name on the pages of management, where it has another */ readonly formally?: Label; readonly phase?: string; readonly tone: 'neutral' | 'waiting' | 'active' | 'done'; readonly final?: true }

/** The status a case had before it existed. */
export const NONE = 'none';
export interface Choice<S extends string, F> { readonly when?: Rule<F>; readonly to: S | 'same' }
/** From which status to which; where there are several outcomes the first whose rule holds. */
export type Moves<S extends string, F> = { readonly [from in S | typeof NONE]?: S | 'same' | readonly Choice<S, F>[] };

export interface Action<S extends string, F> {
  readonly label: Label;
  readonly moves: Moves<S, F>;
  /** by which roles in which relation; empty: by the system alone */ readonly by: By;
  /** facts of the case that the command may set */ readonly sets?: readonly (keyof F & string)[];
  /** facts that follow from it */ readonly becomes?: (it: Seen<F>) => Partial<F>;
  /** problem code → when it bars the way */ readonly barred?: { readonly [code in ProblemCode]?: Rule<F> };
  /** why it is not possible yet, where the status alone would not tell a clerk */ readonly notYet?: { readonly [status in S]?: ProblemCode };
  /** can be undone for ten seconds, and nothing leaves the house before; the sentence asks once */ readonly grave?: Label;
  /** only adds a row: two authors never contradict each other, so it is never stale */ readonly additive?: true;
  /** moves a due day instead of the case (spec 7.2) */ readonly extends?: true;
  /** asks for a form of its own; otherwise a single button */ readonly form?: true;
  /** activities it sets going once recorded */ readonly then?: readonly string[];
  /** who hears by mail that it was done */ readonly tells?: By;
}

/** A law and its article, or the rule's own number where no law sets the term. */
export type Basis = { readonly law: string; readonly article: string } | { readonly rule: string };

export interface Deadline<A extends string> {
  /** code of the task in the catalogue (spec 7.3) */ readonly task: string;
  /** what to do, verb first */ readonly label: Label;
  /** the actions that fulfil it, the usual one first */ readonly asks: readonly [A, ...A[]];
  readonly term: Term;
  readonly basis: Basis;
  readonly remind: Reminders;
  /** who is reminded */ readonly reminds: By;
  /** whom each level tells after it is late */ readonly tells: readonly By[];
  /** working days after the due day at which each level is told, where the rule names its own */ readonly late?: readonly number[];
  /** its term runs on while the case is where nobody can do what it asks */ readonly runsOn?: true;
  /** what the system does at expiry */ readonly then?: A;
}
export interface News<F> { readonly label: Label; /** facts of the case that it changes */ readonly sets?: readonly (keyof F & string)[]; /** who is told of it */ readonly tells?: By }

export interface Lifecycle {
  readonly name: string;
  readonly label: Label;
  readonly facts: any;
  readonly phases: Readonly<Record<string, Phase>>;
  readonly statuses: Readonly<Record<string, Status>>;
  readonly actions: Readonly<Record<string, Action<any, any>>>;
  readonly deadlines: Readonly<Record<string, Deadline<any>>>;
  readonly news: Readonly<Record<string, News<any>>>;
  /** who may read a case */ readonly readers: By;
  /** whom a supervisor rings about a late one */ readonly contacts: By;
  /** at most one open case has this key, in the whole country; undefined: no such rule */ readonly unique?: { key(facts: any): string; readonly problem: ProblemCode };
}

/** Checks a table against itself while it is written: a status, action or phase that it does not declare is not one. */
export function defineLifecycle<F>() {
  return <const S extends Record<string, Status & { phase?: keyof P & string }>, const P extends Record<string, Phase>, const A extends Record<string, Action<keyof S & string, F>>,
    const D extends Record<string, Deadline<keyof A & string>>, const N extends Record<string, News<F>>, const Name extends string>(
    table: { name: Name; label: Label; phases: P; statuses: S; actions: A; deadlines: D; news: N; readers: By; contacts: By; unique?: { key(facts: F): string; problem: ProblemCode } },
  ): { name: Name; label: Label; phases: P; statuses: S; actions: A; deadlines: D; news: N; readers: By; contacts: By; unique?: { key(facts: F): string; problem: ProblemCode }; facts: F } => ({ ...table, facts: undefined as F });
}
/** The same outcome from each of several statuses. */
export function each<const From extends string, const To>(from: readonly From[], to: To): { readonly [K in From]: To } {
  return Object.fromEntries(from.map((status) => [status, to])) as { readonly [K in From]: To };
}

type Keys<T> = keyof T & string;
export type StatusOf<L extends Lifecycle> = Keys<L['statuses']>;
export type ActionOf<L extends Lifecycle> = Keys<L['actions']>;
export type DeadlineOf<L extends Lifecycle> = Keys<L['deadlines']>;
export type NewsOf<L extends Lifecycle> = Keys<L['news']>;
export type OpenStatusOf<L extends Lifecycle> = { [K in StatusOf<L>]: L['statuses'][K] extends { final: true } ? never : K }[StatusOf<L>];
/** actions the table allows in every one of these statuses */
export type ActionIn<L extends Lifecycle, S> = { [K in ActionOf<L>]: [S] extends [Keys<L['actions'][K]['moves']>] ? K : never }[ActionOf<L>];
/** deadlines whose usual action the table allows there: a page cannot wait for what nobody may do */
export type DeadlineIn<L extends Lifecycle, S> = { [K in DeadlineOf<L>]: L['deadlines'][K]['asks'][0] extends ActionIn<L, S> ? K : never }[DeadlineOf<L>];

export const allows = (table: Lifecycle, action: string, status: string): boolean => Object.hasOwn(table.actions[action]?.moves ?? {}, status);
export const isFinal = (table: Lifecycle, status: string): boolean => table.statuses[status]?.final === true;
/** Done by the clock, never by a person. */
export const bySystem = (action: Action<any, any>): boolean => Object.keys(action.by).length === 0;
/** The action that opens a case. */
export function openingOf(table: Lifecycle): string {
  const name = Object.keys(table.actions).find((action) => allows(table, action, NONE));
  if (!name) throw new Error(`${table.name} has no opening action`);
  return name;
}
/** The status an action leads to from here; the first choice whose rule holds. */
export function outcomeOf(action: Action<any, any>, from: string, it: Seen<any>): string {
  const move = action.moves[from];
  const to = Array.isArray(move) ? (move as readonly Choice<string, any>[]).find((choice) => choice.when?.(it) ?? true)?.to : (move as string | undefined);
  if (to === undefined) throw new Error(`no outcome from ${from}`);
  return to === 'same' ? from : to;
}
/** Every status an action may lead to from here. */
export function outcomesOf(action: Action<any, any>, from: string): string[] {
  const move = action.moves[from];
  const all = Array.isArray(move) ? (move as readonly Choice<string, any>[]).map((choice) => choice.to) : [move as string];
  return [...new Set(all.map((to) => (to === 'same' ? from : to)))];
}
