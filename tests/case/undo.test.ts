/** CASES.md, rules 1 and 15: a grave action can be taken back for ten seconds, and nothing leaves the house before. */
import { describe, expect, it } from 'vitest';
import { UNDO_MS, undone } from '#case/step';
import { plainDate } from '#domain/plain-date';
import { officeCalendar, withTyphoon } from '../domain/calendars.ts';
import { at, Life, person } from './life.ts';
import { lending } from './loan.ts';

const SECOND = 1000;
const requested = (): Life => Life.opened(lending, at('2026-09-14'), { days: 14, keptUntil: at('2027-06-30') });
/** a request that is a day old, and lent this moment */
function justLent(): Life {
  const life = requested();
  life.passTo(at('2026-09-15'));
  life.act('lend');
  return life;
}

describe('「復原」', () => {
  it('is possible for ten seconds', () => {
    const life = justLent(), pressed = life.now;
    life.passTo(pressed + UNDO_MS);
    expect(life.refusal('undo')).toBeUndefined();
    life.passTo(pressed + UNDO_MS + 1);
    expect([UNDO_MS, life.refusal('undo')]).toEqual([10 * SECOND, 'nothingToUndo']);
  });
  it('is for who did it, and for what they saw', () => {
    const life = justLent();
    expect([life.refusal('undo', { by: person('leaver_main', 'another') }), life.refusal('undo', { expectedVersion: 1 })]).toEqual(['notAllowed', 'stale']);
  });
  it('is not offered for an action that is not grave', () => expect(requested().refusal('undo')).toBe('nothingToUndo'));
  it('restores status, facts and the original due days, under a new version and the next sequence', () => {
    const life = requested(), before = life.state;
    life.passTo(at('2026-09-14', 10));
    life.act('lend', { facts: { pages: 300 } });
    life.undo();
    expect(life.state).toMatchObject({ status: before.status, since: before.since, facts: before.facts, happened: before.happened, open: before.open, version: before.version + 2, sequence: before.sequence + 2 });
  });
  it('records what opened and closed by it', () => {
    const change = justLent().undo();
    expect([change.opened.map((o) => o.deadline), change.closed.map((o) => o.deadline)]).toEqual([['lending'], ['return', 'renewal']]);
  });
  it('does not ring again what rang before', () => {
    const life = requested();
    life.passTo(at('2026-09-18', 1));
    const rung = life.open('lending').rung;
    life.act('lend');
    life.undo();
    expect([rung, life.open('lending').rung, life.passTo(at('2026-09-18', 2))]).toEqual([3, 3, []]);
  });
  it('takes over the calendar that came meanwhile', () => {
    const life = justLent();
    life.recount(withTyphoon(officeCalendar, plainDate('2026-09-16')));
    life.undo();
    expect(life.open('lending').dueOn).toBe('2026-09-18');
  });
  it('takes over the rules and the page of a rest that came meanwhile', () => {
    const life = justLent(), rules = { ...life.state.rules, then: {} };
    const { state } = undone(lending, { ...life.state, rules, edition: 7 }, { by: person('leaver_main'), commandId: 'undo' }, life.now);
    expect([state.rules, state.edition]).toEqual([rules, 7]);
  });
  it('is remembered: the same command is answered once more', () => {
    const life = justLent(), { commandId } = life.undo().event;
    expect(life.state.answered.at(-1)).toEqual({ commandId, version: 3, status: 'requested' });
  });
  it('cannot be undone itself', () => {
    const life = justLent();
    life.undo();
    expect(life.refusal('undo')).toBe('nothingToUndo');
  });
});

describe('the window for it ends', () => {
  it.each([
    ['with any later action', (life: Life) => life.act('note')],
    ['with news', (life: Life) => life.hear('reader', 'registry', 1)],
    ['with an extension', (life: Life) => life.extend('return', plainDate('2026-10-01'))],
  ])('%s', (_, later) => {
    const life = justLent();
    later(life);
    expect(life.refusal('undo')).toBe('nothingToUndo');
  });
  it('not with a reminder', () => {
    const life = requested();
    life.passTo(at('2026-09-16', 8.5) - SECOND);
    life.act('lend');
    life.passTo(at('2026-09-16', 8.5) + SECOND);
    expect(life.refusal('undo')).toBeUndefined();
  });
  it('for a final status too: an ended case waits for it', () => {
    const life = justLent();
    life.passTo(at('2026-09-16'));
    life.act('bringBack');
    expect([life.state.status, life.refusal('undo')]).toEqual(['returned', undefined]);
    life.undo();
    expect(life.state.status).toBe('lent');
  });
});

describe('what an action sets going', () => {
  it('waits for ten seconds after a grave one', () => {
    const life = justLent();
    expect(life.state.effects).toEqual([{ id: 'case:2:tellReader', name: 'tellReader', action: 'lend', version: 2, notBefore: life.now + UNDO_MS }]);
  });
  it('goes at once after any other', () => {
    const life = justLent();
    life.passTo(at('2026-09-30', 5 / 60));
    expect(life.state.effects.find((effect) => effect.name === 'print')?.notBefore).toBe(at('2026-09-30', 5 / 60));
  });
  it('does not happen when it was taken back', () => {
    const life = justLent();
    life.undo();
    expect(life.state.effects).toEqual([]);
  });
  it('does not happen twice when something later is taken back', () => {
    const life = justLent();
    life.passTo(life.now + 9 * SECOND);
    life.act('bringBack');
    life.state = { ...life.state, effects: life.state.effects.filter((effect) => effect.name !== 'tellReader') };   // the letter has gone
    life.undo();
    expect(life.state.effects).toEqual([]);
  });
});
