/** 回饋問卷: whom it asks, when, how often, and what nobody can find out. Spec 5.2 T. */
import { describe, it } from 'vitest';
import type { QuestionnaireResults, SheetImport } from '#contract/course';
import { rows, sql } from '#db/orm';
import { courseAt, courseOf, must, type Course } from '../support/course.ts';
import { at } from '../support/dropout.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { learner, learners, mailsOf, type Learner } from './open-course.ts';
import { registered } from './registered.ts';

const store = async () => (await testWorld()).orm.em.fork();
interface AskingCourse extends Course { readonly code: string; readonly school: TestSchool }
/** Held on 2 October 2026. */
async function askingCourse({ mode = 'system', anonymous = true, voluntary = true } = {}): Promise<AskingCourse> {
  const school = await newSchool(), course = await courseAt(school, at('2026-09-24'), { questionnaire: { mode, anonymous, voluntary } });
  return { ...course, school, code: courseOf(await (await school.as('ins_business')).see(course.id)).code };
}
const path = ({ code }: AskingCourse): string => `/course/public/${code}/questionnaire`;
const ask = async ({ client }: Learner, course: AskingCourse) => (await client.get<{ open: boolean; done: boolean }>(path(course))).body;
async function answer({ client }: Learner, course: AskingCourse, scores = [5, 4, 3, 2, 1], comment = ''): Promise<string | number> {
  const { status, body } = await client.send('POST', path(course), { scores, comment });
  return body?.code ?? status;
}
const resultsOf = async ({ id, school }: AskingCourse): Promise<QuestionnaireResults> => (await (await school.as('ins_center')).get<QuestionnaireResults>(`/course/cases/${id}/questionnaire`)).body;

describe.concurrent('a questionnaire', () => {
  it('opens for who was accepted when the course has ended, by the clock of its case, and is answered once', async ({ expect }) => {
    const course = await askingCourse({ voluntary: false }), who = await learner(course.school);
    await registered(course.id, [who]);
    await course.until(at('2026-10-02', 23, 59));
    expect([await ask(who, course), await answer(who, course)]).toEqual([{ open: false, done: false, anonymous: true, voluntary: false }, 'questionnaireClosed']);
    await course.until(at('2026-10-03', 0, 10));
    expect([(await ask(who, course)).open, await answer(who, course), await answer(who, course)]).toEqual([true, 204, 'answeredBefore']);
    expect((await ask(who, course)).done).toBe(true);
  });
  it('is not there for who was not accepted, and never opens where the course has none on line', async ({ expect }) => {
    const course = await askingCourse({ mode: 'paper' }), [accepted, rejected, stranger] = await learners(course.school, 3);
    await registered(course.id, [accepted]);
    await registered(course.id, [rejected], { state: 'rejected' });
    await course.until(at('2026-10-03'));
    expect([await answer(accepted, course), await answer(rejected, course), await answer(stranger, course)]).toEqual(['questionnaireClosed', 'notFound', 'notFound']);
  });
  it('of the system asks each who was accepted by mail, once, when the course is over; one filled in directly asks nobody', async ({ expect }) => {
    const course = await askingCourse(), [accepted, rejected, late] = await learners(course.school, 3), owner = await course.school.as('ins_business'), direct = await askingCourse({ mode: 'direct' }), other = await learner(direct.school);
    await registered(course.id, [accepted]);
    await registered(course.id, [rejected], { state: 'rejected' });
    await registered(course.id, [late], { state: 'pending' });
    await registered(direct.id, [other]);
    await course.until(at('2026-10-02', 23, 59));
    expect(await mailsOf(accepted)).toEqual([]);
    await Promise.all([course, direct].map((one) => one.until(at('2026-10-03', 0, 10))));
    await expect.poll(() => mailsOf(accepted)).toEqual(['D-FEEDBACK']);
    expect([await mailsOf(rejected), await mailsOf(late), await mailsOf(other)]).toEqual([[], [], []]);
    for (let twice = 0; twice < 2; twice++) await must(owner, course.id, 'reviewRegistrations', { all: true, decisions: [] });
    expect([await mailsOf(accepted), await mailsOf(rejected), await mailsOf(late)]).toEqual([['D-FEEDBACK'], [], ['D-FEEDBACK', 'D-REG-OK']]);
  });
  it('refuses scores that are none, naming them', async ({ expect }) => {
    const course = await askingCourse(), who = await learner(course.school);
    expect((await who.client.send('POST', path(course), { scores: [0, 6, 3, 3, 3] })).body.errors?.map(({ pointer }) => pointer)).toEqual(['/scores/0', '/scores/1']);
  });
  it('tells owner and centre how it was answered; nobody else, and not by name', async ({ expect }) => {
    const course = await askingCourse(), [one, other] = await learners(course.school, 2);
    await registered(course.id, [one, other, await learner(course.school, 3)]);
    await course.until(at('2026-10-03'));
    await answer(one, course, [5, 5, 5, 5, 5], '很好');
    await answer(other, course, [4, 5, 1, 5, 5]);
    expect(await resultsOf(course)).toMatchObject({ asked: 3, answered: 2, averages: [4.5, 5, 3, 5, 5], spread: [[0, 0, 0, 1, 1], [0, 0, 0, 0, 2], [1, 0, 0, 0, 1], [0, 0, 0, 0, 2], [0, 0, 0, 0, 2]], comments: ['很好'] });
    expect((await (await course.school.as('school_principal')).get(`/course/cases/${course.id}/questionnaire`)).status).toBe(403);
    expect((await one.client.get(`/course/cases/${course.id}/questionnaire`)).status).toBe(404);
  });
});

describe.concurrent('answers on paper', () => {
  const upload = async ({ id, school }: AskingCourse, lines: readonly string[], by: 'ins_business' | 'ins_center' = 'ins_business') =>
    (await school.as(by)).upload<SheetImport & { code?: string }>(`/course/cases/${id}/questionnaire?name=${encodeURIComponent('紙本問卷.csv')}`, Buffer.from(['第一題,第二題,第三題,第四題,第五題,其他意見', ...lines].join('\n')));
  it('are taken over from a sheet, each line that is none named; a new sheet replaces it, an empty one nothing', async ({ expect }) => {
    const course = await askingCourse({ mode: 'paper' });
    await course.until(at('2026-10-03'));
    const { body } = await upload(course, ['5,4,5,4,5,收穫很多', '5,5,5,5,６,', '3,2,1,2,3,', '5,5,5,5,,']);
    expect([body.added, body.bad.map(({ row, code }) => [row, code])]).toEqual([2, [[3, 'score'], [5, 'score']]]);
    expect(await resultsOf(course)).toMatchObject({ paper: true, answered: 2, averages: [4, 3, 3, 3, 4], comments: ['收穫很多'] });
    await upload(course, ['1,1,1,1,1,']);
    await upload(course, ['九,1,1,1,1,']);
    expect(await resultsOf(course)).toMatchObject({ answered: 1, averages: [1, 1, 1, 1, 1] });
  });
  it('come when the course is over, where it asks on paper, from its owner', async ({ expect }) => {
    const paper = await askingCourse({ mode: 'paper' }), online = await askingCourse(), line = ['5,5,5,5,5,'];
    expect((await upload(paper, line)).body.code).toBe('questionnaireClosed');
    await Promise.all([paper, online].map((course) => course.until(at('2026-10-03'))));
    expect([(await upload(online, line)).body.code, (await upload(paper, line, 'ins_center')).body.code, (await upload(paper, line)).body.added]).toEqual(['questionnaireClosed', 'notAllowed', 1]);
  });
});

describe.concurrent('an anonymous answer', () => {
  it('cannot be joined to a person: not by a column, a moment finer than the day, a transaction or the order of rows', async ({ expect }) => {
    const course = await askingCourse(), all = await learners(course.school, 3);
    await registered(course.id, all);
    await course.until(at('2026-10-03'));
    for (const [nth, who] of all.entries()) await answer(who, course, [5, 5, 5, 5, nth + 1]);
    const kept = await rows<{ teacher_id: string | null; moment: string; transaction: string }>(await store(), sql`select teacher_id, to_char(answered_at at time zone 'Asia/Taipei', 'HH24:MI:SS') as moment, xmin::text as transaction from questionnaire_answer where case_id = ${course.id}`);
    expect(kept.map(({ teacher_id: teacher, moment }) => [teacher, moment])).toEqual(all.map(() => [null, '00:00:00']));
    expect(new Set(kept.map(({ transaction }) => transaction)).size).toBe(1);
  });
  it('is not lost or doubled when many answer at once', async ({ expect }) => {
    const course = await askingCourse(), all = await learners(course.school, 3);
    await registered(course.id, all);
    await course.until(at('2026-10-03'));
    expect((await Promise.all(all.flatMap((who) => [answer(who, course), answer(who, course)]))).filter((code) => code === 204)).toHaveLength(3);
    expect((await resultsOf(course)).answered).toBe(3);
  });
  it('of a named questionnaire is kept with the name', async ({ expect }) => {
    const course = await askingCourse({ anonymous: false, mode: 'direct' }), who = await learner(course.school);
    await registered(course.id, [who]);
    await course.until(at('2026-10-03'));
    await answer(who, course);
    expect(await rows(await store(), sql`select teacher_id from questionnaire_answer where case_id = ${course.id}`)).toEqual([{ teacher_id: who.id }]);
  });
});
