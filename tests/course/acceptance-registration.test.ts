/** Acceptance scenarios 4 to 7 of spec 5.11, over HTTP with moved time. */
import { describe, it } from 'vitest';
import type { PublicCourse } from '#contract/course';
import { at } from '../support/dropout.ts';
import { courseAt, courseOf, must, registrationForm } from '../support/course.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { learner, listOf, openCourse, register, registering, review, standing } from './open-course.ts';

const found = async (school: TestSchool): Promise<string[]> => (await (await school.as('ins_teacher', 9)).get<{ items: PublicCourse[] }>(`/course/public?from=2026-09-01&q=${school.id}`)).body.items.map(({ code }) => code);

describe.concurrent('acceptance', () => {
  it('4 · editing the introduction of a passed course: to be reviewed again, gone from the search, no new registration, registrants kept', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), [first, second] = [await learner(school, 1), await learner(school, 2)];
    expect(await registering(first, course)).toBe('pending 1');
    expect(await found(school)).toEqual([course.code]);
    const edited = await must(course.owner, course.id, 'amend', { ...course.form, intro: '新的簡介。' });
    expect([edited.status, courseOf(edited).listedAt]).toEqual(['course_pending', null]);
    expect(await found(school)).toEqual([]);
    expect(await registering(second, course)).toBe('registrationClosed');
    expect((await listOf(course)).items.map(({ teacher, state }) => [teacher.id, state])).toEqual([[first.id, 'pending']]);
    expect(await standing(first, course)).toMatchObject({ state: 'pending', mayCancel: true });
    await must(await school.as('ins_center'), course.id, 'pass');
    await course.until(at('2026-09-24', 11));
    expect(await found(school)).toEqual([course.code]);
    expect(await registering(second, course)).toBe('pending 2');
  });
  it('5 · a longer time for registration with 同步更新: the course stays passed, and its own dates follow', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { form: { registerTo: '2026-09-26' } });
    const longer = { ...course.form, registerTo: '2026-09-30' };
    expect(courseOf(await must(course.owner, course.id, 'setRegistration', registrationForm(longer))).course.registerTo).toBe('2026-09-26');
    const synced = await must(course.owner, course.id, 'setRegistration', registrationForm(longer, { sync: true }));
    expect([synced.status, courseOf(synced).course.registerTo, courseOf(synced).registration.closesOn]).toEqual(['course_passed', '2026-09-30', '2026-09-30']);
    expect(courseOf(synced).listedAt).not.toBeNull();
    await course.until(at('2026-09-30', 23, 50));
    expect(await registering(await learner(school), course)).toBe('pending 1');
  });
  it('6 · 25 places on-line in a course of 20: refused, naming the field', async ({ expect }) => {
    const school = await newSchool(), course = await courseAt(school, at('2026-09-24')), owner = await school.as('ins_business');
    const { status, body } = await owner.act(course.id, 'setRegistration', registrationForm(course.form, { capacity: 25 }));
    expect([status, body.code, body.errors?.map(({ pointer }) => pointer)]).toEqual([409, 'overCapacity', ['/capacity']]);
    expect((await owner.act(course.id, 'setRegistration', registrationForm(course.form, { capacity: 20 }))).status).toBe(200);
  });
  it('7 · a rejected teacher cannot register again; the organiser makes it 通過 after the event', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), teacher = await learner(school);
    await registering(teacher, course);
    await review(course, [[teacher, 'rejected']]);
    const again = await register(teacher, course);
    expect([again.status, again.body.code]).toEqual([409, 'registeredBefore']);
    await course.until(at('2026-10-04'));
    expect((await review(course, [[teacher, 'accepted']])).status).toBe('list_open');
    expect((await standing(teacher, course)).state).toBe('accepted');
  });
});
