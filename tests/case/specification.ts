/** Holds a lifecycle's table against the rows of the specification, written out by hand: status, action, who in which relation, to which statuses. What is not there nobody may do. */
import { expect, it } from 'vitest';
import { procedure } from '#case/page';
import { refusalOf } from '#case/refusal';
import { unborn } from '#case/step';
import { allows, NONE, outcomesOf, type Lifecycle } from '#case/table';
import { roleNames, type By } from '#domain/roles';
import { lifecycles, procedures, type LifecycleName } from '#workflows/lifecycles';
import { officeCalendar } from '../domain/calendars.ts';

export type SpecifiedMove = readonly [status: string, action: string, by: string, to: string];
export const inWords = (by: By): string => Object.entries(by).map(([role, relations]) => `${role}:${relations!.join(',')}`).join(' ');

/** `facts` with which no rule of the outcome stands in the way. */
export function movesExactlyBy(name: LifecycleName, bySpecification: readonly SpecifiedMove[], facts: object = {}): void {
  const table: Lifecycle = lifecycles[name], statuses = [NONE, ...Object.keys(table.statuses)], actions = Object.keys(table.actions);
  it('moves exactly so, by exactly these', () => {
    const rows = statuses.flatMap((status) => actions.filter((action) => allows(table, action, status)).map((action) => [status, action, inWords(table.actions[action]!.by), outcomesOf(table.actions[action]!, status).sort().join(' ')]));
    const sorted = (list: readonly (readonly string[])[]): string[] => list.map((row) => row.join(' | ')).sort();
    expect(sorted(rows)).toEqual(sorted(bySpecification));
  });
  it('refuses every other role in every other status, whatever it sends', () => {
    const allowed = new Set(bySpecification.flatMap(([status, action, by]) => by.split(' ').map((who) => `${status} ${action} ${who.split(':')[0]}`)));
    const bare = procedure<any>({ ...table, actions: Object.fromEntries(Object.entries(table.actions).map(([action, { barred: _, ...rest }]) => [action, rest])) }, procedures[name].pages);
    const deadline = Object.keys(table.deadlines)[0]!;
    const open = statuses.flatMap((status) => actions.flatMap((action) => roleNames.filter((role) => {
      const state = { ...unborn(bare, 'c', 0, facts, officeCalendar), status, open: [{ deadline, from: 0, dueOn: '2026-09-14' as never, rung: 0 }] };
      return refusalOf(bare, state, action, { commandId: 'x', by: { person: 'p', role }, expectedVersion: 0, extension: { deadline, from: 0, until: '2026-09-15' as never } }, 0) === undefined;
    }).map((role) => `${status} ${action} ${role}`)));
    expect(open.sort()).toEqual([...allowed].filter((row) => !row.endsWith(' ')).sort());
  });
}
/** `rule task length count` of each deadline. */
export const termsOf = (name: LifecycleName): string[] => Object.values<Lifecycle['deadlines'][string]>(lifecycles[name].deadlines).map(({ basis, task, term }) => `${'rule' in basis && basis.rule} ${task} ${term.length} ${term.count}`).sort();
export const statusNames = (name: LifecycleName): string[] => Object.entries<Lifecycle['statuses'][string]>(lifecycles[name].statuses).map(([status, { label }]) => `${status} ${label.zh}`).sort();
