/** The office calendar of 2023–2027 as the tests need it: exceptions to Monday–Friday, from the government's tables; 2027 is provisional. */
import { plainDate, type PlainDate } from '#domain/plain-date';
import type { WorkCalendar } from '#domain/work-calendar';

const days = (year: number, list: string): PlainDate[] => list.split(' ').filter(Boolean).map((day) => plainDate(`${year}-${day}`));

export const officeCalendar: WorkCalendar = {
  off: [
    ...days(2023, '01-02 01-20 01-23 01-24 01-25 01-26 01-27 02-27 02-28 04-03 04-04 04-05 06-22 06-23 09-29 10-09 10-10'),
    ...days(2024, '01-01 02-08 02-09 02-12 02-13 02-14 02-28 04-04 04-05 06-10 09-17 10-10'),
    ...days(2025, '01-01 01-27 01-28 01-29 01-30 01-31 02-28 04-03 04-04 05-30 09-29 10-06 10-10 10-24 12-25'),
    ...days(2026, '01-01 02-16 02-17 02-18 02-19 02-20 02-27 04-03 04-06 05-01 06-19 09-25 09-28 10-09 10-26 12-25'),
    ...days(2027, '01-01 02-04 02-05 02-08 02-09 02-10 03-01 04-05 04-06 04-30 06-09 09-15 09-28 10-11 10-25 12-24 12-31'),
  ],
  on: [...days(2023, '01-07 02-04 02-18 03-25 06-17 09-23'), ...days(2024, '02-17'), ...days(2025, '02-08')],
  through: plainDate('2027-12-31'),
  provisionalFrom: plainDate('2027-01-01'),
};

/** The calendar of a county whose offices stay closed on these days (停班停課). */
export const withTyphoon = (calendar: WorkCalendar, ...closed: PlainDate[]): WorkCalendar => ({ ...calendar, off: [...calendar.off, ...closed] });
/** The calendar as it stands before the next year is published. */
export const knownUntil = (calendar: WorkCalendar, through: PlainDate): WorkCalendar => ({ ...calendar, through });
