/** CASES.md, rules 6, 14, 17 and 19: appointments, news, what has happened, and a state that survives a rest. */
import { describe, expect, it } from 'vitest';
import { planOf } from '#case/page';
import { at, expectedBy, Life, person, receipts } from './life.ts';
import { lending } from './loan.ts';

const keptUntil = at('2026-09-30', 18);
const requested = (): Life => Life.opened(lending, at('2026-09-14'), { days: 14, keptUntil });
function lent(): Life {
  const life = requested();
  life.act('lend');
  return life;
}
const appointed = (life: Life) => planOf(lending, life.state).appointments;

describe('an appointment', () => {
  it('happens at its instant', () => {
    const life = requested();
    life.passTo(keptUntil - 1);
    expect(life.state.status).toBe('requested');
    life.passTo(keptUntil);
    expect([life.state.status, life.changes.at(-1)!.event]).toMatchObject(['cancelled', { name: 'expire', at: keptUntil, by: { role: 'system' } }]);
  });
  it('is gone with the status that appointed it', () => expect(appointed(lent())).toEqual([]));
  it('counts as of its instant, also when the clock was away', () => {
    const life = requested();
    life.now = at('2026-12-01');   // an outage
    expect(life.nextAt).toBeLessThan(life.now);
    expect(requested().passTo(at('2026-12-01')).at(-1)!.event.at).toBe(keptUntil);
  });
  it('without an instant happens in the same turn', () => {
    const life = lent();
    life.hear('reader', 'registry', 1, { blocked: true });
    expect(life.changes.slice(-2).map((c) => [c.event.name, c.state.status, c.event.at])).toEqual([['reader', 'lent', life.now], ['block', 'blocked', life.now]]);
  });
  it('is kept by its action, once for each instant, and a rest does not forget it', () => {
    const appoints = (instant: number) => ({ ...lending, pages: { ...lending.pages, lent: (book: any) => { book.appoints('writeLetter', instant); } } });
    const first = at('2026-09-20'), life = new Life(appoints(first), at('2026-09-14'));
    life.act('request', { facts: { days: 14, keptUntil } });
    life.act('lend');
    life.passTo(at('2026-09-21'));
    life.rest();
    const { appointments } = planOf(appoints(first), life.state), later = planOf(appoints(first + 1), life.state).appointments;
    expect([life.state.facts.reminders, appointments, later]).toEqual([1, [], [{ action: 'writeLetter', at: first + 1 }]]);
  });
  it('that the table does not allow here is not made', () => {
    const wrong = { ...lending, pages: { ...lending.pages, lent: (book: any) => { book.appoints('expire', 1); book.awaits('lending'); } } };
    expect(planOf(wrong, lent().state)).toEqual({ expected: [], appointments: [] });
  });
});

describe('news', () => {
  it('that repeats or was overtaken changes nothing', () => {
    const life = lent();
    life.hear('reader', 'registry', 5, { blocked: false });
    expect([life.hear('reader', 'registry', 5, { blocked: true }), life.hear('reader', 'registry', 4, { blocked: true }), life.state.status]).toEqual([undefined, undefined, 'lent']);
  });
  it('has one name in the store, however often it comes', () => {
    const names = [lent(), lent()].map((life) => life.hear('reader', 'registry', 3)!.event.commandId);
    expect(names).toEqual(['case:reader:registry:3', 'case:reader:registry:3']);
  });
  it('of several sources is kept for each', () => {
    const life = lent();
    life.hear('reader', 'registry', 1, { blocked: true });
    life.hear('reader', 'police', 1, { blocked: true });
    life.hear('reader', 'registry', 2, { blocked: false });
    expect(life.state.status).toBe('blocked');
    life.hear('reader', 'police', 2, { blocked: false });
    expect(life.state.status).toBe('lent');
  });
  it('sets the facts that the table lets it set, and no other', () => {
    const life = lent();
    life.hear('reader', 'registry', 1, { damaged: true, days: 365 });
    expect(life.state.facts).toEqual({ days: 14, keptUntil, damaged: true });
  });
  it('makes nobody stale, and is nothing to a case that has ended', () => {
    const life = lent(), { version } = life.state;
    life.hear('reader', 'registry', 1);
    expect(life.state.version).toBe(version);
    life.act('bringBack');
    expect(life.hear('reader', 'registry', 2)).toBeUndefined();
  });
});

describe('what is unanswered', () => {
  it('is told by the order of events: the clock may stand still', () => {
    const life = lent();
    life.act('complain');
    life.act('answer');
    expect(life.state.open.map((o) => o.deadline)).not.toContain('complaint');
    life.act('complain');   // in the same millisecond
    expect(life.open('complaint').from).toBe(life.now);
  });
});

describe('a rest', () => {
  const busy = (life: Life, rest: () => void): string[] => {
    const steps = [() => life.act('lend'), () => life.undo(), () => life.passTo(at('2026-09-16')), () => life.act('lend'), () => life.act('complain', { by: person('leaver_homeroom') }), () => life.hear('reader', 'registry', 1, { blocked: true }),
      () => life.passTo(at('2026-09-20')), () => life.hear('reader', 'registry', 2, { blocked: false }), () => life.passTo(at('2026-10-20')), () => life.act('bringBack')];
    for (const step of steps) { step(); rest(); }
    return receipts(life);
  };
  it('at any moment changes nothing in what follows', () => {
    const [awake, rested] = [requested(), requested()];
    expect(busy(rested, () => rested.rest())).toEqual(busy(awake, () => undefined));
    expect(JSON.stringify(rested.state)).toBe(JSON.stringify(awake.state));
  });
});

describe('an ended case', () => {
  it('waits for nothing', () => {
    const life = lent();
    life.act('bringBack');
    expect([life.state.open, expectedBy(life), life.nextAt]).toEqual([[], [], Infinity]);
  });
  it('starts again from what is recorded, where the table says so', () => {
    const life = lent();
    life.act('bringBack');
    life.passTo(at('2026-09-20'));
    life.rest();
    life.act('reopen', { by: person('leaver_county') });
    expect([life.state.status, life.open('return').dueOn]).toEqual(['lent', '2026-09-29']);
  });
});
