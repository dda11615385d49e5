/**
 * One step of a case as a pure function: no Temporal, no clock of its own. The workflow lives by it; the desk closes a button, previews a
 * calendar and looks ahead with the very same functions.
 */
import { dueOn, ringsOf } from '../domain/deadline.ts';
import { dateAt, endOfDay, MINUTE, type Instant, type PlainDate } from '../domain/plain-date.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';
import { allows, NONE, outcomeOf, type Lifecycle } from './table.ts';
import { planOf, Present, type Appointment, type Procedure } from './page.ts';
import { keyOf, SYSTEM, type Author, type CaseEvent, type Change, type Command, type Effect, type OpenDeadline, type Rules, type State, type Step } from './state.ts';

/** How long a grave action can be taken back (SCREENS, forms). */
export const UNDO_MS = 10_000;
/** How many answers a run remembers; older ones are in the store. */
const REMEMBERED = 20;

export const rulesOf = (table: Lifecycle): Rules => ({
  then: Object.fromEntries(Object.entries(table.actions).flatMap(([name, action]) => (action.then ? [[name, action.then]] : []))),
  deadlines: Object.fromEntries(Object.entries(table.deadlines).map(([name, d]) => [name, { term: d.term, remind: d.remind, levels: d.tells.length, ...(d.late ? { late: d.late } : {}) }])),
});
/** A case before anything has happened to it. */
export function unborn(procedure: Procedure, caseId: string, at: Instant, facts: object, calendar: WorkCalendar, clockAheadMs = 0): State {
  return { caseId, status: NONE, since: at, at, version: 0, sequence: 0, facts, happened: {}, heard: {}, open: [], extensions: {}, effects: [], calendar, rules: rulesOf(procedure.table), edition: procedure.edition, clockAheadMs, answered: [] };
}

export function dueOnOf(state: State, deadline: string, from: Instant): PlainDate | null {
  return state.extensions[keyOf({ deadline, from })] ?? dueOn(state.rules.deadlines[deadline]!.term, dateAt(from), state.facts, state.calendar) ?? null;
}
/** Instants at which it rings; undefined ones wait for a calendar. A window rings once, when it has closed. */
export function ringsFor(state: State, open: OpenDeadline): (Instant | undefined)[] {
  const rule = state.rules.deadlines[open.deadline]!;
  return open.dueOn === null ? [] : ringsOf(open.dueOn, rule.remind, open.window ? 1 : rule.levels, state.calendar, rule.late);
}

/** Compares what the page expects with what is open: same deadline from the same start is the same row, whatever else happened. */
function settle(procedure: Procedure, state: State, event: CaseEvent, before: State, known: readonly OpenDeadline[] = state.open): Step {
  const opened: OpenDeadline[] = [], moved: OpenDeadline[] = [];
  const open = planOf(procedure, state).expected.map((expected): OpenDeadline => {
    const key = keyOf(expected);
    const was = known.find((o) => keyOf(o) === key);
    const due = dueOnOf(state, expected.deadline, expected.from);
    const row: OpenDeadline = { ...expected, dueOn: due, rung: 0, ...(state.extensions[key] ? { extended: true as const } : {}) };
    const past = ringsFor(state, row).filter((at) => at !== undefined && at <= event.at).length;
    // reminders of the past are not sent, neither of a new row nor of one whose day moved; lateness is
    const reminders = Math.min(past, state.rules.deadlines[expected.deadline]!.remind.before.length);
    const rung = was?.dueOn === due ? was.rung : Math.max(reminders, Math.min(was?.rung ?? 0, past));
    const settled = { ...row, rung };
    if (!before.open.some((o) => keyOf(o) === key)) opened.push(settled);
    else if (was?.dueOn !== due) moved.push(settled);
    return settled;
  });
  const closed = before.open.filter((o) => !open.some((n) => keyOf(n) === keyOf(o)));
  return stepOf(procedure, before, { ...state, open, sequence: before.sequence + 1 }, event, { opened, closed, moved });
}
function stepOf(procedure: Procedure, before: State, state: State, event: CaseEvent, rows: Pick<Change, 'opened' | 'closed' | 'moved'>): Step {
  const stamped = { ...state, at: event.at };
  return { state: stamped, change: { lifecycle: procedure.table.name, event, before: before.status, ...rows, state: stamped } };
}
function withoutUndo(state: State): State {
  const { undo: _, ...rest } = state;
  return rest;
}
const happenedNow = (state: State, name: string, at: Instant): State['happened'] => ({ ...state.happened, [name]: { at, sequence: state.sequence + 1 } });

/** A person, or the system, does something to the case. */
export function act(procedure: Procedure, state: State, name: string, command: Pick<Command, 'by' | 'commandId' | 'facts'>, at: Instant): Step {
  const action = procedure.table.actions[name]!;
  const before = withoutUndo(state);
  const facts = allowedFacts(action.sets, command.facts);
  const brought = { ...before, facts: { ...before.facts, ...facts } };
  const it = new Present(brought, at);
  const status = outcomeOf(action, before.status, it), version = before.version + 1;
  const effects = (before.rules.then[name] ?? []).map((effect): Effect => ({ id: `${before.caseId}:${version}:${effect}`, name: effect, action: name, version, notBefore: action.grave ? at + UNDO_MS : at }));
  const next: State = {
    ...brought, status, version,
    facts: { ...brought.facts, ...action.becomes?.(it) },
    since: status === before.status ? before.since : at,
    happened: happenedNow(before, name, at),
    effects: [...before.effects, ...effects],
    answered: [...before.answered, { commandId: command.commandId, version, status }].slice(-REMEMBERED),
    ...(action.grave ? { undo: { by: command.by.person, until: at + UNDO_MS, before } } : {}),
  };
  return settle(procedure, next, eventOf('action', name, { ...command, facts }, at), before);
}
/** What a command may bring of what it brings. */
export function allowedFacts(sets: readonly string[] | undefined, facts: object | undefined): object {
  return Object.fromEntries(Object.entries(facts ?? {}).filter(([name]) => sets?.includes(name)));
}
function eventOf(kind: CaseEvent['kind'], name: string, command: { by: Author; commandId: string; facts?: object }, at: Instant): CaseEvent {
  return { kind, name, by: command.by, commandId: command.commandId, at, ...(command.facts ? { facts: command.facts } : {}) };
}

/** Takes a grave action back: the state before it, with its original due days. What rang meanwhile does not ring again. */
export function undone(procedure: Procedure, state: State, command: Pick<Command, 'by' | 'commandId'>, at: Instant): Step {
  const previous = state.undo!.before, version = state.version + 1;
  const { calendar, rules, edition } = state;   // of the run, not of the case's past
  const effects = previous.effects.filter((effect) => state.effects.some((left) => left.id === effect.id));   // the others have gone out
  const answered = [...state.answered, { commandId: command.commandId, version, status: previous.status }].slice(-REMEMBERED);
  const next: State = { ...previous, version, calendar, rules, edition, effects, answered };
  const known = previous.open.map((was) => state.open.find((o) => keyOf(o) === keyOf(was)) ?? was);
  return settle(procedure, next, eventOf('undo', 'undo', command, at), withoutUndo(state), known);
}

/** Another procedure or an agency tells the case something. */
export function hear(procedure: Procedure, state: State, news: { name: string; from: string; version: number; facts?: object }, at: Instant): Step {
  const before = withoutUndo(state);
  const heard = { ...before.heard, [news.name]: { ...before.heard[news.name], [news.from]: { ...news.facts, at, sequence: before.sequence + 1, version: news.version } } };
  const facts = { ...before.facts, ...allowedFacts(procedure.table.news[news.name]!.sets, news.facts) };
  return settle(procedure, { ...before, facts, heard, happened: happenedNow(before, news.name, at) }, eventOf('news', news.name, { by: SYSTEM, commandId: `${before.caseId}:${news.name}:${news.from}:${news.version}`, ...(news.facts ? { facts: news.facts } : {}) }, at), before);
}

/** Moves a due day. Nobody's form goes stale by it. */
export function extended(procedure: Procedure, state: State, command: Command, at: Instant): Step {
  const before = withoutUndo(state), { deadline, from, until } = command.extension!;
  const next = { ...before, extensions: { ...before.extensions, [keyOf({ deadline, from })]: until }, answered: [...before.answered, { commandId: command.commandId, version: before.version, status: before.status }].slice(-REMEMBERED) };
  return settle(procedure, next, { ...eventOf('extension', deadline, command, at), facts: { from, until } }, before);
}
/** Asks the page and the calendar again; undefined where that changes nothing. */
export function recounted(procedure: Procedure, state: State, at: Instant, why: string): Step | undefined {
  const { opened, closed, moved, ...rest } = settle(procedure, state, { kind: 'recount', name: why, by: SYSTEM, commandId: `${state.caseId}:${state.sequence + 1}:${why}`, at }, state).change;
  return opened.length + closed.length + moved.length ? { state: rest.state, change: { ...rest, opened, closed, moved } } : undefined;
}
/** A reminder, or one more level of lateness. */
export function rung(procedure: Procedure, state: State, ring: OpenDeadline, at: Instant): Step {
  const level = ring.rung + 1 - state.rules.deadlines[ring.deadline]!.remind.before.length;
  const told = { ...ring, rung: ring.rung + 1 };
  const next: State = { ...state, sequence: state.sequence + 1, open: state.open.map((o) => (o === ring ? told : o)) };
  const kind = level < 1 ? 'reminder' : ring.window ? 'lapse' : 'late';
  return stepOf(procedure, state, next, { kind, name: ring.deadline, by: SYSTEM, commandId: `${state.caseId}:${state.sequence + 1}:${keyOf(ring)}`, at, ...(level > 0 ? { level } : {}) }, { opened: [], closed: [], moved: [told] });
}

/** What the store gives back and the workflow compares: a replay that would write something else is caught, though Temporal compares no arguments. */
export function receiptOf({ event, opened, closed, moved, state }: Change): string {
  const rows = [...opened, ...moved].map((o) => `+${keyOf(o)}→${o.dueOn}#${o.rung}${o.window ? ' window' : ''}${o.extended ? ' extended' : ''}`).concat(closed.map((o) => `-${keyOf(o)}`));
  return [state.sequence, event.kind, event.name, state.status, ...rows].join(' ');
}

export interface Next { readonly at: Instant; readonly ring?: OpenDeadline; readonly appointment?: Appointment }
/** The next thing that happens by itself. `at: -Infinity` means at once, `Infinity` never. */
export function nextOf(procedure: Procedure, state: State): Next {
  const candidates: Next[] = planOf(procedure, state).appointments.map((appointment) => ({ at: appointment.at ?? -Infinity, appointment }));
  for (const open of state.open) {
    candidates.push({ at: ringsFor(state, open)[open.rung] ?? Infinity, ring: open });
    const expiry = atExpiry(procedure.table, state, open);
    if (expiry) candidates.push(expiry);
  }
  return candidates.reduce((soonest, next) => (next.at < soonest.at ? next : soonest), { at: Infinity } as Next);
}
/** What a deadline does at expiry is kept like an appointment: refused today, tried again. */
function atExpiry(table: Lifecycle, state: State, open: OpenDeadline): Next | undefined {
  const { then } = table.deadlines[open.deadline]!;
  if (!then || open.dueOn === null || !allows(table, then, state.status)) return undefined;
  const at = endOfDay(open.dueOn) + 1 + 5 * MINUTE;
  return (state.happened[then]?.at ?? -Infinity) >= at ? undefined : { at, appointment: { action: then, at } };
}
/** Late from the first moment after the due day. */
export const isLate = (open: Pick<OpenDeadline, 'dueOn'>, now: Instant): boolean => open.dueOn !== null && now > endOfDay(open.dueOn);
