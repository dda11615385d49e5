/** The judge after every drill (QUALITY.md, Reliability): five promises, checked on what is left. Pure, so that it can be shown to fail. */
import { nextOf } from '#case/step';
import { keyOf } from '#case/state';
import { isFinal } from '#case/table';
import { lifecycles, procedures } from '#workflows/lifecycles';
import type { Evidence, RecordedCase, RecordedEvent } from './evidence.ts';

/** `lost`, `doubled`, `stuck` as they are summed up; `untrue`: two parts of the system, or an answer and the record, say different things; `logged`: a log holds what must not happen. */
export type Kind = 'lost' | 'doubled' | 'stuck' | 'untrue' | 'logged';
export interface Violation { readonly kind: Kind; readonly what: string }

export function violationsIn(evidence: Evidence): Violation[] {
  return [answersStand, gapFree, recordAgrees, proceduresAgree, ringsOnce, nothingOverdue, outboxEmpty, effectsOnce, coursesAgree, logsQuiet].flatMap((check) => check(evidence));
}

/** (1) What was acknowledged stands exactly once; what was refused stands nowhere. */
function answersStand({ answers, cases }: Evidence): Violation[] {
  const times = Map.groupBy(cases.flatMap(({ id, events }) => events.map(({ commandId }) => `${id} ${commandId}`)), (key) => key);
  return answers.flatMap(({ key, caseId, action, answer }): Violation[] => {
    const stands = times.get(`${caseId} ${key}`)?.length ?? 0, what = `${action} ${key} of case ${caseId}`;
    if (answer === 'refused') return stands ? [{ kind: 'untrue', what: `${what} was refused, but stands in the record` }] : [];
    return stands === 1 ? [] : [stands ? { kind: 'doubled', what: `${what} stands ${stands} times` } : { kind: 'lost', what: `${what} was acknowledged, but does not stand in the record` }];
  });
}
function gapFree({ cases }: Evidence): Violation[] {
  return cases.filter(({ events, sequence }) => events.length !== sequence || events.some((event, i) => event.sequence !== i + 1))
    .map(({ id, sequence, events }) => ({ kind: 'lost', what: `case ${id} is at ${sequence} with the events ${events.map((event) => event.sequence).join(' ')}` }));
}
/** The file, its events, its open deadlines and what its actions added tell the same. */
function recordAgrees({ cases }: Evidence): Violation[] {
  return cases.flatMap((one): Violation[] => {
    const { state, events } = one, written = events.filter(({ kind }) => kind === 'action' || kind === 'undo').length, counted = (state.facts as { sentRecords?: number }).sentRecords ?? 0;
    const differences = [
      ['version', one.version, state.version], ['version', one.version, written], ['sequence', one.sequence, state.sequence], ['status', one.status, state.status], ['status', one.status, events.at(-1)?.statusAfter],
      ['ended', one.ended, isFinal(lifecycles[one.lifecycle], one.status)], ['open deadlines', [...one.openRows].sort().join(' '), state.open.map(keyOf).sort().join(' ')],
    ].filter(([, here, there]) => here !== there).map(([name, here, there]): Violation => ({ kind: 'untrue', what: `case ${one.id}: ${name} is ${here} and ${there}` }));
    if (one.addedRows !== counted) differences.push({ kind: one.addedRows > counted ? 'doubled' : 'lost', what: `case ${one.id} counts ${counted} tracking records and has ${one.addedRows}` });
    return differences;
  });
}
/** (2) Every open case has a procedure that knows the same; a case that is over in one is over in the other. */
function proceduresAgree({ cases, procedures: known }: Evidence): Violation[] {
  return cases.flatMap((one): Violation[] => {
    const there = known.get(one.id);
    if (!there) return one.ended ? [] : [{ kind: 'stuck', what: `case ${one.id} is open, but no procedure runs` }];
    return (['version', 'status', 'sequence'] as const).filter((name) => there[name] !== one[name]).map((name) => ({ kind: 'untrue', what: `case ${one.id}: ${name} is ${one[name]} in the record and ${there[name]} in its procedure` }));
  });
}

/** (3) Each reminder and level once, unless its deadline opened anew or its day moved later. */
function ringsOnce({ cases }: Evidence): Violation[] {
  return cases.flatMap((one) => {
    const told = toldIn(one.events);
    return told.filter((ring, i) => told.indexOf(ring) < i).map((ring): Violation => ({ kind: 'doubled', what: `case ${one.id} was told twice: ${ring}` }));
  });
}
const rings = new Set(['reminder', 'late', 'lapse']);
function toldIn(events: readonly RecordedEvent[]): string[] {
  const begun = new Map<string, { times: number; dueOn: string | null }>();
  return events.flatMap(({ kind, rows: { opened, moved } }) => {
    if (rings.has(kind)) return moved.map((row) => `${keyOf(row)}, ring ${row.rung} of beginning ${begun.get(keyOf(row))?.times ?? 0}`);
    for (const row of [...opened, ...moved]) {
      const was = begun.get(keyOf(row)), anew = opened.includes(row) && kind !== 'undo', later = was !== undefined && (row.dueOn ?? '9') > (was.dueOn ?? '9');
      begun.set(keyOf(row), { times: (was?.times ?? 0) + (anew || later ? 1 : 0), dueOn: row.dueOn });
    }
    return [];
  });
}
/** A timer comes up to a second late, and its event needs a moment to be recorded. */
const RECORDED_WITHIN_MS = 5_000;
function nothingOverdue({ cases, now }: Evidence): Violation[] {
  return cases.filter((one) => !one.ended).flatMap((one): Violation[] => {
    const { at, ring, appointment } = nextOf(procedures[one.lifecycle], one.state);
    return at < now + one.clockAheadMs - RECORDED_WITHIN_MS ? [{ kind: 'stuck', what: `case ${one.id}: ${ring ? keyOf(ring) : appointment?.action} was due at ${at === -Infinity ? 'once' : new Date(at).toISOString()} and is not recorded` }] : [];
  });
}
/** (4) */
function outboxEmpty({ noticesLeft }: Evidence): Violation[] {
  return noticesLeft ? [{ kind: 'stuck', what: `${noticesLeft} notices are left in the outbox` }] : [];
}
/** A closing by 無故七日轉休學 opens one leave filing, however often its effect was tried. */
function effectsOnce({ cases }: Evidence): Violation[] {
  const opened = Map.groupBy(cases.flatMap((one) => followed(one) ?? []), (origin) => origin);
  const asked = cases.filter(({ status, state, events }) => status === 'closed' && state.facts.closeGround === 'to_leave' && events.some(({ name }) => name === 'close')).map(({ id }) => id);
  return [
    ...asked.filter((id) => !opened.has(id)).map((id): Violation => ({ kind: 'stuck', what: `case ${id} was closed, but its leave filing is not open` })),
    ...[...opened].filter(([, times]) => times.length > 1).map(([id, times]): Violation => ({ kind: 'doubled', what: `case ${id} opened ${times.length} leave filings` })),
  ];
}
const followed = ({ state }: RecordedCase): string | undefined => (state.facts as { follows?: { caseId: string } }).follows?.caseId;

const coursesAgree = ({ courseDifferences }: Evidence): Violation[] => courseDifferences.map((what) => ({ kind: what.startsWith('registration') ? 'lost' : 'untrue', what }));

/** (5) */
const forbidden = /unhandled|uncaught|\bpanic\b|PANIC:|non-?determinis|TMPRL1100|this code writes|SIGSEGV|core dumped|heap out of memory/i;
const PINO_ERROR = 50, SHOWN = 300;
function logsQuiet({ logs }: Evidence): Violation[] {
  return [...logs].flatMap(([name, text]) => text.split('\n').filter((line) => forbidden.test(line) || (/^(api|worker)\.log/.test(name) && levelOf(line) >= PINO_ERROR)).map((line): Violation => ({ kind: 'logged', what: `${name}: ${line.slice(0, SHOWN)}` })));
}
const levelOf = (line: string): number => Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? 0);
