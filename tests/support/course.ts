/** Courses and their forms, filled with what a test does not care about. */
import { randomUUID } from 'node:crypto';
import { addDays, dateAt, plainDate, type Instant } from '#domain/plain-date';
import type { CourseForms } from '#contract/course';
import type { CaseView } from '#contract/cases';
import { rows, sql } from '#db/orm';
import { openFor } from '../../api/cases/act.ts';
import { abilityOf } from '../../api/policy/ability.ts';
import type { Client } from './client.ts';
import { moveCase, personOf } from './dropout.ts';
import { syntheticId, type TestSchool } from './school.ts';
import { testWorld } from './world.ts';

/** A course of one day, eight days after `today` unless told; registration until the day before. */
export function courseForm(today: string, more: object = {}) {
  const startsOn = addDays(plainDate(today), 8);
  return {
    name: '資訊教育知能研習', classKind: 'non_credit', tier: 'basic', nature: ['1', '1.2', '1.2.3', '1.2.3.1'], field: ['1', '1-3', '1-3-3'], delivery: 'lecture', lecturers: [{ county: '測試縣', unit: '測試高中', name: '林講師' }],
    intro: '主旨、形式、內容與預期效益。', hours: 3, startsOn, endsOn: startsOn, registerFrom: today, registerTo: addDays(startsOn, -1), county: '測試縣', township: '東區', address: '測試路1號', notes: '9:00 至 12:00，視聽教室。', classes: 1, perClass: 20,
    audience: ['sh'], contacts: [{ name: '林承辦', phone: '02-22345678#321', email: 'contact@example.edu.tw' }], ...more,
  };
}
export const registrationForm = (course: { registerFrom: string; registerTo: string }, more: object = {}) => ({ online: true, opensOn: course.registerFrom, closesOn: course.registerTo, capacity: 20, strict: true, autoPromote: true, stageLimit: false, scope: 'anyone', ...more });

export interface Course { readonly id: string; readonly form: ReturnType<typeof courseForm>; until(instant: Instant): Promise<void> }
/** Registers a course whose own clock stands at `now`. */
export async function courseAt(school: TestSchool, now: Instant, more: object = {}): Promise<Course> {
  const { desk } = await testWorld(), person = await personOf((await school.as('ins_business')).accountId), form = courseForm(dateAt(now), more);
  const id = await openFor({ desk, em: desk.orm.em.fork(), person, ability: abilityOf(person), language: 'zh', now }, 'course', { key: randomUUID(), body: formOf(form), clockAheadMs: now - Date.now() });
  return { id, form, until: (instant) => moveCase(id, instant) };
}
/** As the desk's contract would fill it. */
const formOf = (form: object) => ({ tag: 'none', schoolBased: false, letter: null, attachments: [], audienceText: '', subsidy: 'none', subsidyAmount: 0, fee: 'free', feeAmount: 0, questionnaire: { mode: 'none', anonymous: true, voluntary: true }, ...form });
export const courseOf = (view: CaseView): CourseForms => view.forms as unknown as CourseForms;
/** @throws where it is refused: a step on the way, not the test's own question */
export async function must(client: Client, id: string, action: string, body: object = {}): Promise<CaseView> {
  const { status, body: answer } = await client.act(id, action, body);
  if (status !== 200) throw new Error(`${action}: ${status} ${JSON.stringify(answer)}`);
  return answer;
}

export interface TestTeacher { readonly id: string; readonly idNo: string; readonly name: string; readonly accountId: string | null }
/** Known to the platform through this school; with an account where a client is given. */
export async function newTeacher(school: Pick<TestSchool, 'id'>, { client, name = '林教師', stage = 'sh', personCode }: { client?: Client; name?: string; stage?: string; personCode?: string } = {}): Promise<TestTeacher> {
  const { desk, orm } = await testWorld(), id = randomUUID(), idNo = syntheticId(), accountId = client?.accountId ?? null;
  await rows(orm.em.fork(), sql`insert into teacher (id, account_id, school_id, id_no_sealed, id_no_index, person_code, name, sex, position, stage)
    values (${id}, ${accountId}, ${school.id}, ${desk.sealing.seal(idNo)}, ${desk.sealing.blindIndex(idNo)}, ${personCode ?? `P${id.slice(0, 8)}`}, ${name}, 'female', 'full', ${stage})`);
  return { id, idNo, name, accountId };
}
/** A list that is being edited, with these teachers on it. */
export async function listWith(courseId: string, teachers: readonly TestTeacher[], { version = 1, hours = 3 } = {}): Promise<void> {
  const em = (await testWorld()).orm.em.fork();
  await rows(em, sql`insert into course_list (case_id, version, state, changed_at) values (${courseId}, ${version}, 'editing', now()) on conflict do nothing`);
  await rows(em, sql`insert into course_list_row (case_id, version, teacher_id, hours) select ${courseId}, ${version}::int, unnest(${teachers.map(({ id }) => id)}::uuid[]), ${hours}::numeric`);
}
