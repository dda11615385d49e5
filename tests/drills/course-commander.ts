/** An owner and a centre who lead courses through their lives, and teachers who register for them, while the system is being killed. */
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, dateAt } from '#domain/plain-date';
import type { CourseForms } from '#contract/course';
import type { CaseView } from '#contract/cases';
import type { Chance } from '../../api/db/seeds/chance.ts';
import type { Client } from '../support/client.ts';
import { courseForm, must, newTeacher, registrationForm, type TestTeacher } from '../support/course.ts';
import { moveCase } from '../support/dropout.ts';
import type { TestSchool } from '../support/school.ts';
import { acted, attempt, commanded, look, RETRY_MS, uuidBy, type Field } from './commander.ts';

interface CourseField extends Field {
  readonly teachers: readonly TestTeacher[];
  /** ids of registrations that were answered with yes */ readonly registered: string[];
}
const today = dateAt(Date.now()), REASON = { reason: '與課程表不符。' };
/** Over since the day before yesterday, so that its list is due as soon as it passes; one in six long ago, so that it is overdue. */
const endedForm = (chance: Chance) => courseForm(addDays(today, chance.between(1, 6) === 1 ? -40 : -10));
const choices: readonly { readonly action: string; readonly weight: number; readonly body: (chance: Chance) => object }[] = [
  { action: 'pass', weight: 6, body: () => ({}) }, { action: 'fail', weight: 1, body: () => REASON }, { action: 'resubmit', weight: 4, body: endedForm }, { action: 'amend', weight: 1, body: endedForm },
  { action: 'submitList', weight: 6, body: () => ({ confirmed: true }) }, { action: 'passList', weight: 6, body: () => ({}) }, { action: 'failList', weight: 2, body: () => REASON }, { action: 'resubmitList', weight: 2, body: () => ({ confirmed: true }) },
  { action: 'delete', weight: 1, body: () => REASON },
];
const COURSES = 4, OPEN_ONE_IN = 10, UNDO_ONE_IN = 4, ROWS = 3;

async function commandCourses(owner: Client, center: Client, chance: Chance, field: CourseField): Promise<void> {
  const own: string[] = [];
  for (let turn = 0; !field.ending.aborted; turn++) {
    if (own.length < COURSES || turn % OPEN_ONE_IN === 0) own.push(await openCourse(owner, endedForm(chance), chance, field));
    const client = chance.pick([owner, center]), view = await look(client, chance.pick(own), field);
    if (view) await commandOne(client, owner, view, chance, field);
    else await pause(RETRY_MS);
    if (own.length > COURSES) own.shift();
  }
}
async function openCourse(owner: Client, form: object, chance: Chance, field: Field): Promise<string> {
  const key = uuidBy(chance);
  await commanded({ caseId: key, action: 'open', send: (id) => owner.open('course', form, id) }, key, field);
  return key;
}
async function commandOne(client: Client, owner: Client, view: CaseView, chance: Chance, field: CourseField): Promise<void> {
  if (view.undoUntil && chance.between(1, UNDO_ONE_IN) === 1) return acted(client, view, 'undo', {}, chance, field);
  const possible = choices.filter(({ action }) => view.actions.some(({ name, open, reason }) => name === action && (open || reason?.code === 'noRows')));
  if (!possible.length) return;
  const { action, body } = chance.weighted(possible.map((choice) => [choice, choice.weight] as const));
  if (action === 'submitList' || action === 'resubmitList') await fillList(owner, view.id, chance, field);
  await acted(client, view, action, body(chance), chance, field);
}
/** Each step says what is to be, not what is to be added: it may be said again. */
async function fillList(owner: Client, id: string, chance: Chance, { teachers }: CourseField): Promise<void> {
  await attempt(() => owner.send('POST', `/course/cases/${id}/list/versions`, {}));
  for (let i = 0; i < ROWS; i++) await attempt(() => owner.send('PUT', `/course/cases/${id}/list/rows`, { person: chance.pick(teachers).idNo, hours: 2 }));
}

const COURSES_OPEN = 6, TEACHERS = 12, HOUR_MS = 3_600_000, THINKS_MS = 3_000;
/** Before anything is killed: courses of the future that are listed and take registrations, and the clients who will come. @returns what to start when the drill does */
export async function coursesOf(school: TestSchool, { answers, unanswered, shared, ending }: Field, chanceOf: (name: string) => Chance): Promise<{ registered: string[]; clients: () => Promise<void>[] }> {
  const owner = await school.as('ins_business'), center = await school.as('ins_center'), open: string[] = [], registered: string[] = [];
  for (let i = 0; i < COURSES_OPEN; i++) {
    const form = courseForm(today, { startsOn: addDays(today, 20), endsOn: addDays(today, 20), registerTo: addDays(today, 10) }), { body: { id } } = await owner.open('course', form);
    await must(owner, id, 'setRegistration', registrationForm(form));
    open.push(((await must(center, id, 'pass')).forms as unknown as CourseForms).code);
    await moveCase(id, Date.now() + 2 * HOUR_MS);
  }
  const learners = await Promise.all(Array.from({ length: TEACHERS }, async (_, i) => { const client = await school.as('ins_teacher', i + 1); return { client, teacher: await newTeacher(school, { client }) }; }));
  const field: CourseField = { answers, unanswered, shared, ending, students: [], registered, teachers: learners.map(({ teacher }) => teacher) };
  return { registered, clients: () => [commandCourses(owner, center, chanceOf('courses'), field), ...learners.map(({ client }, i) => registerForAll(client, open, chanceOf(`teacher ${i}`), field))] };
}
/** The same wish again and again until it is answered. */
async function registerForAll(teacher: Client, codes: readonly string[], chance: Chance, { ending, registered }: CourseField): Promise<void> {
  for (const code of codes) {
    await pause(chance.between(0, THINKS_MS));
    for (const id = uuidBy(chance); !ending.aborted; await pause(RETRY_MS)) {
      const answer = await attempt(() => teacher.send('POST', `/course/public/${code}/registrations`, { extra: {} }, { 'idempotency-key': id }));
      if (answer?.status === 201) registered.push(id);
      if (answer) break;
    }
  }
}
