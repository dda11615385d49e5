/** Random lives: moves of people, clock, other cases, agencies and calendars, made from plain numbers so that fast-check can shrink them. */
import fc from 'fast-check';
import type { Procedure } from '#case/page';
import { keyOf, type Author } from '#case/state';
import { bySystem, isFinal, openingOf, outcomesOf } from '#case/table';
import { addDays, DAY, dateAt } from '#domain/plain-date';
import { roleNames } from '#domain/roles';
import { isWorkingDay } from '#domain/work-calendar';
import { knownUntil, officeCalendar, withTyphoon } from '../domain/calendars.ts';
import { at, Life, person } from './life.ts';

/** What a player may send with a command or with news, from a number. */
export interface Plausible {
  opening(dice: number): object;
  facts(action: string, dice: number, known: any): object;
  news(name: string, dice: number): object;
}
export interface Move { readonly kind: 'onward' | 'possible' | 'any' | 'tick' | 'days' | 'seconds' | 'news' | 'undo' | 'extend' | 'calendar' | 'rest'; readonly dice: number; readonly facts: number }

const weights: Record<Move['kind'], number> = { onward: 6, possible: 6, any: 2, tick: 6, days: 4, seconds: 2, news: 6, undo: 2, extend: 2, calendar: 2, rest: 2 };
export const anyMove: fc.Arbitrary<Move> = fc.record({
  kind: fc.oneof(...Object.entries(weights).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Move['kind']) }))), dice: fc.nat(999_983), facts: fc.nat(999_983),
});
export const anyScript = fc.record({ opening: fc.nat(999_983), moves: fc.array(anyMove, { maxLength: 40, size: 'max' }) });

export const pick = <T>(list: readonly T[], dice: number): T => list[dice % list.length]!;
const START = at('2026-09-14');

/** Somebody whom the table names for this action. */
export function personFor(procedure: Procedure, action: string, dice = 0): Author {
  return person(pick(Object.keys(procedure.table.actions[action]!.by) as (typeof roleNames)[number][], dice), `person ${dice % 2}`);
}
export const humanActions = ({ table }: Procedure): string[] => Object.keys(table.actions).filter((name) => !bySystem(table.actions[name]!));

export class Player {
  life: Life;
  private readonly plausible: Plausible;
  private version = 0;

  constructor(procedure: Procedure, plausible: Plausible, opening: number) {
    this.plausible = plausible;
    this.life = new Life(procedure, START, opening % 3 ? officeCalendar : knownUntil(officeCalendar, addDays(dateAt(START), 20 + (opening % 90))));
    const name = openingOf(procedure.table), given = { by: personFor(procedure, name, opening), facts: plausible.opening(opening) };
    if (!this.life.refusal(name, given)) this.life.act(name, given);
  }
  get procedure(): Procedure { return this.life.procedure; }

  play({ kind, dice, facts }: Move): void {
    const { life } = this;
    if (life.state.sequence === 0) return;
    switch (kind) {
      case 'onward': return this.actIfPossible(this.onward(dice, facts), facts);
      case 'possible': return this.actIfPossible(this.likely(dice, facts), facts);
      case 'any': return this.actIfPossible(pick(humanActions(this.procedure), dice), facts);
      case 'tick': return void (life.nextAt < Infinity && life.passTo(life.nextAt));
      case 'days': return void life.passTo(life.now + (dice % 25) * DAY + (facts % DAY));
      case 'seconds': return void life.passTo(life.now + (dice % 20_000));
      case 'undo': return void (!life.refusal('undo', this.undoing) && life.undo(this.undoing));
      case 'rest': return life.rest();
      case 'news': return this.tell(dice, facts);
      case 'extend': return this.extend(dice, facts);
      case 'calendar': return this.change(dice);
    }
  }
  /** what nobody would be refused, with these facts */
  possible(facts: number): string[] {
    return humanActions(this.procedure).filter((name) => !this.procedure.table.actions[name]!.extends && !this.life.refusal(name, this.given(name, facts)));
  }
  /** Most people do not end a case as soon as they can. */
  private likely(dice: number, facts: number): string | undefined {
    const possible = this.possible(facts), { table } = this.procedure;
    const goesOn = possible.filter((name) => !outcomesOf(table.actions[name]!, this.life.state.status).some((to) => isFinal(table, to)));
    return pick(dice % 4 && goesOn.length ? goesOn : possible, dice >> 2);
  }
  /** To where this case has not been. */
  private onward(dice: number, facts: number): string | undefined {
    const been = new Set(this.life.changes.map((change) => change.state.status)), { table } = this.procedure;
    return pick(this.possible(facts).filter((name) => outcomesOf(table.actions[name]!, this.life.state.status).some((to) => !been.has(to) && (dice % 4 === 0 || !isFinal(table, to)))), dice >> 2);
  }
  given(name: string, facts: number) { return { by: personFor(this.procedure, name, facts), facts: this.plausible.facts(name, facts, this.life.state.facts) }; }

  private get undoing() { return { by: person('leaver_main', this.life.state.undo?.by ?? '') }; }
  private actIfPossible(name: string | undefined, facts: number): void {
    if (name && !this.life.refusal(name, this.given(name, facts))) this.life.act(name, this.given(name, facts));
  }
  private tell(dice: number, facts: number): void {
    const names = Object.keys(this.procedure.table.news);
    if (names.length) this.life.hear(pick(names, dice), `source ${dice % 5 ? 0 : 1}`, (this.version += dice % 3), this.plausible.news(pick(names, dice), facts));
  }
  private extend(dice: number, facts: number): void {
    const row = pick(this.life.state.open, dice), name = humanActions(this.procedure).find((action) => this.procedure.table.actions[action]!.extends);
    if (!row?.dueOn || !name) return;
    const given = { by: personFor(this.procedure, name, facts), extension: { deadline: row.deadline, from: row.from, until: addDays(row.dueOn, facts % 9) } };
    if (!this.life.refusal(name, given)) this.life.act(name, given);
  }
  /** A day off is announced or withdrawn, or the next year is published. */
  private change(dice: number): void {
    const { calendar } = this.life.state, day = addDays(dateAt(this.life.now), dice % 12);
    this.life.recount(dice % 3 === 0 ? officeCalendar : { ...(isWorkingDay(day, calendar) ? withTyphoon(calendar, day) : calendar), through: calendar.through });
  }
}
export const openKeys = (life: Life): string[] => life.state.open.map(keyOf);
