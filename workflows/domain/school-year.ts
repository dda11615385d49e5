/** 學年度 and 學期: 1 August to 31 July; term 1 until 31 January (高級中等學校法施行細則; spec 0.2). */
import { monthOf, plainDate, yearOf, type PlainDate } from './plain-date.ts';

export const rocYear = (date: PlainDate): number => yearOf(date) - 1911;
export const academicYear = (date: PlainDate): number => rocYear(date) - (monthOf(date) < 8 ? 1 : 0);
export const term = (date: PlainDate): 1 | 2 => (monthOf(date) >= 8 || monthOf(date) === 1 ? 1 : 2);
export const termCode = (date: PlainDate): string => `${academicYear(date)}${term(date)}`;
/** The first day after the term of this date: 1 February or 1 August. */
export function nextTermOn(date: PlainDate): PlainDate {
  const year = yearOf(date), month = monthOf(date);
  if (month === 1) return plainDate(`${year}-02-01`);
  return month < 8 ? plainDate(`${year}-08-01`) : plainDate(`${year + 1}-02-01`);
}
