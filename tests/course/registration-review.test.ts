/** Review, the waiting list, cancelling, the school's own batch, who did not come. Spec 5.5. */
import { describe, it } from 'vitest';
import type { Registrations } from '#contract/course';
import { rows, sql } from '#db/orm';
import { at } from '../support/dropout.ts';
import { courseOf, listWith, must, newTeacher, registrationForm } from '../support/course.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { sealEarlierAnswers } from '../../api/course/answers.ts';
import { cancel, learner, learners, listOf, mailsOf, openCourse, register, registerAll, registrationOf, review, standing, statesOf } from './open-course.ts';

describe.concurrent('reviewing registrations', () => {
  it('passes all that wait at once, and tells each', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), all = await learners(school, 3);
    await registerAll(course, all);
    await review(course, [[all[1]!, 'rejected']], true);
    expect(await statesOf(course)).toEqual(['1 accepted', '2 rejected', '3 accepted']);
    expect((await listOf(course)).counts).toEqual({ pending: 0, accepted: 2, rejected: 1, waitlisted: 0, cancelled: 0 });
    expect(await Promise.all(all.map(mailsOf))).toEqual([['D-REG', 'D-REG-OK'], ['D-REG', 'D-REG-NG'], ['D-REG', 'D-REG-OK']]);
  });
  it('tells those alone whose result changes; said twice, the later word counts', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), [a, b, c] = await learners(school, 3);
    await registerAll(course, [a, b, c]);
    await review(course, [[a, 'accepted']]);
    await review(course, [[a, 'accepted'], [b, 'accepted'], [b, 'rejected']]);
    expect(await statesOf(course)).toEqual(['1 accepted', '2 rejected', '3 pending']);
    expect([await mailsOf(a), await mailsOf(b), await mailsOf(c)]).toEqual([['D-REG', 'D-REG-OK'], ['D-REG', 'D-REG-NG'], ['D-REG']]);
  });
  it('puts people on the waiting list, tells them, and leaves the place to who waits longer', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { capacity: 1, strict: false } }), [a, b, c] = await learners(school, 3);
    await registerAll(course, [a, b, c]);
    await review(course, [[a, 'waitlisted']]);
    expect(await statesOf(course)).toEqual(['1 waitlisted', '2 accepted', '3 waitlisted']);
    expect([await mailsOf(a), await mailsOf(b)]).toEqual([['D-REG', 'D-REG-WAIT'], ['D-REG-UP', 'D-REG-WAIT']]);
    await review(course, [[b, 'waitlisted'], [c, 'rejected']]);
    expect(await statesOf(course)).toEqual(['1 accepted', '2 waitlisted', '3 rejected']);
    expect((await listOf(course)).counts).toEqual({ pending: 0, accepted: 1, rejected: 1, waitlisted: 1, cancelled: 0 });
    expect(courseOf(await course.owner.see(course.id)).registrations).toEqual({ capacity: 1, pending: 0, accepted: 1, waitlisted: 1 });
  });
  it('may accept above the number of places, from the waiting list too', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { capacity: 1, strict: false } }), [a, b] = await learners(school, 2);
    await registerAll(course, [a, b]);
    await review(course, [[a, 'accepted'], [b, 'accepted']]);
    expect(await statesOf(course)).toEqual(['1 accepted', '2 accepted']);
  });
  it('touches no registration of another course', async ({ expect }) => {
    const school = await newSchool(), [mine, other] = [await openCourse(school), await openCourse(school)], teacher = await learner(school);
    await registerAll(other, [teacher]);
    await must(mine.owner, mine.id, 'reviewRegistrations', { decisions: [{ id: await registrationOf(teacher, other), state: 'accepted' }] });
    expect(await statesOf(other)).toEqual(['1 pending']);
  });
  it('is seen page by page and by state', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { form: { perClass: 100 }, settings: { scope: 'school' } }), batch = await Promise.all(Array.from({ length: 60 }, () => newTeacher(school)));
    expect((await course.owner.send<{ added: number }>('POST', `/course/cases/${course.id}/school-batch`, { teacherIds: batch.map(({ id }) => id) })).body).toEqual({ added: 60 });
    const first = await listOf(course), second = await listOf(course, `?cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ place }) => place)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect([second.nextCursor, (await listOf(course, '?state=pending')).items.length, (await listOf(course, '?cursor=bm9uc2Vuc2U')).items.length]).toEqual([null, 0, 50]);
  });
  it('is the owner’s: another owner finds no such course, the centre may not, and a teacher sees no course of the desk', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), elsewhere = await newSchool();
    const asked = async (who: Awaited<ReturnType<typeof school.as>>) => [(await who.get(`/course/cases/${course.id}/registrations`)).status, (await who.get(`/course/cases/${course.id}/school-teachers`)).status, (await who.send('POST', `/course/cases/${course.id}/school-batch`, { teacherIds: [course.id] })).status];
    expect(await asked(await elsewhere.as('ins_business'))).toEqual([404, 404, 404]);
    expect(await asked(await school.as('ins_business', 2))).toEqual([404, 404, 404]);
    expect(await asked((await learner(school)).client)).toEqual([404, 404, 404]);
    expect(await asked(await school.as('ins_center'))).toEqual([403, 403, 403]);
  });
  it('shows IDs masked, and notes that it was read', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), teacher = await learner(school);
    await registerAll(course, [teacher]);
    expect((await listOf(course)).items[0]!.teacher).toMatchObject({ name: teacher.name, idNo: `${teacher.idNo.slice(0, 5)}*****`, school: { id: school.id } });
    expect(await rows((await testWorld()).orm.em.fork(), sql`select account_id from reading where case_id = ${course.id} and what = 'registrations'`)).toEqual([{ account_id: course.owner.accountId }]);
  });
});

describe.concurrent('what an organiser asks for', () => {
  it('is shown with every ID masked, alone or within a sentence', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { extra: ['emergency'], others: ['身分證字號', '編號'] } }), teacher = await learner(school), { idNo } = teacher, masked = `${idNo.slice(0, 5)}*****`;
    await register(teacher, course, { emergency: `林父 ${idNo.toLowerCase()} 0912-000-678`, 身分證字號: ` ${idNo.slice(0, 4)}-${idNo.slice(4)}`, 編號: 'A123456788' });
    expect((await listOf(course)).items[0]!.extra).toEqual({ emergency: `林父 ${masked} 0912-000-678`, 身分證字號: masked, 編號: 'A123456788' });
  });
  it('that was written before answers were sealed is sealed, once', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), teacher = await learner(school), { orm, desk: { sealing } } = await testWorld(), kept = () => rows(orm.em.fork(), sql`select extra, extra_sealed from registration where case_id = ${course.id}`);
    await registerAll(course, [teacher]);
    await rows(orm.em.fork(), sql`update registration set extra = ${JSON.stringify({ title: '組長' })}::jsonb where case_id = ${course.id}`);
    expect(await sealEarlierAnswers(orm, sealing)).toBeGreaterThan(0);
    const sealed = await kept();
    expect(sealed).toEqual([{ extra: {}, extra_sealed: expect.stringMatching(/^[^{]/) }]);
    expect((await listOf(course)).items[0]!.extra).toEqual({ title: '組長' });
    await sealEarlierAnswers(orm, sealing);
    expect(await kept()).toEqual(sealed);
  });
});

describe.concurrent('the waiting list', () => {
  const full = async () => {
    const school = await newSchool(), course = await openCourse(school, { settings: { capacity: 1, strict: false } }), all = await learners(school, 3);
    await registerAll(course, all);
    return { school, course, all };
  };
  it('moves up when somebody cancels: who has waited longest is accepted and told', async ({ expect }) => {
    const { course, all: [a, b, c] } = await full();
    await cancel(a, course);
    expect(await statesOf(course)).toEqual(['1 cancelled', '2 accepted', '3 waitlisted']);
    expect([await mailsOf(a), await mailsOf(b), await mailsOf(c)]).toEqual([['D-REG', 'D-REG-END'], ['D-REG-UP', 'D-REG-WAIT'], ['D-REG-WAIT']]);
  });
  it('moves up when somebody is not accepted, and when there are more places', async ({ expect }) => {
    const { course, all: [a] } = await full();
    await review(course, [[a, 'rejected']]);
    expect(await statesOf(course)).toEqual(['1 rejected', '2 accepted', '3 waitlisted']);
    await must(course.owner, course.id, 'setRegistration', registrationForm(course.form, { capacity: 2, strict: false }));
    expect(await statesOf(course)).toEqual(['1 rejected', '2 accepted', '3 accepted']);
  });
  it('moves until 17:00 of the day before the course, and stands still after', async ({ expect }) => {
    const { course, all: [a, b] } = await full();
    await course.until(at('2026-10-01', 16, 59));
    await cancel(a, course);
    expect(await statesOf(course)).toEqual(['1 cancelled', '2 accepted', '3 waitlisted']);
    await course.until(at('2026-10-01', 17, 1));
    await cancel(b, course);
    expect(await statesOf(course)).toEqual(['1 cancelled', '2 cancelled', '3 waitlisted']);
  });
  it('stands still where the organiser moves it', async ({ expect }) => {
    const { course, all: [a] } = await full();
    await must(course.owner, course.id, 'setRegistration', registrationForm(course.form, { capacity: 1, strict: false, autoPromote: false }));
    await cancel(a, course);
    expect(await statesOf(course)).toEqual(['1 cancelled', '2 waitlisted', '3 waitlisted']);
  });
});

describe.concurrent('cancelling', () => {
  it('is the teacher’s own, once, until the course begins', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), [a, b] = await learners(school, 2), id = async () => registrationOf(a, course);
    await registerAll(course, [a, b]);
    expect((await b.client.send('DELETE', `/course/my/registrations/${await id()}`)).status).toBe(404);
    expect((await course.owner.send('DELETE', `/course/my/registrations/${await id()}`)).status).toBe(403);
    expect([await cancel(a, course), await cancel(a, course)]).toEqual([204, 204]);
    expect(await mailsOf(a)).toEqual(['D-REG', 'D-REG-END']);
    await course.until(at('2026-10-02', 0, 1));
    expect([await cancel(b, course), (await standing(b, course)).mayCancel]).toEqual([409, false]);
  });
  it('does not take a refusal back; the organiser may still accept who cancelled', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), [a, b] = await learners(school, 2);
    await registerAll(course, [a, b]);
    await review(course, [[a, 'rejected']]);
    expect([await cancel(a, course), await cancel(b, course)]).toEqual([409, 204]);
    await review(course, [[b, 'rejected']], true);
    expect(await statesOf(course)).toEqual(['1 rejected', '2 cancelled']);
    await review(course, [[b, 'accepted']]);
    expect(await statesOf(course)).toEqual(['1 rejected', '2 accepted']);
  });
  it('happens to all with the course when it is deleted, and they are told once nothing can be taken back', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), [a, b] = await learners(school, 2);
    await registerAll(course, [a, b]);
    await review(course, [[b, 'rejected']]);
    await must(course.owner, course.id, 'delete', { reason: '講師無法出席' });
    expect(await mailsOf(a)).toEqual(['D-REG']);
    await course.until(at('2026-09-24', 12));
    await expect.poll(() => mailsOf(a), { timeout: 30_000 }).toEqual(['D-REG', 'D-REG-END']);
    expect(await mailsOf(b)).toEqual(['D-REG', 'D-REG-NG']);
  });
});

describe.concurrent('校內批次報名', () => {
  const batch = (course: Awaited<ReturnType<typeof openCourse>>, teacherIds: string[]) => course.owner.send<{ added: number; code: string }>('POST', `/course/cases/${course.id}/school-batch`, { teacherIds });
  const offered = async (course: Awaited<ReturnType<typeof openCourse>>, q = '') => (await course.owner.get<{ items: { id: string }[] }>(`/course/cases/${course.id}/school-teachers?q=${q}`)).body.items.map(({ id }) => id);
  it('accepts teachers of the school at once; they leave the pick list, and are added once', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { online: false, scope: 'school' } }), [a, b] = [await newTeacher(school, { name: '林一' }), await newTeacher(school, { name: '王二' })], c = await learner(school);
    expect(new Set(await offered(course))).toEqual(new Set([a.id, b.id, c.id]));
    expect(await offered(course, '王')).toEqual([b.id]);
    expect((await batch(course, [a.id, c.id])).body).toEqual({ added: 2 });
    expect([await offered(course), await statesOf(course), await mailsOf(c)]).toEqual([[b.id], ['1 accepted', '2 accepted'], ['D-REG-OK']]);
    expect((await batch(course, [a.id, b.id, b.id])).body).toEqual({ added: 1 });
    expect((await listOf(course)).items.map(({ place, source }) => `${place} ${source}`)).toEqual(['1 school', '2 school', '3 school']);
  });
  it('finds no teacher of another school, and then adds nobody', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school, { settings: { scope: 'school' } }), own = await newTeacher(school), other = await newTeacher(await newSchool());
    const { status, body } = await batch(course, [own.id, other.id]);
    expect([status, body.code, await statesOf(course)]).toEqual([404, 'teacherUnknown', []]);
  });
  it('is for courses that are limited to the school (5.4)', async ({ expect }) => {
    const school = await newSchool(), own = await newTeacher(school);
    for (const scope of ['anyone', 'county']) {
      const course = await openCourse(school, { settings: { scope } }), { status, body } = await batch(course, [own.id]);
      expect([status, body.code, await statesOf(course)]).toEqual([409, 'schoolOnly', []]);
    }
  });
  it('has no place in a deleted course', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school);
    await must(course.owner, course.id, 'delete', { reason: '停辦' });
    expect((await batch(course, [(await newTeacher(school)).id])).status).toBe(409);
  });
});

describe('報名但未參與研習', () => {
  it('counts the accepted registrations of this year’s issued courses on whose list the teacher is not', async ({ expect }) => {
    const school = await newSchool(), center = await school.as('ins_center'), [came, stayed] = await learners(school, 2), past = await openCourse(school);
    await registerAll(past, [came, stayed]);
    await review(past, [], true);
    await past.until(at('2026-10-03'));
    await listWith(past.id, [came]);
    await must(past.owner, past.id, 'submitList', { confirmed: true });
    await must(center, past.id, 'passList');
    await past.until(at('2026-10-03', 12));
    const next = await openCourse(school), shown = async (): Promise<Registrations['items'][number]['noShows'][]> => (await listOf(next)).items.map(({ noShows }) => noShows);
    await registerAll(next, [came, stayed]);
    await expect.poll(shown, { timeout: 30_000 }).toEqual([0, 1]);
    await next.until(at('2027-01-01', 1));
    expect(await shown()).toEqual([0, 0]);
  });
});
