/** Who may register, when, once, and in which order. Spec 5.4, 5.5. */
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { at } from '../support/dropout.ts';
import { courseAt, courseOf } from '../support/course.ts';
import { newSchool } from '../support/school.ts';
import { cancel, learner, learners, listOf, mailsOf, openCourse, outcome, register, registerAll, registering, review, standing, statesOf } from './open-course.ts';

describe.concurrent('registering', () => {
  it('is open from the hour of the first day to the end of the last, by the course’s own clock', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { form: { registerFrom: '2026-09-25', registerTo: '2026-09-28' }, settings: { opensHour: 8 } }), [first, second, third] = await learners(school, 3);
    await course.until(at('2026-09-25', 7, 59));
    expect(await standing(first, course)).toMatchObject({ open: false, state: null, reason: { code: 'registrationClosed' } });
    expect(await registering(first, course)).toBe('registrationClosed');
    await course.until(at('2026-09-25', 8, 1));
    expect(await standing(first, course)).toMatchObject({ open: true, reason: null });
    expect(await registering(first, course)).toBe('pending 1');
    await course.until(at('2026-09-28', 23, 59));
    expect(await registering(second, course)).toBe('pending 2');
    await course.until(at('2026-09-29', 0, 1));
    expect(await registering(third, course)).toBe('registrationClosed');
  });
  it('is only announced where the organiser takes none on-line', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { online: false } });
    expect(await registering(await learner(school), course)).toBe('registrationClosed');
  });
  it('is not known of a course that was never listed, nor of one that is deleted', async ({ expect }) => {
    const school = await newSchool(), unseen = await courseAt(school, at('2026-09-24')), owner = await school.as('ins_business'), teacher = await learner(school);
    expect(await registering(teacher, courseOf(await owner.see(unseen.id)))).toBe('notFound');
    const course = await openCourse(school);
    await owner.act(course.id, 'delete', { reason: '停辦' });
    expect(await registering(teacher, course)).toBe('notFound');
    expect(await registering(teacher, { code: '99999999999' })).toBe('notFound');
  });
  it('is for teachers whom their school has added', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school);
    expect(await registering({ client: course.owner }, course)).toBe('notAllowed');
    expect(await registering({ client: await school.as('ins_teacher', 5) }, course)).toBe('teacherUnknown');
  });
  it('is for the stages of the course where it is limited to them', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { form: { audience: ['sh', 'vh'] }, settings: { stageLimit: true } });
    expect(await registering(await learner(school, 1, { stage: 'es' }), course)).toBe('notInvited');
    expect(await registering(await learner(school, 2, { stage: 'vh' }), course)).toBe('pending 1');
    const anyStage = await openCourse(school);
    expect(await registering(await learner(school, 3, { stage: 'es' }), anyStage)).toBe('pending 1');
  });
  it('is for the school alone, or for its county, where it is limited to that', async ({ expect }) => {
    const [own, near, far] = [await newSchool(), await newSchool(), await newSchool({ countyId: 'C98' })], here = await learner(own), beside = await learner(near), away = await learner(far);
    const [ofSchool, ofCounty] = [await openCourse(own, { settings: { scope: 'school' } }), await openCourse(own, { settings: { scope: 'county' } })];
    expect(await registerAll(ofSchool, [here, beside, away])).toEqual(['pending 1', 'notInvited', 'notInvited']);
    expect(await registerAll(ofCounty, [here, beside, away])).toEqual(['pending 1', 'pending 2', 'notInvited']);
  });
  it('needs an answer to each question that is asked, and keeps no other', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { extra: ['title', 'meal'], others: ['出生年月日'] } }), teacher = await learner(school);
    const missing = (await register(teacher, course, { title: ' ', meal: '海鮮' })).body;
    expect(missing.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(['/extra/title required', '/extra/meal unknownCode', '/extra/出生年月日 required']);
    expect(await registering(teacher, course, { title: ' 組長 ', meal: '素食', 出生年月日: '民國70年1月1日', mobile: '0912-000-678' })).toBe('pending 1');
    expect((await listOf(course)).items[0]!.extra).toEqual({ title: '組長', meal: '素食', 出生年月日: '民國70年1月1日' });
  });
  it('is done once for a course: not again where one is registered, was rejected or has cancelled', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), [kept, rejected, gone] = await learners(school, 3);
    await registerAll(course, [kept, rejected, gone]);
    await review(course, [[rejected, 'rejected']]);
    expect(await cancel(gone, course)).toBe(204);
    expect(await registerAll(course, [kept, rejected, gone])).toEqual(['registeredBefore', 'registeredBefore', 'registeredBefore']);
    expect(await statesOf(course)).toEqual(['1 pending', '2 rejected', '3 cancelled']);
  });
});

describe.concurrent('the key of a registration', () => {
  it('sent again gives the same answer, five times at once too, and one registration', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), teacher = await learner(school), key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => register(teacher, course, {}, key)));
    expect(new Set(answers.map(outcome))).toEqual(new Set(['pending 1']));
    const later = await register(teacher, course, {}, key.toUpperCase());
    expect([later.status, later.body]).toEqual([201, answers[0]!.body]);
    expect(await statesOf(course)).toEqual(['1 pending']);
    expect(await mailsOf(teacher)).toEqual(['D-REG']);
  });
  it('with other answers, or of somebody else, is refused', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { extra: ['title'] } }), [first, second] = await learners(school, 2), key = randomUUID();
    expect(outcome(await register(first, course, { title: '組長' }, key))).toBe('pending 1');
    expect(outcome(await register(first, course, { title: '主任' }, key))).toBe('keyReused');
    expect(outcome(await register(second, course, { title: '組長' }, key))).toBe('keyReused');
  });
  it('is needed, and is a UUID', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), { client } = await learner(school), path = `/course/public/${course.code}/registrations`;
    expect((await client.send('POST', path, {})).status).toBe(428);
    expect((await client.send('POST', path, {}, { 'idempotency-key': 'mine' })).status).toBe(422);
  });
});

describe.concurrent('places', () => {
  it('that are strict end the registration when pending and accepted fill them; a place that is left is taken again', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { capacity: 2, strict: true } }), [a, b, c] = await learners(school, 3);
    expect(await registerAll(course, [a, b, c])).toEqual(['pending 1', 'pending 2', 'courseFull']);
    await review(course, [[a, 'accepted']]);
    expect(await registering(c, course)).toBe('courseFull');
    await review(course, [[b, 'rejected']]);
    expect(await registering(c, course)).toBe('pending 3');
  });
  it('that are not strict leave a waiting list, and each hears which it is', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { capacity: 1, strict: false } }), [a, b, c] = await learners(school, 3);
    expect(await registerAll(course, [a, b, c])).toEqual(['pending 1', 'waitlisted 2', 'waitlisted 3']);
    expect([await mailsOf(a), await mailsOf(b)]).toEqual([['D-REG'], ['D-REG-WAIT']]);
  });
  it('that were left go to those who wait, not to who comes later', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { capacity: 1, strict: false, autoPromote: false } }), [a, b, c] = await learners(school, 3);
    await registerAll(course, [a, b]);
    await cancel(a, course);
    expect(await registering(c, course)).toBe('waitlisted 3');
    expect(await statesOf(course)).toEqual(['1 cancelled', '2 waitlisted', '3 waitlisted']);
  });
});
