/** CASES.md, rules 3, 10, 11 and 13: who may do what and when, what a command may bring, and what tells two changes apart. */
import { describe, expect, it } from 'vitest';
import { closedBecause, refusalOf } from '#case/refusal';
import { act, receiptOf } from '#case/step';
import { SYSTEM, type Change, type OpenDeadline } from '#case/state';
import { DAY } from '#domain/plain-date';
import { at, Life, person, receipts } from './life.ts';
import { lending } from './loan.ts';

const requested = (facts: object = {}): Life => Life.opened(lending, at('2026-09-14'), { days: 14, keptUntil: at('2027-06-30'), ...facts });
function lent(): Life {
  const life = requested();
  life.act('lend');
  return life;
}

describe('a version', () => {
  it('is the author’s: who saw another is stale', () => expect(requested().refusal('cancel', { expectedVersion: 0 })).toBe('stale'));
  it('does not matter to an action that only adds a row', () => expect(requested().refusal('note', { expectedVersion: 0 })).toBeUndefined());
  it('moves with actions and undo alone, the sequence with everything', () => {
    const life = lent(), seen = [[life.state.version, life.state.sequence]];
    const then = (step: () => unknown): void => { step(); seen.push([life.state.version, life.state.sequence]); };
    then(() => life.undo());
    then(() => life.passTo(at('2026-09-16', 8.5)));
    then(() => life.hear('reader', 'registry', 1));
    then(() => life.act('note'));
    expect(seen).toEqual([[2, 2], [3, 3], [3, 4], [3, 5], [4, 6]]);
  });
  it('is remembered with the answer for the last twenty commands', () => {
    const life = requested();
    for (let i = 0; i < 30; i++) life.act('note');
    expect([life.state.answered.length, life.state.answered.at(-1)!.version]).toEqual([20, 31]);
  });
});

describe('an action is refused', () => {
  it('to a role that the table does not name, and to everybody where it is the system’s', () => {
    expect([requested().refusal('lend', { by: person('leaver_homeroom') }), requested().refusal('expire'), requested().refusal('noSuchAction')]).toEqual(['notAllowed', 'notAllowed', 'notAllowed']);
  });
  it('in a status from which the table has no way', () => expect(requested().refusal('renew')).toBe('wrongStatus'));
  it('with the reason that a clerk would ask for, where the table has one', () => expect(requested().refusal('bringBack')).toBe('noRecord'));
  it('for what the case is', () => {
    const life = Life.opened(lending, at('2026-09-14'), { days: 14, keptUntil: at('2027-06-30') });
    expect(life.refusal('lend', { facts: { pages: 1000 } })).toBe('tooLarge');
    expect(life.refusal('lend', { facts: { pages: 999 } })).toBeUndefined();
  });
  it('by the system, except to open a case (another case does that)', () => {
    const fresh = new Life(lending, at('2026-09-14'));
    expect([fresh.refusal('request', { by: SYSTEM }), requested().refusal('lend', { by: SYSTEM })]).toEqual([undefined, 'notAllowed']);
  });
  it('when it ended, except where the table starts again from there', () => {
    const life = lent();
    life.act('bringBack');
    expect([life.refusal('note'), life.refusal('reopen', { by: person('leaver_county') })]).toEqual(['wrongStatus', undefined]);
  });
  it('leaves the case as it was', () => {
    const life = requested(), { state } = life;
    life.refusal('bringBack');
    expect(life.state).toBe(state);
  });
  it('on the button for the same reason as in the command', () => {
    const life = lent();
    life.passTo(life.now + 30 * DAY);
    const names = Object.keys(lending.table.actions).filter((name) => name !== 'extend');
    const by = (name: string) => person(Object.keys(lending.table.actions[name]!.by)[0] as 'leaver_main');
    const human = names.filter((name) => Object.keys(lending.table.actions[name]!.by).length > 0);
    expect(human.map((name) => closedBecause(lending, life.state, name, life.now))).toEqual(human.map((name) => life.refusal(name, { by: by(name) })));
  });
});

describe('a fact that the command may not set', () => {
  it('is ignored', () => {
    const life = requested();
    life.act('lend', { facts: { pages: 100, days: 365, invented: true } });
    expect(life.state.facts).toEqual({ days: 14, keptUntil: at('2027-06-30'), pages: 100 });
  });
  it('does not open the way either', () => {
    const life = Life.opened(lending, at('2026-09-14'), { days: 14, keptUntil: at('2027-06-30') });
    const state = { ...life.state, facts: { ...life.state.facts, pages: 2000 } }, command = { commandId: 'x', by: person('leaver_main'), expectedVersion: 1 };
    const fixed = { ...lending, table: { ...lending.table, actions: { ...lending.table.actions, lend: { ...lending.table.actions.lend, sets: [] } } } };
    expect(refusalOf(fixed, state, 'lend', { ...command, facts: { pages: 1 } }, life.now)).toBe('tooLarge');
  });
  it('is not recorded', () => expect(requested().act('note', { facts: { days: 365 } }).event.facts).toEqual({}));
});

describe('an action with several outcomes', () => {
  it('leads to the first whose rule holds, with what the command brings', () => {
    const [damaged, whole] = [lent(), lent()];
    damaged.act('bringBack', { facts: { damaged: true } });
    whole.act('bringBack', { facts: { damaged: false } });
    expect([damaged.state.status, whole.state.status]).toEqual(['lent', 'returned']);
  });
  it('keeps the moment of its status when it stays there', () => {
    const life = lent(), { since } = life.state;
    life.passTo(at('2026-09-15'));
    life.act('complain');
    expect(life.state.since).toBe(since);
  });
});

describe('a receipt', () => {
  it('is the same for the same step from the same state', () => {
    const twice = [0, 1].map(() => { const life = lent(); life.passTo(at('2026-11-01')); return receipts(life); });
    expect(twice[0]).toEqual(twice[1]);
  });
  it('is another for the same command a second time', () => {
    const life = requested(), command = { by: person('leaver_main'), commandId: 'once' };
    const first = act(lending, life.state, 'note', command, life.now), again = act(lending, first.state, 'note', command, life.now);
    expect(receiptOf(again.change)).not.toBe(receiptOf(first.change));
  });
  const row: OpenDeadline = { deadline: 'lending', from: at('2026-09-14'), dueOn: null, rung: 0 };
  const others: OpenDeadline[] = [{ ...row, deadline: 'return' }, { ...row, from: row.from + 1 }, { ...row, dueOn: '2026-09-17' as never }, { ...row, rung: 1 }, { ...row, window: true }, { ...row, extended: true }];
  const withRows = (rows: Partial<Change>): string => receiptOf({ ...requested().changes[0]!, opened: [], closed: [], moved: [], ...rows });
  it.each(others)('is another for another row: %o', (other) => expect(withRows({ opened: [other] })).not.toBe(withRows({ opened: [row] })));
  it('is another for a row that closed than for one that opened, and for none', () => {
    expect(new Set([withRows({ opened: [row] }), withRows({ closed: [row] }), withRows({})]).size).toBe(3);
  });
});
