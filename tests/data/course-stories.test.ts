/** The demonstration's courses: whatever day it is installed on, each is lived by the real procedure without a refusal, and every status and level of lateness stands there today. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isValidId } from '#domain/identity-number';
import { addDays, atTime, dateAt, endOfDay, plainDate, startOfDay, type Instant } from '#domain/plain-date';
import { course, type CourseFacts } from '#lifecycle/course';
import { amendment } from '#lifecycle/amendment';
import { procedures } from '#workflows/lifecycles';
import { OVERDUE_CAP } from '../../workflows/course/code-lists.ts';
import { actionForms } from '#contract/course';
import { actionForms as amendmentForms } from '#contract/amendment';
import { courseCodes } from '../../api/db/seeds/course-codes.ts';
import { registrantsOf, reviewOf } from '../../api/db/seeds/course-people.ts';
import { courseStories, isBeside, type CourseStory } from '../../api/db/seeds/course-stories.ts';
import { layAmendment, layCourse } from '../../api/db/seeds/course-story-days.ts';
import { amendmentFormOf, deedFormOf, outlineOf } from '../../api/db/seeds/course-story-forms.ts';
import { courseUnits, realUnits } from '../../api/db/seeds/staff.ts';
import { hasAccount, teacherOf, TEACHERS } from '../../api/db/seeds/teachers.ts';
import { officeCalendar } from '../domain/calendars.ts';
import { Life, person } from '../case/life.ts';

const anyMoment = fc.record({ days: fc.integer({ min: 0, max: 600 }), hour: fc.integer({ min: 0, max: 23 }) }).map(({ days, hour }) => atTime(addDays(plainDate('2026-01-01'), days), hour, 30));
/** The same moments for each test of a run: to live a hundred and twenty courses takes a second. */
const SEED = Date.now();
const atAnyMoment = (holds: (now: Instant) => void): void => fc.assert(fc.property(anyMoment, holds), { numRuns: 6, seed: SEED });
const NOW = atTime(plainDate('2026-11-20'), 10, 0);

/** As the seed does it: the clock is moved to each deed, and at last to today. */
function lived(story: CourseStory, now: Instant): Life {
  const { deeds, days } = layCourse(story, now, officeCalendar), [first, ...others] = deeds.filter(({ does }) => !isBeside(does));
  const facts = { authorId: 'owner', schoolId: story.unit, startsAt: startOfDay(days.startsOn), endsAt: endOfDay(days.endsOn) + 1, listRows: 9 } satisfies Partial<CourseFacts>;
  const by = (does: string) => person(Object.keys(course.actions[does as keyof typeof course.actions].by)[0] as 'ins_business', 'owner');
  const life = Life.opened(procedures.course, first!.at, facts, by('open'), officeCalendar);
  for (const { does, at } of others) {
    life.passTo(at);
    life.act(does, { by: by(does), facts });
  }
  life.passTo(now);
  return life;
}
const kept = new Map<Instant, ReturnType<typeof liveAll>>();
const liveAll = (now: Instant) => courseStories.map((story) => ({ story, ...layCourse(story, now, officeCalendar), life: lived(story, now) }));
function livedAll(now: Instant): ReturnType<typeof liveAll> {
  if (!kept.has(now)) kept.set(now, liveAll(now));
  return kept.get(now)!;
}
const levelOf = ({ state }: Life): string[] => state.open.map(({ deadline, rung }) => `${deadline} ${Math.max(0, rung - state.rules.deadlines[deadline]!.remind.before.length)}`);

describe('the courses of the demonstration', () => {
  test('are some hundred and twenty, and none does what its procedure would refuse', () => atAnyMoment((now) => {
    const all = livedAll(now);
    expect(all.length).toBeGreaterThanOrEqual(120);
    for (const { deeds } of all) expect(deeds.map(({ at }) => at)).toEqual(deeds.map(({ at }) => at).toSorted((a, b) => a - b).map((at) => Math.min(at, now)));
  }));
  test('stand in every status', () => atAnyMoment((now) => {
    expect([...new Set(livedAll(now).map(({ life }) => life.state.status))].toSorted()).toEqual(Object.keys(course.statuses).toSorted());
  }));
  test('stand at every level of lateness of both queues', () => {
    expect(new Set(livedAll(NOW).flatMap(({ life }) => levelOf(life)))).toEqual(new Set(['courseReview 0', 'courseReview 1', 'courseReview 2', 'courseCorrection 0', 'courseCorrection 1', 'listReview 0', 'listReview 1', 'listReview 2', 'listCorrection 0', 'listCorrection 1', 'listSubmission 0', 'listSubmission 1']));
  });
  test('make one unit full: five of its courses are overdue, no other’s', () => atAnyMoment((now) => {
    const overdue = livedAll(now).filter(({ life }) => life.state.facts.overdue && life.state.open.length), at = (unit: string) => overdue.filter(({ story }) => story.unit === unit).length;
    expect(courseUnits.filter((unit) => at(unit) >= OVERDUE_CAP)).toEqual(['993402']);
    expect(at('993402')).toBe(OVERDUE_CAP);
  }));
  test('show one that passed within the hour, one whose registration begins later, one whose newer list waits', () => {
    const all = livedAll(NOW), passed = all.filter(({ life }) => life.state.happened['pass'] && !life.state.happened['endCourse']);
    expect(passed.filter(({ life }) => !life.state.happened['list'])).toHaveLength(1);
    expect(passed.filter(({ days }) => days.registerFrom > '2026-11-20')).not.toEqual([]);
    expect(all.filter(({ life }) => life.state.happened['passList'] && life.state.open.some(({ deadline }) => deadline === 'listReview'))).toHaveLength(2);
  });
  test('fill in every form as the contract asks, with codes that the lists have', () => atAnyMoment((now) => {
    for (const { story, deeds, days } of livedAll(now))
      for (const { does, at } of deeds) if (!isBeside(does)) expect({ story: story.serial, does, error: actionForms[does].safeParse(deedFormOf(story, does, days, at)).error }).toEqual({ story: story.serial, does, error: undefined });
  }));
  test('are classified by the lists of the platform', () => {
    const known = new Set(courseCodes.map(({ list, code }) => `${list} ${code}`));
    for (const { story, days } of livedAll(NOW)) {
      const { nature, field, tag } = actionForms.open.parse(deedFormOf(story, 'open', days, NOW));
      expect([...nature.map((code) => `nature ${code}`), ...field.map((code) => `field ${code}`), `tag ${tag}`].filter((code) => !known.has(code))).toEqual([]);
    }
  });
  test('are mixed as the specification counts: 97 % without credits, one to six hours, 85 % passed at first review', () => {
    const share = (fits: (story: CourseStory) => boolean, of = courseStories) => of.filter(fits).length / of.length, decided = courseStories.filter(({ deeds }) => deeds.some(({ does }) => does === 'pass' || does === 'fail'));
    expect(share(({ credits }) => !credits)).toBeGreaterThan(0.94);
    expect(share(({ deeds }) => !deeds.some(({ does }) => does === 'fail'), decided)).toBeGreaterThan(0.8);
    expect(share(({ schoolBased }) => schoolBased)).toBeGreaterThan(0.4);
    for (const story of courseStories) expect(outlineOf(story, plainDate('2026-11-20')).hours).toSatisfy((hours: number) => hours >= 1 && hours <= 6);
  });
});
describe('the schools that give them', () => {
  test('are synthetic ones, and real ones of four counties: elementary and senior high, each with some courses', () => {
    const at = Map.groupBy(courseStories, ({ unit }) => unit);
    expect(realUnits.filter(({ id }) => (at.get(id)?.length ?? 0) < 1)).toEqual([]);
    expect([...at.keys()].filter((unit) => !courseUnits.includes(unit as never) && !realUnits.some(({ id }) => id === unit))).toEqual([]);
    expect(new Set(realUnits.map(({ county }) => county)).size).toBe(4);
    expect(courseStories.filter(({ unit }) => realUnits.some(({ id }) => id === unit)).length).toBeGreaterThanOrEqual(15);
  });
});
describe('the changes after closing', () => {
  test('stand in every status, and begin after the hours were issued', () => atAnyMoment((now) => {
    const reached = courseStories.flatMap((story) => {
      if (!story.amendment) return [];
      const times = layAmendment(story.amendment, story.serial, dateAt(now), officeCalendar), { deeds } = story.amendment;
      expect(times[0]!).toBeGreaterThan(livedAll(now).find((one) => one.story === story)!.deeds.at(-1)!.at);
      const life = Life.opened(procedures.amendment, times[0]!, { authorId: 'owner', schoolId: story.unit, courseId: 'course' }, person('ins_business', 'owner'), officeCalendar);
      for (const [i, { action }] of deeds.entries()) if (i) { life.passTo(times[i]!); life.act(action, { by: person(Object.keys(amendment.actions[action].by)[0] as 'ins_center') }); }
      return life.state.status;
    });
    expect(reached.toSorted()).toEqual(Object.keys(amendment.statuses).toSorted());
  }));
  test('fill in every form as the contract asks', () => {
    for (const { amendment: change } of courseStories) for (const { action } of change?.deeds ?? []) expect(amendmentForms[action].safeParse(amendmentFormOf(action, '00000000-0000-4000-8000-000000000000')).error).toBeUndefined();
  });
});
describe('the teachers of the demonstration', () => {
  const teachers = Array.from({ length: TEACHERS }, (_, serial) => teacherOf(serial));
  test('are three thousand, each of another ID, valid and of nobody: Y19… and Y29…', () => {
    expect(new Set(teachers.map(({ idNo }) => idNo)).size).toBe(3000);
    expect(new Set(teachers.map(({ personCode }) => personCode)).size).toBe(3000);
    expect(teachers.filter(({ idNo }) => !/^Y[12]9/.test(idNo) || !isValidId(idNo))).toEqual([]);
  });
  test('have accounts at the synthetic schools alone, sixty of them, ten a school', () => {
    expect(teachers.filter(({ login }) => login).map(({ unit }) => unit)).toEqual(courseUnits.flatMap((unit) => Array.from({ length: 10 }, () => unit)));
    expect(teachers.filter(({ serial, login }) => hasAccount(serial) !== (login !== null))).toEqual([]);
  });
});
describe('those who register', () => {
  const all = livedAll(NOW).filter(({ story }) => story.demand !== 'none').map(({ story, days, deeds }) => ({ story, days, registrants: deeds.some(({ does }) => does === 'register') ? registrantsOf(story, days, 'a course') : [] }));
  test('come once, in order, within the window, and nobody above the capacity but on the waiting list', () => {
    for (const { story, days, registrants } of all) {
      expect(new Set(registrants.map(({ teacherId }) => teacherId)).size).toBe(registrants.length);
      expect(registrants.map(({ at }) => at)).toEqual(registrants.map(({ at }) => at).toSorted((a, b) => a - b));
      for (const { at } of registrants) expect(at).toSatisfy((instant: number) => instant >= startOfDay(days.registerFrom) && instant <= Math.min(NOW, endOfDay(days.registerTo)));
      expect(registrants.filter(({ state }) => state === 'pending' || state === 'accepted').length).toBeLessThanOrEqual(outlineOf(story, days.startsOn).total.perClass);
    }
  });
  test('wait where a course is full, and some are not accepted', () => {
    expect(all.filter(({ registrants }) => registrants.some(({ state }) => state === 'waitlisted')).length).toBeGreaterThanOrEqual(3);
    expect(all.flatMap(({ story, registrants }) => (reviewOf(story, registrants) as { decisions: object[] }).decisions).length).toBeGreaterThan(10);
  });
});
