/**
 * Dates without a time, and the instants at which they begin and end in Taipei.
 *
 * Taipei has kept UTC+8 without daylight saving since 1979, so a fixed offset is exact for every date this system meets (spec 0, 7.1).
 */
declare const brand: unique symbol;
/** `YYYY-MM-DD`, a day of the Gregorian calendar. */
export type PlainDate = string & { readonly [brand]: true };
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const TAIPEI = 8 * HOUR;

/** @throws {RangeError} when the text is not a day that exists. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`not a date: ${text}`);
  return text;
}
export function isPlainDate(text: string): text is PlainDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
const fromUtc = (ms: number): PlainDate => new Date(ms).toISOString().slice(0, 10) as PlainDate;
const utcOf = (date: PlainDate): number => Date.parse(date);

export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));
export const monthOf = (date: PlainDate): number => Number(date.slice(5, 7));
const dayOf = (date: PlainDate): number => Number(date.slice(8, 10));
/** 0 is Sunday. */
export const weekdayOf = (date: PlainDate): number => new Date(date).getUTCDay();

export const addDays = (date: PlainDate, days: number): PlainDate => fromUtc(utcOf(date) + days * DAY);
export const daysBetween = (from: PlainDate, to: PlainDate): number => Math.round((utcOf(to) - utcOf(from)) / DAY);

/** The corresponding day n months on; the month's last day where there is none (民法第 121 條). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const first = Date.UTC(yearOf(date), monthOf(date) - 1 + months, 1);
  const last = Date.UTC(yearOf(date), monthOf(date) + months, 0);
  return fromUtc(Math.min(first + (dayOf(date) - 1) * DAY, last));
}
/** The next such day of a month after this date. */
export function dayOfMonthAfter(date: PlainDate, day: number): PlainDate {
  const passed = dayOf(date) >= day ? 1 : 0;
  return fromUtc(Date.UTC(yearOf(date), monthOf(date) - 1 + passed, day));
}
/** The anniversary n years on; 29 February becomes 1 March in a common year (spec 4.8: 民法第 121、124 條). */
export function anniversary(date: PlainDate, years: number): PlainDate {
  return fromUtc(Date.UTC(yearOf(date) + years, monthOf(date) - 1, dayOf(date)));
}

export const dateAt = (instant: Instant): PlainDate => fromUtc(instant + TAIPEI);
export const startOfDay = (date: PlainDate): Instant => utcOf(date) - TAIPEI;
/** 23:59:59.999: a period ends with its last day, inclusive (spec 7.1). */
export const endOfDay = (date: PlainDate): Instant => startOfDay(date) + DAY - 1;
export const atTime = (date: PlainDate, hour: number, minute: number): Instant => startOfDay(date) + hour * HOUR + minute * MINUTE;

/** The eighteenth birthday: from its first moment a person is of age (民法第 12 條, spec 4.8). */
export const adultOn = (birthDate: PlainDate): PlainDate => anniversary(birthDate, 18);
