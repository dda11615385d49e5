/** CASES.md, rules 1, 5, 12 and 20: which deadlines are open, when they ring, and what moves them. */
import { describe, expect, it } from 'vitest';
import type { Procedure } from '#case/page';
import { isLate, nextOf, recounted, rulesOf } from '#case/step';
import { plainDate } from '#domain/plain-date';
import { knownUntil, officeCalendar, withTyphoon } from '../domain/calendars.ts';
import { at, Life, namesOf, person } from './life.ts';
import { lending, loan } from './loan.ts';

const keptUntil = at('2027-06-30');
const requested = (day = '2026-09-14', calendar = officeCalendar): Life => Life.opened(lending, at(day), { days: 14, keptUntil }, person('leaver_main'), calendar);
/** lent on Tuesday 15 September 2026 for 14 days: due on the 29th */
function lent(calendar = officeCalendar): Life {
  const life = requested('2026-09-14', calendar);
  life.passTo(at('2026-09-15'));
  life.act('lend');
  life.passTo(at('2026-09-15', 10));
  return life;
}
const told = (life: Life): string[] => life.rings.map((c) => `${c.event.kind} ${c.event.name}${c.event.level ? ` ${c.event.level}` : ''}`);

describe('a deadline is the same row as long as its name and start are the same', () => {
  it('whatever else is done in the case', () => {
    const life = lent(), before = life.open('return');
    const change = life.act('note', { by: person('leaver_homeroom') });
    expect(life.open('return')).toEqual(before);
    expect([change.opened, change.closed, change.moved]).toEqual([[], [], []]);
  });
  it('across statuses and back', () => {
    const life = lent(), before = life.open('return');
    const away = life.hear('reader', 'registry', 1, { blocked: true })!, back = life.hear('reader', 'registry', 2, { blocked: false })!;
    expect(life.changes.slice(-4).map((c) => c.state.status)).toEqual(['lent', 'blocked', 'blocked', 'lent']);
    expect([...namesOf(away.closed), ...namesOf(back.closed)]).not.toContain('return');
    expect(life.open('return')).toEqual(before);
  });
  it('across a recount that moves it', () => {
    const life = lent();
    const change = life.recount(withTyphoon(officeCalendar, plainDate('2026-09-29')))!;
    expect(change.moved.map((row) => [row.deadline, row.dueOn])).toEqual([['return', '2026-09-30']]);
    expect([change.opened, change.closed]).toEqual([[], []]);
  });
  it('and another row when the same thing is asked anew', () => {
    const life = lent();
    life.act('complain');
    const first = life.open('complaint');
    life.act('answer');
    life.passTo(at('2026-09-16'));
    life.act('complain');
    expect(life.open('complaint').from).not.toBe(first.from);
  });
});

describe('a deadline rings', () => {
  it('reminders, then one level after the other, each once', () => {
    const life = lent();
    life.passTo(at('2026-10-20'));
    expect(told(life).filter((ring) => ring.includes('return'))).toEqual(['reminder return', 'reminder return', 'late return 1', 'late return 2', 'late return 3']);
  });
  it('at its own instant, also when the clock was away for long', () => {
    const life = lent();
    const late = life.passTo(at('2026-11-20')).find((c) => c.event.level === 1 && c.event.name === 'return')!;
    expect(late.event.at).toBe(at('2026-09-30', 5 / 60));
  });
  it('no more once it was fulfilled', () => {
    const life = lent();
    life.act('bringBack');
    expect(life.passTo(at('2027-09-01'))).toEqual([]);
  });
  it('no reminder of the past, but its lateness, when it opens late', () => {
    const life = lent();
    life.act('bringBack');
    life.passTo(at('2026-10-06'));   // the book was due on 29 September
    life.act('reopen', { by: person('leaver_county') });
    expect(life.passTo(at('2026-10-06', 10)).map((c) => `${c.event.kind} ${c.event.name}`)).toEqual(['lapse renewal', 'late return', 'action writeLetter', 'late return']);
  });
  it('no reminder of the past when the day becomes known only after it', () => {
    const life = requested('2026-12-30', knownUntil(officeCalendar, plainDate('2026-12-31')));
    expect(life.open('lending').dueOn).toBeNull();
    life.passTo(at('2027-01-20'));
    life.recount(officeCalendar);
    life.passTo(at('2027-01-20', 10));
    expect(told(life)).toEqual(['late lending 1', 'late lending 2']);
  });
  it('no reminder of the past when the day moves nearer', () => {
    const life = requested('2026-09-14', withTyphoon(officeCalendar, plainDate('2026-09-17'), plainDate('2026-09-18')));
    life.passTo(at('2026-09-17'));
    life.recount(officeCalendar);   // due today after all: the reminders of yesterday and of this morning are past
    expect(life.passTo(at('2026-09-17', 20))).toEqual([]);
  });
  it('no level again when its day moves nearer after it was told', () => {
    const life = requested('2026-09-14', withTyphoon(officeCalendar, plainDate('2026-09-17'), plainDate('2026-09-18')));
    life.passTo(at('2026-09-22', 1));   // due on the 21st, and late since midnight
    life.recount(officeCalendar);
    expect([life.open('lending').dueOn, life.passTo(at('2026-09-22', 2))]).toEqual(['2026-09-17', []]);
  });
  it('again for a day that moved away and came back', () => {
    const life = requested(), typhoon = withTyphoon(officeCalendar, plainDate('2026-09-17'));
    life.passTo(at('2026-09-18', 1));
    life.recount(typhoon);
    life.recount(officeCalendar);
    life.passTo(at('2026-09-18', 2));
    expect(told(life)).toEqual(['reminder lending', 'reminder lending', 'late lending 1', 'late lending 1']);
  });
  it('changes the sequence and nobody’s version', () => {
    const life = requested(), { version, sequence } = life.state;
    life.passTo(at('2026-09-23'));
    expect([life.state.version, life.state.sequence]).toEqual([version, sequence + 4]);
  });
});

describe('a day that is not known (待行事曆)', () => {
  const until2026 = knownUntil(officeCalendar, plainDate('2026-12-31'));
  it('is neither guessed nor late, and rings nothing', () => {
    const life = requested('2026-12-30', until2026);
    expect([life.open('lending').dueOn, isLate(life.open('lending'), at('2027-03-01')), life.passTo(at('2027-03-01'))]).toEqual([null, false, []]);
  });
  it('is filled in when the calendar is published', () => {
    const life = requested('2026-12-30', until2026);
    expect(life.recount(officeCalendar)!.moved).toEqual([{ deadline: 'lending', from: at('2026-12-30'), dueOn: '2027-01-05', rung: 0 }]);
  });
  it('is not recorded again where a new calendar changes nothing', () => expect(requested().recount(withTyphoon(officeCalendar, plainDate('2026-12-01')))).toBeUndefined());
});

describe('late', () => {
  it('is from the first moment after the last day', () => {
    const life = requested(), row = life.open('lending');
    expect([isLate(row, at('2026-09-18', 0) - 1), isLate(row, at('2026-09-18', 0))]).toEqual([false, true]);
  });
});

describe('an extension', () => {
  it('moves the day once, by at most its own term', () => {
    const life = requested();
    expect([life.refusalToExtend('lending', '2026-09-23'), life.refusalToExtend('lending', '2026-09-17')]).toEqual(['extensionTooLong', 'extensionTooLong']);
    life.extend('lending', plainDate('2026-09-22'));
    expect([life.open('lending').dueOn, life.open('lending').extended, life.refusalToExtend('lending', '2026-09-23')]).toEqual(['2026-09-22', true, 'alreadyExtended']);
  });
  it('of a deadline that is not open is refused', () => expect(requested().refusalToExtend('return', '2026-10-01')).toBe('noSuchDeadline'));
  it('makes nobody stale, and rings anew for the new day alone', () => {
    const life = requested();
    life.passTo(at('2026-09-18', 1));
    const { version } = life.state;
    life.extend('lending', plainDate('2026-09-22'));
    life.passTo(at('2026-09-22'));
    expect([life.state.version, told(life)]).toEqual([version, ['reminder lending', 'reminder lending', 'late lending 1', 'reminder lending', 'reminder lending']]);
  });
  it('stands when the calendar is counted again', () => {
    const life = requested();
    life.extend('lending', plainDate('2026-09-22'));
    life.recount(withTyphoon(officeCalendar, plainDate('2026-09-16')));
    expect(life.open('lending').dueOn).toBe('2026-09-22');
  });
});

describe('a window', () => {
  it('lets through until its last moment and refuses after it', () => {
    const life = lent();   // renewals until the 22nd
    life.passTo(at('2026-09-23', 0) - 1);
    expect(life.refusal('renew')).toBeUndefined();
    life.passTo(at('2026-09-23', 0));
    expect(life.refusal('renew')).toBe('tooLate');
  });
  it('says once that it has closed, and asks nobody', () => {
    const life = lent();
    life.passTo(at('2027-01-01'));
    expect(told(life).filter((ring) => ring.includes('renewal'))).toEqual(['lapse renewal 1']);
  });
});

describe('what the system does at expiry', () => {
  it('happens after the last day, once', () => {
    const life = lent();
    life.passTo(at('2026-12-01'));
    expect(life.changes.filter((c) => c.event.name === 'writeLetter').map((c) => c.event.at)).toEqual([at('2026-09-30', 5 / 60)]);
  });
  it('is due again as long as the store refused it', () => {
    const life = lent();
    life.passTo(at('2026-09-30', 0));
    life.now = at('2026-10-02');
    const [first, again] = [nextOf(lending, life.state), nextOf(lending, life.state)];   // nothing was taken in between
    expect([first.at, again]).toEqual([at('2026-09-30', 5 / 60), first]);
  });
  it('happens again for a day that was moved behind it', () => {
    const life = lent();
    life.passTo(at('2026-09-30', 1));
    life.extend('return', plainDate('2026-10-05'));
    life.passTo(at('2026-12-01'));
    expect(life.changes.filter((c) => c.event.name === 'writeLetter')).toHaveLength(2);
  });
});

describe('terms, reminders and levels are data of the run', () => {
  const longer: Procedure = { ...lending, table: { ...loan, deadlines: { ...loan.deadlines, lending: { ...loan.deadlines.lending, term: { length: 5, count: 'working' } } } } };
  it('a new table moves nothing in a case that runs', () => {
    const life = requested();
    expect(recounted(longer, life.state, life.now, 'rules')).toBeUndefined();
  });
  it('and moves it with the next rest', () => {
    const life = requested();
    expect(recounted(longer, { ...life.state, rules: rulesOf(longer.table) }, life.now, 'rules')!.change.moved.map((row) => row.dueOn)).toEqual(['2026-09-21']);
  });
});
