/** The oracle finds nothing in a sound record, and each thing that is planted in it. */
import { describe, expect, it } from 'vitest';
import { keyOf } from '#case/state';
import { DAY, plainDate } from '#domain/plain-date';
import { procedures } from '#workflows/lifecycles';
import { at, Life } from '../case/life.ts';
import type { Evidence, RecordedCase, RecordedEvent } from './evidence.ts';
import { violationsIn } from './oracle.ts';

const OPENED = at('2026-09-14');
/** A filing with one tracking record that is not reported: in twenty days two reminders and three levels are told. */
function lateReport(days = 20): RecordedCase {
  const life = Life.opened(procedures.dropout, OPENED, { authorId: 'author', studentId: 'student', schoolId: 'school', family: 'departure', adultOn: plainDate('2028-01-01'), termEndsOn: plainDate('2027-02-01'), trackIntervalDays: 30 });
  life.act('submit', { facts: { category: 'absent3' } });
  life.act('sendRecord');
  life.passTo(OPENED + days * DAY);
  return recorded(life);
}
function recorded({ state, changes }: Life): RecordedCase {
  const events = changes.map(({ event, opened, closed, moved, state: after }): RecordedEvent => ({ sequence: after.sequence, kind: event.kind, name: event.name, statusAfter: after.status, commandId: event.commandId, rows: { opened, closed, moved } }));
  return { id: 'case', lifecycle: 'dropout', status: state.status, version: state.version, sequence: state.sequence, clockAheadMs: 0, ended: false, state, events, openRows: state.open.map(keyOf), addedRows: 1 };
}
const sound = lateReport(), untold = lateReport(0), firstKey = sound.events[0]!.commandId, lateEvent = sound.events.at(-1)!;
const evidence = (more: Partial<Evidence> = {}, file: Partial<RecordedCase> = {}): Evidence => ({
  answers: [{ key: firstKey, caseId: 'case', action: 'open', answer: 'acknowledged' }], cases: [{ ...sound, ...file }], procedures: new Map([['case', sound.state]]), courseDifferences: [], noticesLeft: 0, logs: new Map([['worker.log', '{"level":40,"msg":"the outbox waits"}']]),
  now: OPENED + 20 * DAY, ...more,
});
const kinds = (planted: Evidence): string[] => [...new Set(violationsIn(planted).map(({ kind }) => kind))];
const withEvents = (events: readonly RecordedEvent[]): Evidence => evidence({}, { events });

describe('the oracle', () => {
  it('finds nothing in a sound record', () => {
    expect(sound.events.map(({ kind }) => kind)).toEqual(['action', 'action', 'action', 'reminder', 'reminder', 'late', 'late', 'late']);
    expect(violationsIn(evidence())).toEqual([]);
  });

  it.each<[string, Evidence, string[]]>([
    ['an acknowledged command that does not stand', evidence({ answers: [{ key: 'gone', caseId: 'case', action: 'submit', answer: 'acknowledged' }] }), ['lost']],
    ['an acknowledged command that stands in another case', evidence({ answers: [{ key: firstKey, caseId: 'another', action: 'open', answer: 'acknowledged' }] }), ['lost']],
    ['a registration that was acknowledged and does not stand', evidence({ courseDifferences: ['registration x was acknowledged, but does not stand'] }), ['lost']],
    ['a course that counts other registrations than it has', evidence({ courseDifferences: ['course x counts other registrations than it has'] }), ['untrue']],
    ['a refused command that stands', evidence({ answers: [{ key: firstKey, caseId: 'case', action: 'open', answer: 'refused' }] }), ['untrue']],
    ['an event that is missing', withEvents(sound.events.filter(({ sequence }) => sequence !== 4)), ['lost']],
    ['an acknowledged command that stands twice', withEvents([...sound.events, { ...sound.events[0]!, sequence: sound.sequence + 1 }]), ['doubled', 'lost', 'untrue']],
    ['a level that was told twice', withEvents([...sound.events.slice(0, -1), { ...lateEvent, rows: sound.events.at(-2)!.rows }]), ['doubled']],
    ['a tracking record that stands twice', evidence({}, { addedRows: 2 }), ['doubled']],
    ['a tracking record that is missing', evidence({}, { addedRows: 0 }), ['lost']],
    ['a file behind its events', evidence({}, { version: sound.version - 1 }), ['untrue']],
    ['a deadline that the procedure does not know', evidence({}, { openRows: [...sound.openRows, 'closing@0'] }), ['untrue']],
    ['a procedure behind the record', evidence({ procedures: new Map([['case', { ...sound.state, version: 1 }]]) }), ['untrue']],
    ['an open case without a procedure', evidence({ procedures: new Map() }), ['stuck']],
    ['a case that is over in the record alone', evidence({}, { ended: true }), ['untrue']],
    ['a reminder that never came', evidence({ cases: [untold], procedures: new Map([['case', untold.state]]) }), ['stuck']],
    ['a notice that nobody sent', evidence({ noticesLeft: 1 }), ['stuck']],
    ['a closing whose effect did not come about', evidence({ cases: [closedToLeave()], procedures: new Map() }), ['stuck']],
    ['a closing whose effect came about twice', evidence({ cases: [closedToLeave(), leaveFiling('one'), leaveFiling('two')], procedures: new Map([['one', sound.state], ['two', sound.state]]), answers: [] }), ['doubled']],
    ['a workflow task that replays to something else', evidence({ logs: new Map([['worker.log', '{"level":40,"msg":"[TMPRL1100] Nondeterminism error"}']]) }), ['logged']],
    ['an error that nobody handled', evidence({ logs: new Map([['api.log', "    throw er; // Unhandled 'error' event"]]) }), ['logged']],
    ['an error of ours', evidence({ logs: new Map([['api.log', '{"level":50,"msg":"unexpected"}']]) }), ['logged']],
    ['a panic of a store', evidence({ logs: new Map([['postgres.log', 'PANIC:  could not write to file']]) }), ['logged']],
  ])('finds %s', (_, planted, expected) => {
    expect(kinds(planted)).toEqual(expected);
  });
});

function closedToLeave(): RecordedCase {
  const life = Life.opened(procedures.dropout, OPENED, sound.state.facts);
  life.act('submit', { facts: { category: 'absent3' } });
  life.act('sendRecord');
  life.act('report');
  life.act('sendRecord', { facts: { suggestClose: true, closeGround: 'to_leave' } });
  life.act('close');
  return { ...recorded(life), ended: true, addedRows: 2 };
}
function leaveFiling(id: string): RecordedCase {
  const state = { ...sound.state, facts: { ...sound.state.facts, follows: { caseId: 'case', closedAt: OPENED } } };
  return { ...sound, id, state };
}
