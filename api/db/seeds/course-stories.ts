/** What some hundred and twenty courses have lived through until today: each status, each level of lateness, three years of issued hours. Mix after spec 9.1. */
import type { ActionOf } from '#case/table';
import type { amendment } from '#lifecycle/amendment';
import type { course } from '#lifecycle/course';
import { chanceOf, type Chance } from './chance.ts';
import { realUnits, type CourseUnit } from './staff.ts';

export type CourseActor = 'owner' | 'center' | 'platform';
type BySystem = 'list' | 'callRegistrations' | 'endCourse' | 'markOverdue';
/** `teach`: the last day of the course, `register`: until then teachers have registered; neither is a command. */
export interface CourseDeed { readonly does: Exclude<ActionOf<typeof course>, BySystem> | 'teach' | 'register'; readonly by: CourseActor; /** working days after the deed before */ readonly after: number }
/**
 * How the deeds lie in time. `level`: this deadline, counted from the last deed, is at that level today, or due `today`. `quiet`: working days since the last deed; 0 lies within the last hour.
 * `teaches`: days until the course begins, where the deeds do not say.
 */
export interface CourseEnding { readonly deadline?: keyof typeof course.deadlines; readonly level?: 0 | 1 | 2 | 'today'; readonly quiet?: number; readonly teaches?: number }
/** How many have registered: some of the places, or more than there are. `later`: registration begins in some days. */
type Demand = 'some' | 'over' | 'later' | 'none';
export interface CourseStory {
  readonly serial: number; /** a synthetic school, or the code of a real one */ readonly unit: CourseUnit | (string & {}); readonly deeds: readonly CourseDeed[]; readonly ending: CourseEnding; readonly demand: Demand; readonly schoolBased: boolean; readonly credits: boolean;
  /** the fifth overdue course closes the unit's door: it must be lived after all others have been registered */ readonly closesDoor: boolean;
  readonly amendment?: AmendmentStory;
}
/** 結案後修改 of a course whose hours are issued. */
export interface AmendmentStory { readonly deeds: readonly { readonly action: ActionOf<typeof amendment>; readonly by: CourseActor; readonly after: number }[]; readonly quiet: number }

type Does = CourseDeed['does'];
/** Done without a command to the procedure. */
export const isBeside = (does: Does): does is 'teach' | 'register' => does === 'teach' || does === 'register';
const by: Record<Does, CourseActor> = {
  open: 'owner', resubmit: 'owner', amend: 'owner', setRegistration: 'owner', reviewRegistrations: 'owner', submitList: 'owner', resubmitList: 'owner', delete: 'owner', teach: 'owner', register: 'owner',
  pass: 'center', fail: 'center', passList: 'center', failList: 'center',
};
const did = (does: Does, after: number): CourseDeed => ({ does, by: by[does], after });

const registered = [did('open', 0), did('setRegistration', 0)];
const refused = [...registered, did('fail', 2)];
const passed = [...registered, did('pass', 2)];
const passedAtSecond = [...refused, did('resubmit', 1), did('pass', 2)];
const taken = [...passed, did('register', 8)];
const reviewed = [...taken, did('reviewRegistrations', 1)];
const taught = [...reviewed, did('teach', 4)];
const handedIn = [...taught, did('submitList', 2)];
const listRefused = [...handedIn, did('failList', 1)];
const issuedOnce = [...handedIn, did('passList', 2)];
/** Only the school's own teachers, brought in by the school itself: nobody waits for review. */
const issuedInSchool = [...passed, did('register', 7), did('teach', 3), did('submitList', 1), did('passList', 1)];
const issuedAtSecond = [...passedAtSecond, did('register', 7), did('reviewRegistrations', 1), did('teach', 3), did('submitList', 3), did('passList', 1)];
const issuedAfterCorrection = [...listRefused, did('resubmitList', 1), did('passList', 1)];
const issuedLate = [...taught, did('submitList', 12), did('passList', 2)];
const issuedAnew = [...issuedOnce, did('resubmitList', 15), did('passList', 2)];

interface Plot extends Partial<Pick<CourseStory, 'unit' | 'demand' | 'schoolBased' | 'closesDoor' | 'amendment'>> { readonly deeds: readonly CourseDeed[]; readonly ending: CourseEnding }
type More = Omit<Plot, 'deeds' | 'ending'> & { readonly teaches?: number };
const late = (deeds: readonly CourseDeed[], deadline: NonNullable<CourseEnding['deadline']>, levels: readonly NonNullable<CourseEnding['level']>[], { teaches, ...more }: More = {}): Plot[] =>
  levels.map((level, i) => ({ deeds, ending: { deadline, level, ...(teaches === undefined ? {} : { teaches: teaches + 3 * i }) }, ...more }));
const since = (deeds: readonly CourseDeed[], quiet: readonly number[], { teaches, ...more }: More = {}): Plot[] => quiet.map((days) => ({ deeds, ending: { quiet: days, ...(teaches === undefined ? {} : { teaches }) }, ...more }));
/** Spread over the last three years, the newer ones closer together. */
const spread = (count: number, from: number, to: number): number[] => Array.from({ length: count }, (_, i) => Math.round(from + (to - from) * (i / count) ** 1.5));

const change = (...deeds: [action: ActionOf<typeof amendment>, by: CourseActor, after: number][]) => deeds.map(([action, who, after]) => ({ action, by: who, after }));
const applied = change(['open', 'owner', 0]), approved = [...applied, ...change(['approve', 'center', 2])], sent = [...approved, ...change(['sendBatch', 'center', 3])];
const amendments: readonly AmendmentStory[] = [
  { deeds: applied, quiet: 1 }, { deeds: approved, quiet: 2 }, { deeds: sent, quiet: 1 }, { deeds: [...sent, ...change(['applyChange', 'platform', 1])], quiet: 6 }, { deeds: [...applied, ...change(['reject', 'center', 1])], quiet: 9 },
];

const plots: readonly Plot[] = [
  ...late(registered, 'courseReview', [0, 0, 0, 'today', 1, 2], { teaches: 18 }), ...late([...refused, did('resubmit', 1)], 'courseReview', [0], { teaches: 20 }), ...late([...taken, did('amend', 1)], 'courseReview', [0], { teaches: 16 }),
  ...late(refused, 'courseCorrection', [0, 'today', 1], { teaches: 22 }),
  ...since(passed, [0], { teaches: 21 }), ...since(passed, [1, 3], { teaches: 30, demand: 'later' }),
  ...since(taken, [0, 0, 0], { teaches: 9, schoolBased: false }), ...since(taken, [0, 0], { teaches: 11, demand: 'over', schoolBased: false }), ...since(taken, [2], { teaches: 2, schoolBased: false }), ...since(reviewed, [1], { teaches: 4 }), ...since(reviewed, [1], { teaches: 5, demand: 'over', schoolBased: false }), ...since(reviewed, [2], { teaches: 1 }), ...since(reviewed, [2], { teaches: 0 }),
  ...late(taught, 'listSubmission', [0, 0, 'today']), ...late(taught, 'listSubmission', [1, 1, 1, 1, 1], { unit: '993402', closesDoor: true }),
  ...late(handedIn, 'listReview', [0, 0, 'today', 1, 2]), ...late([...issuedOnce, did('resubmitList', 9)], 'listReview', [0, 1]),
  ...late(listRefused, 'listCorrection', [0, 'today', 1], { unit: '993302' }),
  ...since([...registered, did('delete', 1)], [12], { teaches: 40 }), ...since([...refused, did('delete', 2)], [9], { teaches: 35 }), ...since([...taken, did('delete', 2)], [5], { teaches: 25 }), ...since([...taught, did('delete', 2)], [20]),
  ...amendments.map((story): Plot => ({ deeds: issuedOnce, ending: { quiet: 14 }, amendment: story })),
  ...since(issuedInSchool, spread(34, 3, 700), { schoolBased: true }), ...since(issuedOnce, spread(16, 2, 680)), ...since(issuedOnce, spread(3, 20, 90), { demand: 'over', schoolBased: false }), ...since(issuedAtSecond, spread(10, 6, 650)),
  ...since(issuedAfterCorrection, spread(3, 5, 300)), ...since(issuedLate, [15, 130], { unit: '994602' }), ...since(issuedAnew, [4, 60]),
];
/** The first school is where the demonstration begins: its inbox is the fullest. */
const units = [['993301', 34], ['993302', 14], ['993401', 18], ['993402', 8], ['994601', 16], ['994602', 10]] as const;
const shareInSchool = (chance: Chance): boolean => chance.next() < 0.45;

/** Every fourth of those that tell of no school in particular; what a school does with its own teachers alone needs a synthetic one, where sixty of them are. */
const elsewhere = (plot: Plot, serial: number): string | undefined => (plot.unit || plot.amendment || plot.schoolBased || serial % 4 !== 2 ? undefined : realUnits[Math.floor(serial / 4) % realUnits.length]!.id);

export const courseStories: readonly CourseStory[] = plots.map((plot, serial): CourseStory => {
  const chance = chanceOf(`course:${serial}`), far = elsewhere(plot, serial), unit = plot.unit ?? chance.weighted(units), schoolBased = plot.schoolBased ?? shareInSchool(chance);
  return { serial, unit: far ?? unit, deeds: plot.deeds, ending: plot.ending, demand: plot.demand ?? 'some', schoolBased: schoolBased && !far, credits: chance.next() < 0.03, closesDoor: plot.closesDoor ?? false, ...(plot.amendment ? { amendment: plot.amendment } : {}) };
});
