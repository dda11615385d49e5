/**
 * A case that lives without a server: what `live.ts` does on Temporal, with a clock that is moved and a store that is a list.
 * Every state is frozen, so that a step that changes what it was given fails.
 */
import { planOf, type Procedure } from '#case/page';
import { refusalOf } from '#case/refusal';
import { act, extended, hear, nextOf, receiptOf, recounted, rung, unborn, undone } from '#case/step';
import { keyOf, SYSTEM, type Author, type Change, type Command, type OpenDeadline, type State, type Step } from '#case/state';
import { isFinal, openingOf } from '#case/table';
import { plainDate, startOfDay, HOUR, type Instant, type PlainDate } from '#domain/plain-date';
import type { ProblemCode } from '#domain/problem';
import type { Role } from '#domain/roles';
import type { WorkCalendar } from '#domain/work-calendar';
import { officeCalendar } from '../domain/calendars.ts';

/** an instant in Taipei: `at('2026-09-15')` is nine in the morning, `at('2026-09-15', 8.5)` half past eight */
export const at = (day: string, hour = 9): Instant => startOfDay(plainDate(day)) + hour * HOUR;
export const person = (role: Role, name: string = role): Author => ({ person: name, role });

interface Given { readonly by?: Author; readonly facts?: object; readonly expectedVersion?: number; readonly extension?: Command['extension'] }

export class Life {
  readonly procedure: Procedure;
  readonly changes: Change[] = [];
  state: State;
  now: Instant;
  private commands = 0;
  private readonly commandIds = new Set<string>();

  constructor(procedure: Procedure, now: Instant, calendar: WorkCalendar = officeCalendar) {
    this.procedure = procedure;
    this.now = now;
    this.state = frozen(unborn(procedure, 'case', now, {}, calendar));
  }
  static opened(procedure: Procedure, now: Instant, facts: object, by: Author = person('leaver_main'), calendar?: WorkCalendar): Life {
    const life = new Life(procedure, now, calendar);
    life.act(openingOf(procedure.table), { facts, by });
    return life;
  }

  refusal(name: string, given: Given = {}): ProblemCode | undefined { return refusalOf(this.procedure, this.state, name, this.command(given), this.now); }
  act(name: string, given: Given = {}): Change {
    const command = this.command(given);
    this.mustBeOpen(name, command);
    this.commands++;
    return this.take(this.procedure.table.actions[name]!.extends ? extended(this.procedure, this.state, command, this.now) : act(this.procedure, this.state, name, command, this.now));
  }
  undo(given: Given = {}): Change {
    const command = this.command(given);
    this.mustBeOpen('undo', command);
    this.commands++;
    return this.take(undone(this.procedure, this.state, command, this.now));
  }
  /** Repeated or overtaken news changes nothing, as in `live.ts`. */
  hear(name: string, from: string, version: number, facts: object = {}): Change | undefined {
    if ((this.state.heard[name]?.[from]?.version ?? -1) >= version || this.over) return undefined;
    return this.take(hear(this.procedure, this.state, { name, from, version, facts }, this.now));
  }
  extend(deadline: string, until: PlainDate, by: Author = person('leaver_county')): Change {
    return this.act(this.extending, { by, extension: { deadline, from: this.open(deadline).from, until } });
  }
  refusalToExtend(deadline: string, until: string, by: Author = person('leaver_county')): ProblemCode | undefined {
    return this.refusal(this.extending, { by, extension: { deadline, from: this.state.open.find((o) => o.deadline === deadline)?.from ?? 0, until: plainDate(until) } });
  }
  recount(calendar: WorkCalendar): Change | undefined {
    this.state = frozen({ ...this.state, calendar });
    const step = this.over ? undefined : recounted(this.procedure, this.state, this.now, 'calendar');
    return step && this.take(step);
  }
  /** What continue-as-new and the record do to a state. */
  rest(): void { this.state = frozen(JSON.parse(JSON.stringify(this.state)) as State); }

  /** Moves the clock; everything that comes due on the way happens at its own instant. */
  passTo(instant: Instant): Change[] {
    const before = this.changes.length;
    let turns = 0;
    for (let due = nextOf(this.procedure, this.state); due.at <= instant; due = nextOf(this.procedure, this.state)) {
      if (++turns > 1000) throw new Error(`no end of ${due.appointment?.action ?? due.ring!.deadline}`);
      this.now = Math.max(due.at, this.state.at, this.now);
      this.take(due.appointment ? this.bySystem(due.appointment.action) : rung(this.procedure, this.state, due.ring!, this.now));
    }
    this.now = Math.max(this.now, instant);
    return this.changes.slice(before);
  }
  /** The same life from here, to try what might be. */
  branch(): Life {
    const twin = new Life(this.procedure, this.now);
    twin.state = this.state;
    twin.commands = this.commands;
    return twin;
  }
  get nextAt(): Instant { return nextOf(this.procedure, this.state).at; }
  get over(): boolean { return isFinal(this.procedure.table, this.state.status); }
  open(deadline: string): OpenDeadline {
    const found = this.state.open.find((o) => o.deadline === deadline);
    if (!found) throw new Error(`${deadline} is not open in ${this.state.status}`);
    return found;
  }
  get openKeys(): string[] { return this.state.open.map(keyOf); }
  get rings(): Change[] { return this.changes.filter((c) => ['reminder', 'late', 'lapse'].includes(c.event.kind)); }

  private mustBeOpen(name: string, command: Command): void {
    const refusal = refusalOf(this.procedure, this.state, name, command, this.now);
    if (refusal) throw new Error(`${name} in ${this.state.status}: ${refusal}`);
  }
  private get extending(): string { return Object.keys(this.procedure.table.actions).find((name) => this.procedure.table.actions[name]!.extends)!; }
  private command({ by = person('leaver_main'), facts, expectedVersion = this.state.version, extension }: Given): Command {
    return { commandId: `command ${this.commands + 1}`, by, expectedVersion, ...(facts ? { facts } : {}), ...(extension ? { extension } : {}) };
  }
  private bySystem(action: string): Step {
    return act(this.procedure, this.state, action, { by: SYSTEM, commandId: `${this.state.caseId}:${this.state.sequence + 1}:${action}` }, this.now);
  }
  /** The step a person's command takes, then what the page appoints at once, in the same turn. */
  private take(step: Step): Change {
    const change = this.commit(step);
    for (let turns = 0; this.nextAt === -Infinity; turns++) {
      if (turns > 10) throw new Error('two pages appoint each other');
      this.commit(this.bySystem(nextOf(this.procedure, this.state).appointment!.action));
    }
    return change;
  }
  /** The store takes the next sequence or nothing, and a command once. */
  private commit({ change, state }: Step): Change {
    if (change.state.sequence !== this.state.sequence + 1) throw new Error(`a gap from ${this.state.sequence} to ${change.state.sequence}`);
    if (this.commandIds.has(change.event.commandId)) throw new Error(`recorded before: ${change.event.commandId}`);
    this.commandIds.add(change.event.commandId);
    this.changes.push(change);
    this.state = frozen(state);
    return change;
  }
}

export const namesOf = (rows: readonly OpenDeadline[]): string[] => rows.map((row) => row.deadline);
export const receipts = (life: Life): string[] => life.changes.map(receiptOf);
export const expectedBy = (life: Life): string[] => planOf(life.procedure, life.state).expected.map(keyOf);

export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
