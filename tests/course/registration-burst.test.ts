/** A thousand people in the same seconds, at two desks at once: no place twice, nobody lost or doubled, in the order they came. Spec 5.10, 5.4. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { row, rows, sql } from '#db/orm';
import type { Registered } from '#db/registrations';
import { RegistrationQueue } from '../../api/course/registration-queue.ts';
import { newSchool, type TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { openCourse, type OpenCourse } from './open-course.ts';

const PEOPLE = 1_050;
let school: TestSchool, teachers: string[];
beforeAll(async () => {
  const em = (await testWorld()).orm.em.fork();
  school = await newSchool();
  teachers = (await rows<{ id: string }>(em, sql`insert into teacher (id, school_id, id_no_sealed, id_no_index, person_code, name, sex, position, stage)
    select gen_random_uuid(), ${school.id}, '', gen_random_uuid()::text, gen_random_uuid()::text, '林教師', 'female', 'full', 'sh' from generate_series(1, ${PEOPLE}::int) returning id`)).map(({ id }) => id);
});
const course = (settings: object): Promise<OpenCourse> => openCourse(school, { form: { perClass: 1_000 }, settings });
/** Each asks the desk that is their turn; `nth` is the order in which they came to it. */
async function burst(caseId: string, people: readonly string[], desks = 2): Promise<(Registered | undefined)[]> {
  const { orm } = await testWorld(), at = Date.now(), queues = Array.from({ length: desks }, () => new RegistrationQueue(orm));
  return Promise.all(people.map((teacherId, nth) => queues[nth % desks]!.register(caseId, { id: randomUUID(), teacherId, extraSealed: null, at })));
}
interface Stored { people: number; places: number; first: number; last: number; pending: number; waitlisted: number; counted: boolean }
async function stored(caseId: string): Promise<Stored> {
  return (await row<Stored>((await testWorld()).orm.em.fork(), sql`select count(distinct r.teacher_id)::int as people, count(distinct r.place)::int as places, min(r.place) as first, max(r.place) as last, count(*) filter (where r.state = 'pending')::int as pending,
    count(*) filter (where r.state = 'waitlisted')::int as waitlisted, bool_and((e.last_place, e.pending, e.waitlisted) = (select count(*), count(*) filter (where state = 'pending'), count(*) filter (where state = 'waitlisted') from registration where case_id = e.case_id)) as counted
    from registration r join enrolment e using (case_id) where case_id = ${caseId}`))!;
}

describe('a burst of registrations', () => {
  it('for 1,000 strict places, by 1,050 people: 1,000 are in, at places 1 to 1,000 without a gap, 50 are told that it is full', async () => {
    const { id } = await course({ capacity: 1_000, strict: true }), answers = await burst(id, teachers), inside = answers.filter((one) => one !== undefined);
    expect([inside.length, answers.length - inside.length]).toEqual([1_000, 50]);
    expect(new Set(inside.map(({ place }) => place)).size).toBe(1_000);
    expect(await stored(id)).toEqual({ people: 1_000, places: 1_000, first: 1, last: 1_000, pending: 1_000, waitlisted: 0, counted: true });
  });
  it('for 30 places that are not strict: the first thirty have them, the rest wait, in order', async () => {
    const { id } = await course({ capacity: 30, strict: false });
    await burst(id, teachers);
    expect(await stored(id)).toEqual({ people: PEOPLE, places: PEOPLE, first: 1, last: PEOPLE, pending: 30, waitlisted: PEOPLE - 30, counted: true });
    expect(await row((await testWorld()).orm.em.fork(), sql`select max(place) filter (where state = 'pending') as taken, min(place) filter (where state = 'waitlisted') as waiting from registration where case_id = ${id}`)).toEqual({ taken: 30, waiting: 31 });
  });
  it('at one desk: places are given in the order people came', async () => {
    const { id } = await course({ capacity: 1_000, strict: true }), answers = await burst(id, teachers, 1);
    expect(answers.map((one) => one?.place ?? null)).toEqual(teachers.map((_, nth) => (nth < 1_000 ? nth + 1 : null)));
  });
  it('where each clicks twice: everybody is registered once, and no place is lost', async () => {
    const { id } = await course({ capacity: 1_000, strict: true }), some = teachers.slice(0, 300);
    const answers = await burst(id, some.flatMap((one) => [one, one]), 2);
    expect(answers.filter((one) => one !== undefined).length).toBe(300);
    expect(await stored(id)).toMatchObject({ people: 300, places: 300, first: 1, last: 300, counted: true });
  });
  it('with somebody’s key in it that is another’s: the others are registered', async () => {
    const { orm } = await testWorld(), { id } = await course({ capacity: 1_000, strict: true }), queue = new RegistrationQueue(orm), key = randomUUID(), at = Date.now();
    await queue.register(id, { id: key, teacherId: teachers[0]!, extraSealed: null, at });
    const answers = await Promise.all(teachers.slice(1, 60).map((teacherId, nth) => queue.register(id, { id: nth === 30 ? key : randomUUID(), teacherId, extraSealed: null, at })));
    expect([answers.filter((one) => one === undefined).length, await stored(id)]).toMatchObject([1, { people: 59, places: 59, last: 59, counted: true }]);
  });
  it('while the store fails tells each that it failed, and registers those who come after', async () => {
    const { orm } = await testWorld(), { id } = await course({ capacity: 1_000, strict: true }), queue = new RegistrationQueue(orm), at = Date.now();
    const wish = (teacherId: string) => queue.register(id, { id: randomUUID(), teacherId, extraSealed: null, at });
    expect(await Promise.all(['nobody', 'neither'].map((one) => wish(one).then(() => 'registered', () => 'failed')))).toEqual(['failed', 'failed']);
    expect(await wish(teachers[0]!)).toMatchObject({ place: 1 });
  });
});
