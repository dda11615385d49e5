/** Courses: a thousand who register at once, a list of 5,000 rows, and the public search among 150,000 courses. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { migrate } from '#db/migrate';
import { createOrm, ONE_PLAN, row, rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import { addDays, dateAt } from '#domain/plain-date';
import { readSheet } from '../api/course/list-file.ts';
import { judgeRows, keepUpload, takeOver } from '../api/course/list-uploads.ts';
import { searchCourses, type PublicFilter } from '../api/course/public-search.ts';
import { registerFor } from '../api/course/registering.ts';
import { RegistrationQueue } from '../api/course/registration-queue.ts';
import { gramsOf } from '../api/course/search-grams.ts';
import type { Person } from '../api/policy/ability.ts';
import { courseForm } from '../tests/support/course.ts';
import { syntheticId } from '../tests/support/school.ts';
import { storeCases } from '../tests/support/stored-cases.ts';
import type { Ground } from './ground.ts';
import { compare, type Compared } from './pairs.ts';

export const BURST = 1_000, LIST_ROWS = 5_000, FEW_COURSES = 1_500, MANY_COURSES = 150_000;
const today = dateAt(Date.now()), BATCH = 2_000;
/** connections of a desk */
const POOL = 20;
/** Each call is the whole burst, or the whole list. */
const ONE = { clients: 1, calls: 1 };

/** Courses that no procedure lives behind, listed, open for registration, on days of the coming year. @returns their case ids */
async function storeCourses(em: EntityManager, { schoolId, countyId, authorId }: { schoolId: string; countyId: string; authorId: string }, count: number, capacity: number): Promise<string[]> {
  const ids: string[] = [], { before } = (await row<{ before: number }>(em, sql`select count(*)::int as before from course`))!, topics = ['資訊教育', '閱讀理解', '數學補救', '輔導知能', '環境議題', '雙語教學', '科學探究', '班級經營'], forms = ['工作坊', '研習', '講座', '增能', '共備'];
  while (ids.length < count) {
    const from = ids.length, made = await storeCases(em, Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => ({ lifecycle: 'course' as const, schoolId, countyId, authorId, number: `9${before + from + i}` })));
    const courses = made.map((id, i) => {
      const n = from + i, name = `${topics[n % 8]}${forms[(n >> 3) % 5]}第${n}期`, startsOn = addDays(today, 2 + (n % 360));
      return { id, name, starts_on: startsOn, grams: gramsOf(name, '測試高中'), form: courseForm(today, { name, startsOn, endsOn: startsOn }) };
    });
    await rows(em, sql`with given as (select * from jsonb_to_recordset(${JSON.stringify(courses)}::jsonb) as c (id uuid, name text, starts_on date, grams jsonb, form jsonb)),
        written as (insert into course (case_id, form, name, place, starts_on, ends_on, hours, total, stages, grams, listed_at, updated_at) select id, form, name, '測試縣東區', starts_on, starts_on, 3, 20, '{sh}', array_to_tsvector(array(select jsonb_array_elements_text(grams))), now(), now() from given)
      insert into enrolment (case_id, online, opens_at, closes_at, capacity) select id, true, now() - interval '1 day', now() + interval '1 day', ${capacity}::int from given`);
    ids.push(...made);
  }
  await rows(em, sql`update case_file set state = '{"happened": {"list": {}}}' where lifecycle = 'course' and state = '{}'`);
  return ids;
}
async function storeTeachers({ own: { orm, desk }, school }: Ground, count: number): Promise<{ person: Person; id: string; idNo: string }[]> {
  const people = Array.from({ length: count }, () => ({ account: randomUUID(), id: randomUUID(), idNo: syntheticId() }));
  const given = JSON.stringify(people.map(({ account, id, idNo }) => ({ account, id, sealed: desk.sealing.seal(idNo), index: desk.sealing.blindIndex(idNo) })));
  await rows(orm.em.fork(), sql`with given as (select * from jsonb_to_recordset(${given}::jsonb) as t (account uuid, id uuid, sealed text, index text)), accounts as (insert into account (id, login, name, email) select account, account::text, '林教師', account || '@example.edu.tw' from given)
    insert into teacher (id, account_id, school_id, id_no_sealed, id_no_index, person_code, name, sex, position, stage) select id, account, ${school.id}, sealed, index, id::text, '林教師', 'female', 'full', 'sh' from given on conflict (id_no_index) do nothing`);
  const there = new Set((await rows<{ id: string }>(orm.em.fork(), sql`select id from teacher where school_id = ${school.id}`)).map(({ id }) => id));
  return people.filter(({ id }) => there.has(id)).map(({ account, id, idNo }) => ({ id, idNo, person: { accountId: account, name: '林教師', login: account, sessionId: '', grants: [{ role: 'ins_teacher', organisationId: school.id }] } }));
}

/** What the desk does for each who registers, without HTTP: it reads how the teacher stands, and passes the course's row in a group; beside plain inserts under the same uniqueness. Each burst goes to a course of its own. */
export async function compareBurst(ground: Ground, pairs: number): Promise<Compared[]> {
  const { own: { databaseUrl, desk } } = ground, orm = await createOrm(databaseUrl, POOL), teachers = (await storeTeachers(ground, BURST + 20)).slice(0, BURST), courses = await storeCourses(orm.em.fork(), scopeOf(ground), 2 * (pairs + 2), BURST), queue = new RegistrationQueue(orm), pool = new pg.Pool({ connectionString: databaseUrl, max: POOL });
  await pool.query('create table if not exists bare_registration (id uuid primary key, case_id uuid not null references enrolment (case_id), teacher_id uuid not null references teacher (id), state text not null, registered_at timestamptz not null, unique (case_id, teacher_id))');
  const codes = new Map((await rows<{ id: string; number: string }>(orm.em.fork(), sql`select id, number from case_file where id = any (${courses}::uuid[])`)).map(({ id, number }) => [id, number])), left = [...courses];
  const ours = (): Promise<unknown> => { const code = codes.get(left.pop()!)!; return Promise.all(teachers.map(({ person }) => registerFor(queue, { em: orm.em.fork(), person, now: Date.now(), desk }, code, randomUUID(), {}))); };
  const bare = (): Promise<unknown> => { const course = left.pop(); return Promise.all(teachers.map(({ id }) => pool.query(`insert into bare_registration values ($1, $2, $3, 'pending', now())`, [randomUUID(), course, id]))); };
  try {
    return await compare(ours, bare, ONE, [{ ...ONE, pairs }]);
  } finally {
    await orm.close();
    await pool.end();
  }
}
const scopeOf = ({ school, authorId }: Ground) => ({ schoolId: school.id, countyId: school.countyId, authorId });

/** From the file's bytes to rows of the list; beside COPY of the same rows into the same kind of table. */
export async function compareUpload(ground: Ground, pairs: number): Promise<Compared[]> {
  const { own: { orm, desk, databaseUrl } } = ground, teachers = await storeTeachers(ground, LIST_ROWS), courses = await storeCourses(orm.em.fork(), scopeOf(ground), 2 * (pairs + 2), BURST), client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('create table if not exists bare_list_row (case_id uuid not null references course (case_id), teacher_id uuid not null references teacher (id), hours numeric(5, 1) not null, primary key (case_id, teacher_id))');
  await rows(orm.em.fork(), sql`insert into course_list (case_id, version, state, changed_at) select id, 1, 'editing', now() from unnest(${courses}::uuid[]) as id`);
  const sheet = Buffer.from(['身分證字號,研習時數', ...teachers.map(({ idNo }) => `${idNo},3`)].join('\n')), left = [...courses];
  async function ours(): Promise<void> {
    const place = { caseId: left.pop()!, version: 1 }, em = orm.em.fork();
    const judged = await judgeRows(em, desk.sealing, await readSheet(sheet, 'list.csv'), 3);
    await takeOver(em, place.caseId, await keepUpload(em, { ...place, by: ground.authorId, sealing: desk.sealing }, { name: 'list.csv', bytes: sheet }, judged, new Date()), new Date());
  }
  async function bare(): Promise<void> {
    const course = left.pop()!;
    await pipeline(Readable.from(teachers.map(({ id }) => `${course}\t${id}\t3\n`)), client.query(copyFrom('copy bare_list_row from stdin')));
  }
  try {
    return await compare(ours, bare, ONE, [{ ...ONE, pairs }]);
  } finally {
    await client.end();
  }
}

/** The same searches among few courses and among many, each in a database of its own on the same server. `bare` is the small one. */
export async function compareSearch(ground: Ground, calls: number, pairs: number): Promise<Compared[]> {
  const small = await smallDatabase(ground), { orm, databaseUrl } = ground.own, large = await createOrm(databaseUrl, 4, 'bench', ONE_PLAN);
  try {
    await storeCourses(small.em.fork(), { schoolId: 'S', countyId: 'C', authorId: await firstAccount(small) }, FEW_COURSES, 20);
    await storeCourses(orm.em.fork(), scopeOf(ground), MANY_COURSES, 20);
    // as the database does by itself after a while: until then an index of characters is searched with a list of what is not in it yet
    for (const one of [small, orm]) await rows(one.em.fork(), sql`vacuum analyze`);
    const filters: readonly PublicFilter[] = [{}, { q: '資訊' }, { q: '環境議題 工作坊' }, { q: '第149期' }, { stage: 'sh', open: 'yes' }, { q: '查無此課程' }, { from: addDays(today, 100), to: addDays(today, 130) }, { county: '測試縣', q: '雙語' }];
    const asked = (one: MikroORM) => (turn: number): Promise<unknown> => searchCourses(one.em.fork(), filters[turn % filters.length]!, Date.now());
    return await compare(asked(large), asked(small), { clients: 1, calls: filters.length * 2 }, [{ clients: 1, calls, pairs }]);
  } finally {
    await small.close();
    await large.close();
  }
}
async function smallDatabase({ own: { orm, databaseUrl } }: Ground): Promise<MikroORM> {
  await rows(orm.em.fork(), sql`create database small_bench`);
  const url = new URL(databaseUrl);
  url.pathname = '/small_bench';
  const small = await createOrm(url.href, 4, 'bench', ONE_PLAN);
  await migrate(small);
  await rows(small.em.fork(), sql`insert into organisation (id, kind, name, source) values ('C', 'county', '測試縣', 'bench'), ('S', 'school', '測試高中', 'bench')`);
  await rows(small.em.fork(), sql`insert into account (id, login, name, email) values (gen_random_uuid(), 'bench', '林承辦', 'bench@example.edu.tw')`);
  return small;
}
const firstAccount = async (orm: MikroORM): Promise<string> => (await row<{ id: string }>(orm.em.fork(), sql`select id from account limit 1`))!.id;
