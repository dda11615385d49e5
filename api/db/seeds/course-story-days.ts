/** Lays a course's story into the days around today: what is done lies before it, a course that is announced after it. */
import { addDays, atTime, dateAt, endOfDay, MINUTE, startOfDay, type Instant, type PlainDate } from '#domain/plain-date';
import type { WorkCalendar } from '#domain/work-calendar';
import { course } from '#lifecycle/course';
import { chanceOf } from './chance.ts';
import type { AmendmentStory, CourseDeed, CourseEnding, CourseStory } from './course-stories.ts';
import { before, dayThatFits, DEED_MINUTES, JITTER_MINUTES, latenessOf, LEVEL_AFTER, OPENS_AT } from './story-days.ts';

export interface CourseDays { readonly startsOn: PlainDate; readonly endsOn: PlainDate; readonly registerFrom: PlainDate; readonly registerTo: PlainDate; /** until then teachers have registered */ readonly registeredUntil: Instant }
export interface LaidCourse { readonly deeds: readonly (CourseDeed & { readonly at: Instant })[]; readonly days: CourseDays }

const JUST_NOW_MINUTES = 25;
const WINDOW_DAYS = 10, CLOSES_BEFORE_DAYS = 3, OPENS_IN_DAYS = 3;
const lengths = [[1, 85], [2, 12], [3, 3]] as const;

export function layCourse(story: CourseStory, now: Instant, calendar: WorkCalendar): LaidCourse {
  const { serial, deeds, ending } = story, chance = chanceOf(`course-days:${serial}`), today = dateAt(now);
  const days = backFrom(lastDeedOn(ending, today, calendar, serial), deeds, calendar);
  const at = (index: number): Instant => {
    const on = days[index]!, earlier = days.slice(0, index).filter((other) => other === on).length;
    return Math.min(atTime(on, OPENS_AT, 0) + (earlier * DEED_MINUTES + chance.between(0, JITTER_MINUTES)) * MINUTE, now - JUST_NOW_MINUTES * MINUTE);
  };
  const laid = deeds.map((deed, index) => ({ ...deed, at: at(index) })), length = chance.weighted(lengths);
  return { deeds: laid.map((deed) => (deed.does === 'setRegistration' ? { ...deed, at: laid[0]!.at } : deed)), days: courseDays(story, laid, length, now) };
}
function courseDays({ demand, ending: { teaches = 0 } }: CourseStory, deeds: LaidCourse['deeds'], length: number, now: Instant): CourseDays {
  const today = dateAt(now), done = (does: CourseDeed['does']) => deeds.findLast((deed) => deed.does === does), taught = done('teach'), registered = done('register'), passed = done('pass');
  const startsOn = taught ? addDays(dateAt(taught.at), 1 - length) : addDays(today, teaches), endsOn = addDays(startsOn, length - 1);
  const wanted = demand === 'later' ? addDays(today, OPENS_IN_DAYS) : passed ? addDays(dateAt(passed.at), 1) : addDays(startsOn, -WINDOW_DAYS);
  const over = registered && (taught || done('reviewRegistrations')), closes = over ? dateAt(registered.at) : addDays(startsOn, -CLOSES_BEFORE_DAYS);
  const registerTo = closes < startsOn ? closes : startsOn, registerFrom = wanted < registerTo ? wanted : registerTo;
  return { startsOn, endsOn, registerFrom, registerTo, registeredUntil: Math.min(over ? registered.at : now - JUST_NOW_MINUTES * MINUTE, endOfDay(registerTo)) };
}
function lastDeedOn({ deadline, level, quiet = 1 }: CourseEnding, today: PlainDate, calendar: WorkCalendar, serial: number): PlainDate {
  if (!deadline) return before(today, quiet, calendar);
  const { term, tells, ...rule } = course.deadlines[deadline], lateAfter = ('late' in rule ? rule.late : LEVEL_AFTER).slice(0, tells.length);
  return dayThatFits((day) => latenessOf(term, day, today, calendar, lateAfter) === level, today, calendar, chanceOf(`course-end:${serial}`));
}
/** The days of the deeds, the last of them on this day. */
function backFrom(last: PlainDate, deeds: readonly { readonly after: number }[], calendar: WorkCalendar): PlainDate[] {
  const days: PlainDate[] = [];
  let day = last;
  for (const { after } of deeds.toReversed()) {
    days.unshift(day);
    day = before(day, after, calendar);
  }
  return days;
}
/** When each deed of a change after closing was done. */
export function layAmendment({ deeds, quiet }: AmendmentStory, serial: number, today: PlainDate, calendar: WorkCalendar): Instant[] {
  const chance = chanceOf(`amendment-days:${serial}`);
  return backFrom(before(today, quiet, calendar), deeds, calendar).map((day) => startOfDay(day) + (OPENS_AT * 60 + chance.between(0, 6 * DEED_MINUTES)) * MINUTE);
}
