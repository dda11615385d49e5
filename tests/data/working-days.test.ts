/** CONTRACT, calendar; spec 7.1: a county's closed day moves the open deadlines of that county, after a preview that changes nothing. */
import { describe, expect, test } from 'vitest';
import { plainDate } from '#domain/plain-date';
import { calendarFor, dayReasons, loadCalendar } from '#db/calendar';
import type { CalendarFile } from '#db/calendar-file';
import { applyCalendar, previewCalendar } from '../../api/admin/working-days.ts';
import { at, bringTo, fileAt } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { operatorHere } from './operator.ts';

const day = plainDate;
const closedOn = (scope: string, on: string, reason = '颱風停止上班上課'): CalendarFile => ({ scope, tables: [{ from: day(on), through: day(on), status: 'official', source: '縣政府公告', exceptions: [{ day: day(on), working: false, reason }] }] });
const em = async () => (await testWorld()).orm.em.fork();
/** A county that no other test looks at, with a filing submitted on Monday 5 October 2026: the first record is due in two working days. */
async function submittedIn(countyId: string) {
  const school = await newSchool({ countyId }), filing = await fileAt(school, at('2026-10-05'));
  await bringTo('submitted', school, filing);
  const main = await school.as('leaver_main');
  return { filing, main, due: async () => (await main.see(filing.id)).tasks[0]!.dueOn };
}

describe('the calendar of a county', () => {
  test('is the nation’s, and knows from which day it is provisional and where it ends', async () => {
    const calendar = await calendarFor(await em(), 'C71');
    expect(calendar).toMatchObject({ through: '2027-12-31', provisionalFrom: '2027-01-01' });
    expect(calendar.off).toContain('2026-10-09');
    expect(calendar.on).toContain('2025-02-08');
  });
  test('has its own closed days, which no other county has, each with its reason', async () => {
    await loadCalendar(await em(), closedOn('C71', '2026-07-10'));
    expect((await calendarFor(await em(), 'C71')).off).toContain('2026-07-10');
    expect((await calendarFor(await em(), 'C72')).off).not.toContain('2026-07-10');
    const reasons = await dayReasons(await em(), 'C71', day('2026-07-09'), day('2026-07-11'));
    expect([...reasons].map(([date, { working, reason }]) => [date, working, reason])).toEqual([['2026-07-09', true, null], ['2026-07-10', false, '颱風停止上班上課'], ['2026-07-11', false, '週六']]);
  });
  test('is replaced, day by day, by what is loaded later', async () => {
    await loadCalendar(await em(), closedOn('C72', '2026-07-10'));
    await loadCalendar(await em(), { scope: 'C72', tables: [{ ...closedOn('C72', '2026-07-10').tables[0]!, exceptions: [] }] });
    expect((await calendarFor(await em(), 'C72')).off).not.toContain('2026-07-10');
  });
});

describe('a new table of working days', () => {
  test('is first shown: which due day of which open case would move, and from which day to which; nothing changes', async () => {
    const { filing, due } = await submittedIn('C81');
    const moves = await previewCalendar(await em(), closedOn('C81', '2026-10-06'));
    expect(moves).toMatchObject([{ caseId: filing.id, deadline: 'firstRecord', from: '2026-10-07', to: '2026-10-08' }]);
    expect(await due()).toBe('2026-10-07');
    expect((await calendarFor(await em(), 'C81')).off).not.toContain('2026-10-06');
  });
  test('is then applied: the open cases of the county count again, and say so', async () => {
    const { filing, main, due } = await submittedIn('C82'), elsewhere = await submittedIn('C83');
    const version = (await main.see(filing.id)).version, file = closedOn('C82', '2026-10-06');
    expect(await applyCalendar(await operatorHere(), file, await previewCalendar(await em(), file))).toEqual({ told: 1, missing: 0 });
    expect([await due(), await elsewhere.due()]).toEqual(['2026-10-08', '2026-10-07']);
    expect((await main.see(filing.id)).version).toBe(version);   // nobody's form goes stale by it
    expect(await previewCalendar(await em(), file)).toEqual([]);
  });
});
