/** What a teacher sees of one's own: registrations, and hours by year. Spec 5.5, 5.1. */
import { describe, it } from 'vitest';
import type { MyHours, MyRegistrations } from '#contract/course';
import { at } from '../support/dropout.ts';
import { listWith, must } from '../support/course.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { learners, openCourse, registerAll, review, type Learner } from './open-course.ts';

const mine = async ({ client }: Learner): Promise<MyRegistrations> => (await client.get<MyRegistrations>('/course/my/registrations')).body;
const hours = async ({ client }: Learner, query = ''): Promise<MyHours> => (await client.get<MyHours>(`/course/my/hours${query}`)).body;
/** A course of one day in the past that has given its hours to this teacher. */
async function issued(school: TestSchool, teacher: Learner, form: object, given: number): Promise<void> {
  const course = await openCourse(school, { form });
  await course.until(at('2026-10-03'));
  await listWith(course.id, [teacher], { hours: given });
  await must(course.owner, course.id, 'submitList', { confirmed: true });
  await must(await school.as('ins_center'), course.id, 'passList');
  await course.until(at('2026-10-03', 12));
}

describe.concurrent('my registrations', () => {
  it('are my own, newest first, with what became of them, also while a course is edited', async ({ expect }) => {
    const school = await newSchool(), [me, other] = await learners(school, 2), [first, second] = [await openCourse(school, { form: { name: '第一堂' } }), await openCourse(school, { form: { name: '第二堂' } })];
    await registerAll(first, [other, me]);
    await second.until(at('2026-09-25'));
    await registerAll(second, [me]);
    await must(first.owner, first.id, 'amend', { ...first.form, name: '第一堂' });
    await review(second, [[me, 'accepted']]);
    expect((await mine(me)).items.map(({ course, state, place, mayCancel }) => [course.name, state, place, mayCancel])).toEqual([['第二堂', 'accepted', 1, true], ['第一堂', 'pending', 2, true]]);
    expect((await mine(other)).items.map(({ course }) => course.name)).toEqual(['第一堂']);
    expect((await first.owner.get('/course/my/registrations')).status).toBe(403);
  });
  it('ask for the questionnaire once the course is over, of those who were accepted', async ({ expect }) => {
    const school = await newSchool(), [me, other] = await learners(school, 2), course = await openCourse(school, { form: { questionnaire: { mode: 'system', anonymous: true, voluntary: true } } }), asked = async () => [(await mine(me)).items[0]!.questionnaire, (await mine(other)).items[0]!.questionnaire];
    await registerAll(course, [me, other]);
    await review(course, [[me, 'accepted'], [other, 'rejected']]);
    expect(await asked()).toEqual([false, false]);
    await course.until(at('2026-10-03'));
    expect(await asked()).toEqual([true, false]);
  });
});

describe.concurrent('my hours', () => {
  it('are summed by year: less than an hour is shown and not counted, credits stand apart', async ({ expect }) => {
    const school = await newSchool(), [me, other] = await learners(school, 2);
    await Promise.all([issued(school, me, { name: '甲' }, 3), issued(school, me, { name: '乙' }, 0.5), issued(school, me, { name: '丙', classKind: 'credit', hours: 2 }, 2)]);
    const year = { year: 2026, hours: 3, credits: 2, courses: 3 };
    await expect.poll(async () => (await hours(me)).years, { timeout: 30_000 }).toEqual([year]);
    expect((await hours(me, '?year=2026')).items.map(({ name, hours: given, counted, credits }) => [name, given, counted, credits]).sort()).toEqual([['丙', 2, true, true], ['乙', 0.5, false, false], ['甲', 3, true, false]]);
    expect(await hours(me, '?year=2025')).toEqual({ years: [year], items: [], nextCursor: null });
    expect(await hours(other)).toEqual({ years: [], items: [], nextCursor: null });
  });
});
