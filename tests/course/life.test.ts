/** The course from its registration to the hours, on the real server with moved time. Spec 5.3. */
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { rows, sql } from '#db/orm';
import { actionOf, at, moveCase, openTasks } from '../support/dropout.ts';
import { courseAt, courseOf, listWith, must, newTeacher } from '../support/course.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const hoursOf = async (courseId: string) => rows<{ teacher: string; hours: string; version: number }>((await testWorld()).orm.em.fork(), sql`select teacher_id as teacher, hours::text, version from issued_hours where case_id = ${courseId} order by teacher_id`);

describe.concurrent('a course', () => {
  it('is registered, passed, listed an hour later, ends, hands in its list, and gives hours', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), center = await school.as('ins_center');
    const course = await courseAt(school, at('2026-09-24')), teacher = await newTeacher(school);
    expect(openTasks(await owner.see(course.id))).toEqual(['D-REVIEW 2026-10-01']);
    expect(await must(center, course.id, 'pass')).toMatchObject({ status: 'course_passed', title: '資訊教育知能研習' });
    await course.until(at('2026-09-24', 10, 59));
    expect(courseOf(await owner.see(course.id)).listedAt).toBeNull();
    await course.until(at('2026-09-24', 11, 1));
    expect(courseOf(await owner.see(course.id)).listedAt).not.toBeNull();
    await course.until(at('2026-10-03'));
    expect(openTasks(await owner.see(course.id))).toEqual(['D-LIST 2026-10-12']);
    await listWith(course.id, [teacher]);
    expect((await must(owner, course.id, 'submitList', { confirmed: true })).status).toBe('list_pending');
    expect((await must(center, course.id, 'passList')).status).toBe('issued');
    await moveCase(course.id, at('2026-10-03', 12));
    await expect.poll(() => hoursOf(course.id)).toEqual([{ teacher: teacher.id, hours: '3.0', version: 1 }]);
  });
  it('offers to hand its list in once somebody is on it', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await courseAt(school, at('2026-09-24'));
    await must(await school.as('ins_center'), course.id, 'pass');
    await course.until(at('2026-10-03'));
    expect(actionOf(await owner.see(course.id), 'submitList')).toMatchObject({ open: false, reason: { code: 'noRows' } });
    await listWith(course.id, [await newTeacher(school)]);
    expect(actionOf(await owner.see(course.id), 'submitList')).toMatchObject({ open: true });
  });
  it('keeps a code that was retired meanwhile when it is edited, and takes no other that was', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), admin = await school.as('ins_admin'), [own, other] = [randomUUID(), randomUUID()].map((id) => `t-${id.slice(0, 8)}`) as [string, string];
    const put = (code: string, active: boolean) => admin.send('PUT', `/course/code-lists/field/${code}`, { zh: '測試代碼', en: 'Test code', parent: '1-3', active, position: 99 });
    await put(own, true);
    const course = await courseAt(school, at('2026-09-24'), { field: ['1', '1-3', own] });
    for (const code of [own, other]) await put(code, false);
    await must(await school.as('ins_center'), course.id, 'fail', { reason: '課程簡介不足。' });
    expect(await owner.act(course.id, 'resubmit', { ...course.form, field: ['1', '1-3', other] })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/field', code: 'unknownCode' }] } });
    expect((await must(owner, course.id, 'resubmit', { ...course.form, intro: '更正後的簡介。' })).status).toBe('course_pending');
  });
  it('that is nobody’s of the centre next door is not there for it', async ({ expect }) => {
    const school = await newSchool(), elsewhere = await newSchool({ countyId: 'C98' }), course = await courseAt(school, at('2026-09-24'));
    expect((await (await elsewhere.as('ins_center')).act(course.id, 'pass', {}, { version: 1 })).status).toBe(404);
  });
  it('without a list seven days after its end is overdue, and counts for its unit', async ({ expect }) => {
    const school = await newSchool(), owner = await school.as('ins_business'), course = await courseAt(school, at('2026-09-24'));
    await must(await school.as('ins_center'), course.id, 'pass');
    await course.until(at('2026-10-12', 23, 59));
    expect(courseOf(await owner.see(course.id)).overdue).toBe(false);
    await course.until(at('2026-10-12', 23, 59) + 10 * 60_000);
    expect(courseOf(await owner.see(course.id)).overdue).toBe(true);
  });
});
