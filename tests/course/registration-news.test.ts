/** The procedure hears whether registrations wait, and the owner's task opens and closes by it (D-REG). Spec 5.5, 7.3. */
import { describe, it } from 'vitest';
import { row, rows, sql } from '#db/orm';
import { tellRegistrations } from '../../activities/registration-news.ts';
import { at, openTasks } from '../support/dropout.ts';
import { must } from '../support/course.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { learner, learners, openCourse, registerAll, review, type OpenCourse } from './open-course.ts';

interface Told { waiting: boolean | null; version: number }
const told = async ({ id }: OpenCourse): Promise<Told> => (await row<Told>((await testWorld()).orm.em.fork(), sql`select told_waiting as waiting, told_version as version from enrolment where case_id = ${id}`))!;
const tasks = async (course: OpenCourse): Promise<string[]> => openTasks(await course.owner.see(course.id));
const quiet = { warn: () => undefined };
/** The worker looks every other second. */
const SOON = { timeout: 30_000 };

describe.concurrent('the task 審核報名', () => {
  it('opens three days before the course where somebody waits, closes with the review, and opens for who comes after', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), [first, second] = await learners(school, 2);
    await registerAll(course, [first]);
    await expect.poll(async () => (await told(course)).waiting, SOON).toBe(true);
    expect(await tasks(course)).toEqual([]);
    await course.until(at('2026-09-29', 0, 1));
    expect(await tasks(course)).toEqual(['D-REG 2026-10-02']);
    await review(course, [], true);
    await expect.poll(() => tasks(course), SOON).toEqual([]);
    await registerAll(course, [second]);
    await expect.poll(() => tasks(course), SOON).toEqual(['D-REG 2026-10-02']);
  });
  it('does not open where nobody waits', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), teacher = await learner(school);
    await registerAll(course, [teacher]);
    await review(course, [[teacher, 'accepted']]);
    await course.until(at('2026-09-29', 0, 1));
    expect(await tasks(course)).toEqual([]);
  });
  it('is the same however often the news is told', async ({ expect }) => {
    const { orm, temporal } = await testWorld(), school = await newSchool(), course = await openCourse(school);
    await registerAll(course, [await learner(school)]);
    await course.until(at('2026-09-29', 0, 1));
    await expect.poll(() => tasks(course), SOON).toEqual(['D-REG 2026-10-02']);
    const { version } = await told(course);
    await rows(orm.em.fork(), sql`update enrolment set told_waiting = null where case_id = ${course.id}`);
    await Promise.all([tellRegistrations(orm, temporal, quiet), tellRegistrations(orm, temporal, quiet)]);
    await expect.poll(() => told(course), SOON).toMatchObject({ waiting: true });
    expect((await told(course)).version).toBeGreaterThan(version);
    expect(await tasks(course)).toEqual(['D-REG 2026-10-02']);
  });
});

describe('news of registrations', () => {
  it('that could not be told, Temporal being away, stay to be told', async ({ expect }) => {
    const { orm, temporal } = await testWorld(), school = await newSchool(), course = await openCourse(school);
    const away = { ...temporal, client: { workflow: { getHandle: () => ({ signal: () => Promise.reject(new Error('UNAVAILABLE')) }) } } } as never;
    await registerAll(course, [await learner(school)]);
    await rows(orm.em.fork(), sql`update enrolment set told_waiting = null where case_id = ${course.id}`);
    expect(await tellRegistrations(orm, away, quiet)).toBe(0);
    await expect.poll(() => told(course), SOON).toMatchObject({ waiting: true });
  });
  it('of a course that has ended are no error, and are not told again', async ({ expect }) => {
    const school = await newSchool(), course = await openCourse(school), teacher = await learner(school);
    await registerAll(course, [teacher]);
    await must(course.owner, course.id, 'delete', { reason: '停辦' });
    await course.until(at('2026-09-24', 12));
    await expect.poll(() => told(course), SOON).toMatchObject({ waiting: false });
  });
});
