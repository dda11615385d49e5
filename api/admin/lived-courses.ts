/** The courses' stories as lives, and the changes after closing that follow some of them. */
import { dateAt, MINUTE, type Instant } from '#domain/plain-date';
import type { WorkCalendar } from '#domain/work-calendar';
import { uuidOf } from '../db/seeds/chance.ts';
import { registrantsOf, reviewOf, seedList, seedRegistrations, type Registrant } from '../db/seeds/course-people.ts';
import { layAmendment, layCourse, type LaidCourse } from '../db/seeds/course-story-days.ts';
import { amendmentFormOf, deedFormOf } from '../db/seeds/course-story-forms.ts';
import { isBeside, type AmendmentStory, type CourseActor, type CourseStory } from '../db/seeds/course-stories.ts';
import { centerOf } from '../db/seeds/staff.ts';
import type { Command, Happening, Life } from './lived-cases.ts';

export interface CourseLife extends Life { readonly story: CourseStory }
/** `later`: those that need the others to have come first. */
export interface CourseLives { readonly first: readonly CourseLife[]; readonly later: readonly (CourseLife | Life)[] }

/** Lists are ready a little before they are handed in. */
const EDITED_BEFORE = 30 * MINUTE;

/** Ids of its deeds; the first opens the case and is its id. @param filling differs after each reseed: the engine remembers by id what it has answered, also after a case is gone */
const keysOfDeeds = ({ serial, deeds }: CourseStory, filling: string): string[] => deeds.map((_, index) => uuidOf('course', filling, serial, index));
const keysOfAmendment = ({ serial, amendment }: CourseStory, filling: string): string[] => (amendment?.deeds ?? []).map((_, index) => uuidOf('amendment', filling, serial, index));
/** Ids of the commands of the course's case, and of that of the change after closing where it has one. */
export function keysOfCourse(story: CourseStory, filling: string): string[][] {
  const commands = keysOfDeeds(story, filling).filter((_, index) => !isBeside(story.deeds[index]!.does)), amendment = keysOfAmendment(story, filling);
  return amendment.length ? [commands, amendment] : [commands];
}

export function courseLives(stories: readonly CourseStory[], filling: string, now: Instant, calendar: WorkCalendar): CourseLives {
  const lives = stories.map((story): CourseLife => {
    const laid = layCourse(story, now, calendar), keys = keysOfDeeds(story, filling);
    return { lifecycle: 'course', story, caseId: keys[0]!, steps: stepsOf(story, laid, keys) };
  });
  const amendments = lives.flatMap(({ story, caseId }) => (story.amendment ? [amendmentLife(story, story.amendment, caseId, keysOfAmendment(story, filling), layAmendment(story.amendment, story.serial, dateAt(now), calendar))] : []));
  return { first: lives.filter(({ story }) => !story.closesDoor), later: [...lives.filter(({ story }) => story.closesDoor), ...amendments] };
}
function stepsOf(story: CourseStory, { deeds, days }: LaidCourse, keys: readonly string[]): (Command | Happening)[] {
  const caseId = keys[0]!, registrants = deeds.some(({ does }) => does === 'register') ? registrantsOf(story, days, caseId) : [];
  let version = 0;
  return deeds.flatMap(({ does, at, by }, index): (Command | Happening)[] => {
    if (does === 'register') return [{ happens: ({ sealing }, em) => seedRegistrations(em, caseId, registrants, sealing) }];
    if (isBeside(does)) return [];
    const command: Command = { key: keys[index]!, at, login: loginOf(by, story), action: does, form: () => (does === 'reviewRegistrations' ? reviewOf(story, registrants) : deedFormOf(story, does, days, at)) };
    return does === 'submitList' || does === 'resubmitList' ? [listed(story, ++version, caseId, { registrants, days, at: at - EDITED_BEFORE }), command] : [command];
  });
}
const listed = (story: CourseStory, version: number, caseId: string, came: { registrants: readonly Registrant[]; days: LaidCourse['days']; at: Instant }): Happening => ({ happens: (_, em) => seedList(em, caseId, story, version, came) });

function amendmentLife(story: CourseStory, { deeds }: AmendmentStory, courseId: string, keys: readonly string[], times: readonly Instant[]): Life {
  return {
    lifecycle: 'amendment', caseId: keys[0]!,
    steps: deeds.map(({ action, by }, index): Command => ({ key: keys[index]!, at: times[index]!, login: loginOf(by, story), action, form: () => amendmentFormOf(action, courseId) })),
  };
}
const loginOf = (actor: CourseActor, { unit }: CourseStory): string => ({ owner: `business.${unit}`, center: `center.${centerOf(unit)}`, platform: 'courses' })[actor];
