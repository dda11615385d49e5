/** The office calendar: which days are worked. Data of the government, never computed: the lunar calendar differs between sources. */
import { addDays, daysBetween, weekdayOf, type PlainDate } from './plain-date.ts';

/**
 * Exceptions to Monday–Friday, as they travel with a case.
 * Days after `through` are unknown: nobody has published them, and no date is guessed.
 */
export interface WorkCalendar {
  /** weekdays that are not worked */ readonly off: readonly PlainDate[];
  /** Saturdays and Sundays that are worked */ readonly on: readonly PlainDate[];
  /** last day that is known */ readonly through: PlainDate;
  /** first day that rests on a provisional table, where there is one */ readonly provisionalFrom?: PlainDate;
}

/** @returns undefined for a day that the loaded calendar does not reach. */
export function isWorkingDay(date: PlainDate, calendar: WorkCalendar): boolean | undefined {
  if (date > calendar.through) return undefined;
  const weekday = weekdayOf(date);
  return calendar.on.includes(date) || (weekday !== 0 && weekday !== 6 && !calendar.off.includes(date));
}

/** The n-th working day after `date`; `date` itself where n is 0. Undefined where the calendar ends first. */
export function workingDaysAfter(date: PlainDate, n: number, calendar: WorkCalendar): PlainDate | undefined {
  return walk(date, n, 1, calendar);
}
/** The n-th working day before `date`. */
export function workingDaysBefore(date: PlainDate, n: number, calendar: WorkCalendar): PlainDate | undefined {
  return walk(date, n, -1, calendar);
}
function walk(date: PlainDate, n: number, step: 1 | -1, calendar: WorkCalendar): PlainDate | undefined {
  for (let left = n; left > 0; ) {
    date = addDays(date, step);
    const working = isWorkingDay(date, calendar);
    if (working === undefined) return undefined;
    if (working) left--;
  }
  return date;
}

/** The day itself where it is worked, else the next that is (行政程序法第 48 條第 4 項). */
export function rolledToWorkingDay(date: PlainDate, calendar: WorkCalendar): PlainDate | undefined {
  for (let day = date; ; day = addDays(day, 1)) {
    const working = isWorkingDay(day, calendar);
    if (working !== false) return working && day;
  }
}

/** Working days from one day to another: negative when `to` lies before. Undefined where the calendar ends first. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: WorkCalendar): number | undefined {
  if (from === to) return 0;
  const forward = to > from, [first, last] = forward ? [from, to] : [to, from];
  if (last > calendar.through) return undefined;
  const within = (day: PlainDate): boolean => day > first && day <= last;
  // by weeks and exceptions, not day by day: a case shows this of every deadline it ever had
  const count = weekdaysBetween(first, last) - calendar.off.filter(within).length + calendar.on.filter(within).length;
  return forward ? count : -count;
}
/** Mondays to Fridays after the first day, up to the last. */
function weekdaysBetween(first: PlainDate, last: PlainDate): number {
  const days = daysBetween(first, last), weekday = weekdayOf(first), rest = Array.from({ length: days % 7 }, (_, i) => (weekday + 1 + i) % 7);
  return Math.floor(days / 7) * 5 + rest.filter((day) => day !== 0 && day !== 6).length;
}
