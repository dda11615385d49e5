/** The dropout stories as lives: who does each deed, with which form. */
import { addDays, type PlainDate } from '#domain/plain-date';
import type { WorkCalendar } from '#domain/work-calendar';
import { keyOf } from '#case/state';
import { moveInRegistry } from '../../activities/adapters/status-registry.ts';
import { uuidOf } from '../db/seeds/chance.ts';
import { demonstrationSchools } from '../db/seeds/staff.ts';
import type { Actor, Story } from '../db/seeds/stories.ts';
import { layStory, type Laid } from '../db/seeds/story-days.ts';
import { formOf } from '../db/seeds/story-forms.ts';
import { pupilOf, type Pupil } from '../db/seeds/students.ts';
import type { Command, Happening, Life } from './lived-cases.ts';

/** A story laid into the days before today, with the pupil it is about. */
export interface DropoutLife extends Life { readonly story: Story; readonly pupil: Pupil }

const EXTENDED_BY_DAYS = 14;

export function dropoutLives(stories: readonly Story[], filling: string, today: PlainDate, calendar: WorkCalendar): DropoutLife[] {
  return stories.map((story) => {
    const laid = layStory(story, today, calendar), pupil = pupilOf(story.serial, story.schoolId, laid.birthDate, today);
    const steps = laid.deeds.flatMap((deed, index): (Command | Happening)[] => [commandOf(story, deed, index, filling, pupil), ...(deed.enrolledAt === 'elsewhere' ? [enrolledElsewhere(pupil)] : [])]);
    return { lifecycle: 'dropout', story, pupil, caseId: keysOfDropout(story, filling)[0]!, steps };
  });
}
/** Ids of its commands; the first opens the case and is its id. @param filling differs after each reseed: the engine remembers by id what it has answered, also after a case is gone */
export const keysOfDropout = (story: Story, filling: string): string[] => story.deeds.map((_, deed) => uuidOf('story', filling, story.serial, deed));

function commandOf(story: Story, deed: Laid['deeds'][number], index: number, filling: string, { idNo }: Pupil): Command {
  const { at, action } = deed;
  return {
    key: keysOfDropout(story, filling)[index]!, at, action, login: loginOf(deed.by, story),
    form(state) {
      const open = state?.open[0], extension = action === 'extendDeadline' && open?.dueOn ? { deadlineId: keyOf(open), untilOn: addDays(open.dueOn, EXTENDED_BY_DAYS) } : {};
      return { ...formOf(story, deed, index, idNo), ...extension };
    },
  };
}
function loginOf(actor: Actor, { schoolId, author }: Story): string {
  if (actor === 'authority') return schoolId.startsWith('9933') ? 'county.99' : 'k12ea';
  return actor === 'k12ea' ? actor : `${actor === 'author' ? author : actor}.${schoolId}`;
}
function enrolledElsewhere({ idNo, schoolId }: Pupil): Happening {
  const schoolCode = demonstrationSchools.find((id) => id !== schoolId)!;
  return { happens: (desk, em) => moveInRegistry(em, desk.sealing, idNo, { schoolCode, state: 'enrolled', seniorHigh: true }) };
}
