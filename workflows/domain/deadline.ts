/** When something is late, and why on that day. Spec 7.1; 行政程序法第 48 條. */
import { addDays, addMonths, atTime, dateAt, endOfDay, type Instant, type PlainDate } from './plain-date.ts';
import { isWorkingDay, rolledToWorkingDay, workingDaysAfter, workingDaysBefore, type WorkCalendar } from './work-calendar.ts';

/**
 * How a term is counted. The day on which it starts is not counted.
 * `working`: working days. `calendar`: days, rolled to a working day. `months`: to the corresponding day, rolled.
 * `fixed`: the start is the due day itself and never rolls.
 * `length` may be the name of a fact of the case (a school's own interval, for one).
 */
export interface Term { readonly length: number | string; readonly count: 'working' | 'calendar' | 'months' | 'fixed' }

/** How many days before the due day it is reminded of, at 08:30. */
export interface Reminders { readonly before: readonly number[]; readonly count: 'working' | 'calendar' }

/** Lateness is told at 00:05 of the day after (spec 7.2). */
const TOLD = { hour: 0, minute: 5 } as const;
const REMINDED = { hour: 8, minute: 30 } as const;
/** Working days after the due day at which levels 1, 2 and 3 are told (spec 7.2). */
const LEVEL_AFTER = [0, 3, 7] as const;

export function lengthOf(term: Term, facts: Readonly<Record<string, unknown>>): number {
  return typeof term.length === 'string' ? Number(facts[term.length]) : term.length;
}

/** The last day of the term. Undefined while the calendar it needs is not published (待行事曆). */
export function dueOn(term: Term, from: PlainDate, facts: Readonly<Record<string, unknown>>, calendar: WorkCalendar): PlainDate | undefined {
  const length = lengthOf(term, facts);
  switch (term.count) {
    case 'fixed': return from;
    case 'working': return workingDaysAfter(from, length, calendar);
    case 'calendar': return rolledToWorkingDay(addDays(from, length), calendar);
    case 'months': return rolledToWorkingDay(addMonths(from, length), calendar);
  }
}

/** The instants at which it rings: reminders, then lateness level by level. Undefined entries wait for a calendar. */
export function ringsOf(due: PlainDate, remind: Reminders, levels: number, calendar: WorkCalendar, lateAfter: readonly number[] = LEVEL_AFTER): (Instant | undefined)[] {
  const reminders = remind.before.map((n) => {
    const day = remind.count === 'working' ? workingDaysBefore(due, n, calendar) : addDays(due, -n);
    return day && atTime(day, REMINDED.hour, REMINDED.minute);
  });
  const late = lateAfter.slice(0, levels).map((n) => {
    const day = workingDaysAfter(due, n, calendar);
    return day && atTime(addDays(day, 1), TOLD.hour, TOLD.minute);
  });
  return [...reminders, ...late];
}

export type DayKind = 'start' | 'counted' | 'skipped' | 'rolled' | 'due';
export interface ExplainedDay { readonly date: PlainDate; readonly kind: DayKind; /** how many are counted up to here */ readonly count: number }

/** 「為什麼是這一天？」: each day from the start to the due day and what it counted for. */
export function explainDays(term: Term, from: PlainDate, facts: Readonly<Record<string, unknown>>, calendar: WorkCalendar): ExplainedDay[] {
  const due = dueOn(term, from, facts, calendar);
  const days: ExplainedDay[] = [{ date: from, kind: due === from ? 'due' : 'start', count: 0 }];
  const unrolled = term.count === 'months' ? addMonths(from, lengthOf(term, facts)) : addDays(from, lengthOf(term, facts));
  let count = 0;
  for (let date = addDays(from, 1); due ? date <= due : date <= calendar.through; date = addDays(date, 1)) {
    const counts = term.count === 'working' ? isWorkingDay(date, calendar) === true : date <= unrolled;
    if (counts) count++;
    days.push({ date, count, kind: date === due ? 'due' : counts ? 'counted' : term.count === 'working' ? 'skipped' : 'rolled' });
  }
  return days;
}

/** True where the due day, or a day on the way to it, stands in a provisional table (暫定). */
export function isProvisional(due: PlainDate | undefined, calendar: WorkCalendar): boolean {
  return due !== undefined && calendar.provisionalFrom !== undefined && due >= calendar.provisionalFrom;
}
export const dueAt = (due: PlainDate): Instant => endOfDay(due);
export const startDateOf = (from: Instant): PlainDate => dateAt(from);
