/** Lays a story into the days before today, so that its last deadline is exactly as late as it should be, whatever day today is. */
import { dueOn, type Term } from '#domain/deadline';
import { addDays, anniversary, atTime, MINUTE, type Instant, type PlainDate } from '#domain/plain-date';
import { workingDaysAfter, workingDaysBefore, type WorkCalendar } from '#domain/work-calendar';
import { dropout } from '#lifecycle/dropout';
import { chanceOf, type Chance } from './chance.ts';
import type { Deed, Ending, Story } from './stories.ts';

export interface Laid { readonly birthDate: PlainDate; readonly deeds: readonly (Deed & { readonly at: Instant })[] }

/** Terms that name a fact of the case are counted with these. */
const FACTS = { trackIntervalDays: 30 };
const FARTHEST_BACK = 120;
/** Among so many days, the nearest, chance decides. */
const CHOICE = 3;
/** Levels 1, 2 and 3 are told the day after so many working days after the due day (spec 7.2). */
export const LEVEL_AFTER: readonly number[] = [0, 3, 7];
/** Deeds are done between nine and five. */
export const OPENS_AT = 9, DEED_MINUTES = 55, JITTER_MINUTES = 40;

export function layStory(story: Story, today: PlainDate, calendar: WorkCalendar): Laid {
  const chance = chanceOf(`days:${story.serial}`);
  let day = lastDeedOn(story.ending, today, calendar, chance);
  const days: PlainDate[] = [];
  for (const deed of story.deeds.toReversed()) {
    days.unshift(day);
    day = before(day, deed.after, calendar);
  }
  const at = (on: PlainDate, index: number): Instant => atTime(on, OPENS_AT, 0) + (days.slice(0, index).filter((other) => other === on).length * DEED_MINUTES + chance.between(0, JITTER_MINUTES)) * MINUTE;
  return { deeds: story.deeds.map((deed, index) => ({ ...deed, at: at(days[index]!, index) })), birthDate: anniversary(addDays(today, story.ending.ofAge === undefined ? chance.between(90, 700) : -story.ending.ofAge), -18) };
}
/** Every deed lies before today, so that none waits for a later hour. */
function lastDeedOn({ deadline, level, quiet }: Ending, today: PlainDate, calendar: WorkCalendar, chance: Chance): PlainDate {
  if (!deadline) return before(today, quiet ?? 1, calendar);
  const { term } = dropout.deadlines[deadline as keyof typeof dropout.deadlines];
  return dayThatFits((day) => latenessOf(term, day, today, calendar) === level, today, calendar, chance);
}
/** One of the nearest working days before today on which it fits; yesterday's where none does. */
export function dayThatFits(fits: (day: PlainDate) => boolean, today: PlainDate, calendar: WorkCalendar, chance: Chance): PlainDate {
  const fitting: PlainDate[] = [];
  for (let day = before(today, 1, calendar), back = 1; back < FARTHEST_BACK && fitting.length < CHOICE; day = before(day, 1, calendar), back++)
    if (fits(day)) fitting.push(day);
  return fitting.length ? chance.pick(fitting) : before(today, 1, calendar);
}
/** How late the deadline stands today that began on this day. */
export function latenessOf(term: Term, from: PlainDate, today: PlainDate, calendar: WorkCalendar, lateAfter: readonly number[] = LEVEL_AFTER): number | 'today' | undefined {
  const due = dueOn(term, from, FACTS, calendar);
  if (due === undefined) return undefined;
  return due === today ? 'today' : lateAfter.filter((days) => { const told = workingDaysAfter(due, days, calendar); return told !== undefined && told < today; }).length;
}
/** @throws {RangeError} where no calendar is loaded */
export function before(day: PlainDate, workingDays: number, calendar: WorkCalendar): PlainDate {
  const found = workingDaysBefore(day, workingDays, calendar);
  if (!found) throw new RangeError(`no table of working days reaches ${day}`);
  return found;
}
