/** Reads a table of working days: our own form, the government's day list (JSON) and its open-data CSV. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { addDays, isPlainDate, plainDate, weekdayOf, yearOf, type PlainDate } from '#domain/plain-date';

/** `official`: published. `derived`: from published parts. `provisional`: from the statute alone; deadlines that rest on it say 暫定. */
export type DayStatus = 'official' | 'derived' | 'provisional';
/** What deviates from Monday–Friday, and holidays that fall on a weekend, with the reason a person reads. */
export interface CalendarException { readonly day: PlainDate; readonly working: boolean; readonly reason: string }
/** Everything that is known of these days: it replaces what was known of them before. */
export interface CalendarTable { readonly from: PlainDate; readonly through: PlainDate; readonly status: DayStatus; readonly source: string; readonly exceptions: readonly CalendarException[] }
/** `scope` is `nation`, or the id of a county whose office closes for a typhoon. */
export interface CalendarFile { readonly scope: string; readonly tables: readonly CalendarTable[] }

/** The file is not a calendar; the message says where. */
export class NotACalendar extends Error {}

export const isWeekend = (day: PlainDate): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

const day = z.string().refine(isPlainDate, 'not a day that exists').transform(plainDate);
const ownForm = z.object({
  scope: z.string().min(1).default('nation'),
  tables: z.array(z.object({
    from: day, through: day, status: z.enum(['official', 'derived', 'provisional']), source: z.string().min(1),
    exceptions: z.array(z.object({ day, working: z.boolean(), reason: z.string().min(1) })),
  }).refine((table) => table.from <= table.through, 'ends before it begins')
    .refine((table) => table.exceptions.every((one) => table.from <= one.day && one.day <= table.through), 'names a day outside its own range')).min(1),
});
const listedDay = z.object({ date: z.string().regex(/^\d{8}$/), isHoliday: z.boolean(), description: z.string() });
const dayList = z.union([z.array(listedDay).min(1), z.object({ status: z.string().optional(), days: z.array(listedDay).min(1) })]);

/** @param name of the file: where a day list names no source, this is it. @throws {NotACalendar} */
export function readCalendarFile(text: string, name: string): CalendarFile {
  if (!/^\s*[[{]/.test(text)) return fromCsv(text, name);
  const content: unknown = json(text);
  const own = ownForm.safeParse(content);
  if (own.success) return own.data;
  const list = dayList.safeParse(content);
  if (!list.success) throw new NotACalendar(`${name}: ${z.prettifyError(Array.isArray(content) || Object.hasOwn(content as object, 'days') ? list.error : own.error)}`);
  const { days, status } = Array.isArray(list.data) ? { days: list.data, status: undefined } : list.data;
  return fromDays(days, status ?? 'official', name);
}
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotACalendar((error as Error).message, { cause: error });
  }
}
/** 西元日期,星期,是否放假(0 上班,2 放假),備註 */
function fromCsv(text: string, name: string): CalendarFile {
  const rows = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true }) as string[][];
  const days = rows.filter(([date]) => /^\d{8}$/.test(date ?? '')).map(([date, , off, note]) => ({ date: date!, isHoliday: off === '2', description: note ?? '' }));
  if (!days.length) throw new NotACalendar(`${name} is neither JSON nor a table that begins with dates such as 20270101`);
  return fromDays(days, 'official', name);
}
/** A table a year; a year with a day missing is refused: nothing is guessed. */
function fromDays(listed: z.infer<typeof listedDay>[], status: string, name: string): CalendarFile {
  const days = listed.map(({ date, ...rest }) => ({ ...rest, day: dateOf(date, name) })).sort((a, b) => (a.day < b.day ? -1 : 1));
  days.forEach((one, i) => { if (i && addDays(days[i - 1]!.day, 1) !== one.day) throw new NotACalendar(`${name}: from ${days[i - 1]!.day} to ${one.day} a day is missing or doubled`); });
  const years = [...new Set(days.map((one) => yearOf(one.day)))];
  return { scope: 'nation', tables: years.map((year) => tableOf(days.filter((one) => yearOf(one.day) === year), statusOf(status), status === 'official' ? name : `${name}: ${status}`)) };
}
function tableOf(days: { day: PlainDate; isHoliday: boolean; description: string }[], status: DayStatus, source: string): CalendarTable {
  const exceptions = days.filter((one) => one.isHoliday !== isWeekend(one.day) || one.description).map((one) => ({ day: one.day, working: !one.isHoliday, reason: one.description || (one.isHoliday ? '放假' : '上班') }));
  return { from: days[0]!.day, through: days.at(-1)!.day, status, source, exceptions };
}
const statusOf = (text: string): DayStatus => (/^provisional/.test(text) ? 'provisional' : /^derived/.test(text) ? 'derived' : 'official');
function dateOf(text: string, name: string): PlainDate {
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  if (!isPlainDate(date)) throw new NotACalendar(`${name}: ${text} is not a day that exists`);
  return date;
}
