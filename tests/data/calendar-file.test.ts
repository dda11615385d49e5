/** Spec 7.1: the table of working days is data, in three forms; a table with a hole is refused. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { plainDate, yearOf } from '#domain/plain-date';
import { isWeekend, NotACalendar, readCalendarFile } from '#db/calendar-file';

const builtIn = readCalendarFile(readFileSync(fileURLToPath(new URL('../../api/db/data/office-calendar.json', import.meta.url)), 'utf8'), 'office-calendar.json');
const tableOf = (year: number) => builtIn.tables.find((table) => yearOf(table.from) === year)!;
const weekdaysOff = (year: number): string[] => tableOf(year).exceptions.filter((one) => !one.working && !isWeekend(one.day)).map((one) => one.day.slice(5));

describe('the table that comes with the product', () => {
  test('has the weekdays off of 2025, and its one make-up workday', () => {
    expect(weekdaysOff(2025)).toEqual(['01-01', '01-27', '01-28', '01-29', '01-30', '01-31', '02-28', '04-03', '04-04', '05-30', '09-29', '10-06', '10-10', '10-24', '12-25']);
    expect(tableOf(2025).exceptions.filter((one) => one.working)).toEqual([{ day: '2025-02-08', working: true, reason: '補行上班' }]);
  });
  test('has the weekdays off of 2026', () => expect(weekdaysOff(2026)).toEqual(['01-01', '02-16', '02-17', '02-18', '02-19', '02-20', '02-27', '04-03', '04-06', '05-01', '06-19', '09-25', '09-28', '10-09', '10-26', '12-25']));
  test('says which years are official, which are derived, and that 2027 is provisional', () => expect(builtIn.tables.map(({ status }) => status)).toEqual(['official', 'official', 'official', 'derived', 'provisional']));
  test('keeps the lunar new year of 2027 on 6 February', () => expect(tableOf(2027).exceptions.find((one) => one.day === '2027-02-06')?.reason).toBe('春節'));
});
describe('a table of the government', () => {
  const list = [{ date: '20280101', week: '六', isHoliday: true, description: '開國紀念日' }, { date: '20280102', week: '日', isHoliday: true, description: '' }, { date: '20280103', week: '一', isHoliday: false, description: '' }];
  const read = { scope: 'nation', tables: [{ from: '2028-01-01', through: '2028-01-03', status: 'official', exceptions: [{ day: '2028-01-01', working: false, reason: '開國紀念日' }] }] };
  test('is read as a list of days', () => expect(readCalendarFile(JSON.stringify(list), '117年辦公日曆表')).toMatchObject(read));
  test('is read as open data in CSV', () => expect(readCalendarFile('\ufeff西元日期,星期,是否放假,備註\n20280101,六,2,開國紀念日\n20280102,日,2,\n20280103,一,0,\n', '117.csv')).toMatchObject(read));
  test('with a day missing is refused: nothing is guessed', () => expect(() => readCalendarFile(JSON.stringify([list[0], list[2]]), 'x')).toThrow(/2028-01-01 to 2028-01-03 a day is missing/));
});
test.each([['{"scope":"nation"}', /tables/], ['name\nTaipei', /neither JSON nor a table/], ['{', /JSON/], [JSON.stringify({ tables: [{ from: plainDate('2028-01-01'), through: '2028-02-30', status: 'official', source: 'x', exceptions: [] }] }), /not a day that exists/]])('%s is no calendar, and the message says where', (text, message) => {
  expect(() => readCalendarFile(text, 'file')).toThrow(NotACalendar);
  expect(() => readCalendarFile(text, 'file')).toThrow(message);
});
