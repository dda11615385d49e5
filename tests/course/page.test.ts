/** 研習課程: what the course waits for, by spec 5.3, 5.9 and its terms (7.2). */
import { describe, expect, it } from 'vitest';
import { DAY, plainDate, startOfDay, type PlainDate } from '#domain/plain-date';
import type { CourseFacts } from '#lifecycle/course';
import { procedures } from '#workflows/lifecycles';
import { at, Life, person } from '../case/life.ts';

const owner = person('ins_business'), center = person('ins_center');
const day = (date: string): PlainDate => plainDate(date);
/** What only this procedure's people do. */
const act = (life: Life, name: string, facts: Partial<CourseFacts> = {}): Life => { life.act(name, { by: ['pass', 'fail', 'passList', 'failList'].includes(name) ? center : owner, facts }); return life; };
function registered(now: string, startsOn: string, endsOn = startsOn): Life {
  return Life.opened(procedures.course, at(now), { authorId: 'a', schoolId: 'school', startsAt: startOfDay(day(startsOn)), endsAt: startOfDay(day(endsOn)) + DAY }, owner);
}
const passed = (now: string, startsOn: string, endsOn?: string): Life => act(registered(now, startsOn, endsOn), 'pass');
const handedIn = (now = '2026-09-14', endsOn = '2026-09-18'): Life => act(later(passed(now, endsOn), '2026-09-19'), 'submitList', { listRows: 7 });
const later = (life: Life, date: string, hour?: number): Life => { life.passTo(at(date, hour)); return life; };
const waitsFor = (life: Life): string[] => life.state.open.map((row) => `${row.deadline} ${row.dueOn}`);
const rung = (life: Life, deadline: string): string[] => life.rings.filter((c) => c.event.name === deadline).map(({ event }) => `${event.level ?? 0} ${new Date(event.at + 8 * 3_600_000).toISOString().slice(0, 16)}`);

describe('the course waits', () => {
  it.each([
    ['three working days for its review (5.9: Thursday 24 September, due Thursday 1 October)', () => registered('2026-09-24', '2026-12-01'), 'courseReview 2026-10-01'],
    ['three working days for its correction (D-FIX)', () => act(registered('2026-09-14', '2026-12-01'), 'fail'), 'courseCorrection 2026-09-17'],
    ['until 29 September for the list of a course that ended on the 18th: the 25th and 28th are holidays (T49)', () => later(passed('2026-09-14', '2026-09-18'), '2026-09-19'), 'listSubmission 2026-09-29'],
    ['until 12 October for the list of a course that ended on the 2nd (T49)', () => later(passed('2026-09-14', '2026-10-02'), '2026-10-03'), 'listSubmission 2026-10-12'],
    ['three working days for the review of its list (T51)', () => handedIn(), 'listReview 2026-09-23'],
    ['three working days for a list that did not pass (10-14)', () => act(handedIn(), 'failList'), 'listCorrection 2026-09-23'],
  ])('%s', (_, life, expected) => expect(waitsFor(life())).toEqual([expected]));

  it('for nothing while it is passed and has not ended', () => expect(waitsFor(passed('2026-09-14', '2026-12-01'))).toEqual([]));
  it('for its list also while it is edited and reviewed again: the term does not stop (5.3)', () => {
    const life = act(later(passed('2026-09-14', '2026-09-18'), '2026-09-21'), 'amend', { startsAt: startOfDay(day('2026-09-18')), endsAt: startOfDay(day('2026-09-19')) });
    expect(waitsFor(life)).toEqual(['courseReview 2026-09-24', 'listSubmission 2026-09-29']);
    expect(waitsFor(act(life, 'pass'))).toEqual(['listSubmission 2026-09-29']);
  });
  it('for no list when its end was moved into the future (row 5)', () => {
    const life = act(act(later(passed('2026-09-14', '2026-09-18'), '2026-09-21'), 'amend', { startsAt: startOfDay(day('2026-10-01')), endsAt: startOfDay(day('2026-10-02')) }), 'pass');
    expect([life.state.status, waitsFor(life)]).toEqual(['course_passed', []]);
    expect(later(life, '2026-10-03').state.status).toBe('list_open');
  });
  it('for the review of registrations from three days before it begins, while anybody waits (D-REG)', () => {
    const life = passed('2026-09-14', '2026-10-20'), waits = (waiting: boolean, version: number): void => { life.hear('registrations', 'registrations', version, { waiting }); };
    waits(true, 1);
    expect(waitsFor(later(life, '2026-10-16'))).toEqual([]);
    expect(waitsFor(later(life, '2026-10-17'))).toEqual(['registrationReview 2026-10-20']);
    waits(false, 2);
    expect(waitsFor(life)).toEqual([]);
  });
  it('for no review of registrations when its start was put off, until three days before the new one', () => {
    const life = passed('2026-09-14', '2026-10-20');
    life.hear('registrations', 'registrations', 1, { waiting: true });
    expect(waitsFor(later(life, '2026-10-17'))).toEqual(['registrationReview 2026-10-20']);
    act(act(life, 'amend', { startsAt: startOfDay(day('2026-12-20')), endsAt: startOfDay(day('2026-12-21')) }), 'pass');
    expect([waitsFor(life), waitsFor(later(life, '2026-12-16'))]).toEqual([[], []]);
    expect(waitsFor(later(life, '2026-12-17'))).toEqual(['registrationReview 2026-12-20']);
  });
});

describe('the clock', () => {
  it('lists a passed course after an hour, and again after each review (5.1)', () => {
    const life = passed('2026-09-14', '2026-10-20'), listed = (): string[] => life.changes.filter(({ event }) => event.name === 'list').map(({ event }) => new Date(event.at + 8 * 3_600_000).toISOString().slice(0, 16));
    expect(listed()).toEqual([]);
    later(life, '2026-09-15');
    act(life, 'amend', { startsAt: startOfDay(day('2026-10-20')), endsAt: startOfDay(day('2026-10-21')) });
    act(life, 'pass');
    expect(listed()).toEqual(['2026-09-14T10:00']);
    expect((later(life, '2026-09-16'), listed())).toEqual(['2026-09-14T10:00', '2026-09-15T10:00']);
  });
  it('reminds the centre on the second day, and tells its head after the third and the platform after the fifth (5.9)', () =>
    expect(rung(later(registered('2026-09-24', '2026-12-01'), '2026-10-12'), 'courseReview')).toEqual(['0 2026-09-30T08:30', '1 2026-10-02T00:05', '2 2026-10-06T00:05']));
  it('marks the course overdue when its day has passed, whatever is being reviewed (row 11)', () => {
    const late = later(passed('2026-09-14', '2026-10-02'), '2026-10-12', 23);
    expect(late.state.facts.overdue).toBe(false);
    expect(later(late, '2026-10-13').state.facts.overdue).toBe(true);
    const edited = act(later(passed('2026-09-14', '2026-09-18'), '2026-09-28'), 'amend', { startsAt: startOfDay(day('2026-09-18')), endsAt: startOfDay(day('2026-09-19')) });
    expect(later(edited, '2026-09-30').state.facts.overdue).toBe(true);
  });
  it('that marked a course overdue begins anew where its end is moved into the future (row 5)', () => {
    const late = later(passed('2026-09-14', '2026-09-18'), '2026-09-30'), moved = act(late, 'amend', { startsAt: startOfDay(day('2026-10-20')), endsAt: startOfDay(day('2026-10-21')) });
    expect(moved.state.facts.overdue).toBe(false);
    expect(later(act(moved, 'pass'), '2026-10-27').state.facts.overdue).toBe(false);
    expect(later(moved, '2026-10-31').state.facts.overdue).toBe(true);
  });
  it('that marked a course overdue stays where its end is still in the past', () =>
    expect(act(later(passed('2026-09-14', '2026-09-18'), '2026-09-30'), 'amend', { startsAt: startOfDay(day('2026-09-18')), endsAt: startOfDay(day('2026-09-20')) }).state.facts.overdue).toBe(true));
  it('stops at the first list that is handed in, and counts again when a rejected one is not sent anew (10-14)', () => {
    expect(later(handedIn(), '2026-11-20').state.facts.overdue).toBe(false);
    expect(later(act(handedIn(), 'failList'), '2026-09-24', 12).state.facts.overdue).toBe(true);
  });
});

describe('the list', () => {
  it('goes through versions, the newest one counts (row 10)', () => {
    const life = act(later(act(handedIn(), 'passList'), '2026-09-20'), 'resubmitList', { listRows: 6 });
    expect([life.state.status, life.state.facts.listVersion, waitsFor(life)]).toEqual(['list_pending', 2, ['listReview 2026-09-23']]);
  });
  it('is refused without a teacher on it, before the end, and by everybody but the owner', () => {
    const ended = later(passed('2026-09-14', '2026-09-18'), '2026-09-19');
    expect(ended.refusal('submitList', { by: owner, facts: { listRows: 0 } })).toBe('noRows');
    expect(passed('2026-09-14', '2026-09-18').refusal('submitList', { by: owner, facts: { listRows: 1 } })).toBe('courseNotEnded');
    expect(ended.refusal('submitList', { by: center, facts: { listRows: 1 } })).toBe('notAllowed');
  });
  it('protects the course once it was handed in (11)', () => expect(['amend', 'delete'].map((action) => handedIn().refusal(action, { by: owner }))).toEqual(['listProtected', 'listProtected']));
});
