/** The office calendar that is loaded into every installation, as it travels with a case. */
import { readFileSync } from 'node:fs';
import { plainDate, weekdayOf, type PlainDate } from '#domain/plain-date';
import type { WorkCalendar } from '#domain/work-calendar';

interface Table { readonly from: string; readonly through: string; readonly status: 'official' | 'derived' | 'provisional'; readonly exceptions: readonly { readonly day: string; readonly working: boolean }[] }
const { tables } = JSON.parse(readFileSync(new URL('../../api/db/data/office-calendar.json', import.meta.url), 'utf8')) as { tables: readonly Table[] };

const exceptions = tables.flatMap((table) => table.exceptions).map(({ day, working }) => ({ day: plainDate(day), working }));
const isWeekend = (day: PlainDate): boolean => weekdayOf(day) % 6 === 0;

export const officeCalendar: WorkCalendar = {
  off: exceptions.filter(({ day, working }) => !working && !isWeekend(day)).map(({ day }) => day),
  on: exceptions.filter(({ day, working }) => working && isWeekend(day)).map(({ day }) => day),
  through: plainDate(tables.at(-1)!.through),
  provisionalFrom: plainDate(tables.find((table) => table.status === 'provisional')!.from),
};

/** The calendar of a county whose offices stay closed on these days (停班停課). */
export const withTyphoon = (calendar: WorkCalendar, ...closed: PlainDate[]): WorkCalendar => ({ ...calendar, off: [...calendar.off, ...closed] });
/** The calendar as it stands before the next year is published. */
export const knownUntil = (calendar: WorkCalendar, through: PlainDate): WorkCalendar => ({ ...calendar, through });
