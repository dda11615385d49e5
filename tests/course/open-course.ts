/** A course that the public finds and teachers register for, and what they do. */
import { randomUUID } from 'node:crypto';
import type { Decision, MyStanding, Registrations } from '#contract/course';
import { rows, sql } from '#db/orm';
import { at } from '../support/dropout.ts';
import { courseAt, courseOf, must, newTeacher, registrationForm, type Course, type TestTeacher } from '../support/course.ts';
import type { Answered, Client, ProblemBody } from '../support/client.ts';
import type { TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

export interface OpenCourse extends Course { readonly code: string; readonly owner: Client }
/** Registered on 24 September 2026 at 8:00, held on 2 October; at 9:01 it is listed. */
export async function openCourse(school: TestSchool, { form = {}, settings = {} }: { form?: object; settings?: object } = {}): Promise<OpenCourse> {
  const course = await courseAt(school, at('2026-09-24', 8), form), owner = await school.as('ins_business'), code = courseOf(await owner.see(course.id)).code;
  await must(owner, course.id, 'setRegistration', registrationForm(course.form, settings));
  await must(await school.as('ins_center'), course.id, 'pass');
  await course.until(at('2026-09-24', 9, 1));
  return { ...course, code, owner };
}
export interface Learner extends TestTeacher { readonly client: Client }
export async function learner(school: TestSchool, nth = 1, more: { stage?: string } = {}): Promise<Learner> {
  const client = await school.as('ins_teacher', nth);
  return { ...(await newTeacher(school, { client, ...more })), client };
}
type Several = { 2: [Learner, Learner]; 3: [Learner, Learner, Learner]; 4: [Learner, Learner, Learner, Learner] };
export const learners = <N extends keyof Several>(school: TestSchool, n: N): Promise<Several[N]> => Promise.all(Array.from({ length: n }, (_, i) => learner(school, i + 1))) as Promise<Several[N]>;

type Standing = MyStanding & ProblemBody;
export const register = ({ client }: Pick<Learner, 'client'>, { code }: Pick<OpenCourse, 'code'>, extra: object = {}, key: string = randomUUID()): Promise<Answered<Standing>> =>
  client.send<Standing>('POST', `/course/public/${code}/registrations`, { extra }, { 'idempotency-key': key });
/** Its state and place where it was made, the problem's code where it was refused. */
export const registering = async (who: Pick<Learner, 'client'>, course: Pick<OpenCourse, 'code'>, extra: object = {}): Promise<string> => outcome(await register(who, course, extra));
export const outcome = ({ status, body }: Answered<Standing>): string => (status === 201 ? `${body.state} ${body.place}` : body.code);
/** One after another, so that the order is known. */
export async function registerAll(course: OpenCourse, all: readonly Learner[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const one of all) outcomes.push(await registering(one, course));
  return outcomes;
}
export const standing = async ({ client }: Pick<Learner, 'client'>, { code }: Pick<OpenCourse, 'code'>): Promise<Standing> => (await client.get<Standing>(`/course/public/${code}/mine`)).body;
export async function cancel(who: Learner, course: OpenCourse): Promise<number> {
  return (await who.client.send('DELETE', `/course/my/registrations/${(await standing(who, course)).registrationId}`)).status;
}
export async function registrationOf(who: Learner, course: OpenCourse): Promise<string> { return (await standing(who, course)).registrationId!; }
export const review = async (course: OpenCourse, decisions: readonly (readonly [Learner, Decision])[], all = false) =>
  must(course.owner, course.id, 'reviewRegistrations', { all, decisions: await Promise.all(decisions.map(async ([who, state]) => ({ id: await registrationOf(who, course), state }))) });
export const listOf = async (course: OpenCourse, query = ''): Promise<Registrations> => (await course.owner.get<Registrations>(`/course/cases/${course.id}/registrations${query}`)).body;
/** Each registration of the course in its order. */
export const statesOf = async (course: OpenCourse): Promise<string[]> => (await listOf(course)).items.map(({ place, state }) => `${place} ${state}`);
/** Kinds of the mails that this person got, or is about to get. */
export async function mailsOf({ accountId }: Pick<TestTeacher, 'accountId'>): Promise<string[]> {
  const found = await rows<{ kind: string }>((await testWorld()).orm.em.fork(), sql`select kind from mail where account_id = ${accountId} union all select kind from notice where account_id = ${accountId} order by 1`);
  return found.map(({ kind }) => kind);
}
