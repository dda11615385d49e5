/** What some sixty cases have lived through until today: each status but `suspended`, each level of lateness, every ground of closing. Mix after spec 9.1. */
import type { ActionOf } from '#case/table';
import type { dropout } from '#lifecycle/dropout';
import type { ClosingGround, filableCategories } from '#workflows/dropout/code-lists';
import { chanceOf } from './chance.ts';
import type { DemonstrationSchool } from './staff.ts';

/** `author` is who filed the case, `authority` the county or the K-12 Administration, whichever supervises the school. */
export type Actor = 'author' | 'main' | 'counsellor' | 'authority' | 'k12ea';
export interface Deed {
  readonly action: Exclude<ActionOf<typeof dropout>, 'comeOfAge' | 'endTerm' | 'suspend' | 'resume'>; readonly by: Actor;
  /** working days after the deed before */ readonly after: number;
  /** of a record that suggests closing */ readonly ground?: ClosingGround;
  /** where the registry shows the pupil from then on */ readonly enrolledAt?: 'here' | 'elsewhere';
}
/**
 * How the deeds lie in time. `level`: this deadline, counted from the last deed, is at that level today, or due `today`.
 * `quiet`: working days since the last deed. `ofAge`: days since the eighteenth birthday, or, where negative, until it.
 */
export interface Ending { readonly deadline?: string; readonly level?: 0 | 1 | 2 | 3 | 'today'; readonly quiet?: number; readonly ofAge?: number }
export interface Story {
  readonly serial: number; readonly schoolId: DemonstrationSchool; readonly author: 'main' | 'homeroom1' | 'homeroom2' | 'homeroom3'; readonly category: (typeof filableCategories)[number];
  readonly deeds: readonly Deed[]; readonly ending: Ending;
}

const did = (action: Deed['action'], by: Actor, after: number): Deed => ({ action, by, after });
const record = (by: Actor, after: number, more: Pick<Deed, 'ground' | 'enrolledAt'> = {}): Deed => ({ ...did('sendRecord', by, after), ...more });
const opened = [did('open', 'author', 0)];
const filed = [...opened, did('submit', 'author', 0)];
const reportable = [...filed, record('author', 1)];
const official = [...reportable, did('report', 'main', 1)];
const followed = [...official, record('counsellor', 11), record('author', 14)];
const suggested = (ground: ClosingGround, more: Pick<Deed, 'enrolledAt'> = {}): Deed[] => [...official, record('counsellor', 9), record('counsellor', 10, { ground, ...more })];
const closed = (ground: ClosingGround, more: Pick<Deed, 'enrolledAt'> = {}): Deed[] => [...suggested(ground, more), did('close', 'main', 2)];
const returnedOnce = [...filed, did('returnFiling', 'main', 1), did('submit', 'author', 1)];

type Plot = Pick<Story, 'deeds' | 'ending'> & { readonly category?: Story['category'] };
const late = (deeds: readonly Deed[], deadline: string, ...levels: NonNullable<Ending['level']>[]): Plot[] => levels.map((level) => ({ deeds, ending: { deadline, level } }));
const since = (deeds: readonly Deed[], ...quiet: number[]): Plot[] => quiet.map((days) => ({ deeds, ending: { quiet: days } }));

const plots: readonly Plot[] = [
  ...since(opened, 1, 2, 9), { deeds: opened, ending: { quiet: 6, ofAge: 5 } }, { deeds: filed, ending: { quiet: 12, ofAge: 9 } },
  ...late(filed, 'firstRecord', 0, 0, 1, 1, 2, 2, 3),
  ...late([...filed, did('returnFiling', 'main', 1)], 'correction', 0, 'today', 1, 2), ...late([...reportable, did('returnFiling', 'main', 1)], 'correction', 3),
  ...late(reportable, 'reporting', 0, 'today', 1, 2, 3), ...late([...returnedOnce, record('author', 1)], 'reporting', 0, 1, 2, 3),
  ...late(official, 'nextRecord', 0, 0, 0, 'today', 1, 2, 3), ...late(followed, 'nextRecord', 0, 0, 1, 2, 3),
  { deeds: [...followed, did('extendDeadline', 'authority', 6)], ending: { quiet: 4 } },
  { deeds: [...suggested('gave_up'), did('sendBack', 'main', 2)], ending: { quiet: 3, ofAge: -8 } },
  ...late(suggested('gave_up'), 'closing', 0, 1), ...late(suggested('college_exp'), 'closing', 'today', 2), ...late(suggested('abroad'), 'closing', 3), ...late(suggested('returned', { enrolledAt: 'elsewhere' }), 'closing', 0, 1),
  ...since(closed('returned'), 8, 30), ...since(closed('other_hs', { enrolledAt: 'elsewhere' }), 12), ...since(closed('gave_up'), 21, 40), ...since(closed('college_exp'), 15), ...since(closed('revoked'), 33), ...since(closed('abroad'), 18), ...since(closed('court'), 26),
  ...[4, 9].map((quiet): Plot => ({ deeds: closed('to_leave'), ending: { quiet }, category: 'absent3' })),
  ...[3, 11, 20].map((ofAge): Plot => ({ deeds: followed, ending: { quiet: 16, ofAge } })),
  ...since([...opened, did('void', 'main', 2)], 7), ...since([...filed, did('void', 'main', 1)], 14), ...since([...reportable, did('void', 'main', 1)], 22), ...since([...followed, did('voidByLetter', 'k12ea', 8)], 10),
];
/** The first school is where the demonstration begins: its inbox is the fullest. */
const schools = [['993301', 45], ['993302', 20], ['993401', 20], ['993402', 15]] as const;
const authors = [['homeroom1', 40], ['homeroom2', 25], ['homeroom3', 10], ['main', 25]] as const;

export const stories: readonly Story[] = plots.map((plot, serial): Story => {
  const chance = chanceOf(`story:${serial}`);
  return { serial, schoolId: chance.weighted(schools), author: chance.weighted(authors), category: plot.category ?? chance.weighted([['leave', 69], ['absent3', 31]] as const), deeds: plot.deeds, ending: plot.ending };
});
