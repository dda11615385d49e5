/** The demonstration: real schools beside synthetic ones, invented people, and cases with a past. Nothing in it is about anybody. */
import { fileURLToPath } from 'node:url';
import { calendarFor } from '#db/calendar';
import { migrate } from '#db/migrate';
import { row, rows, sql, type EntityManager } from '#db/orm';
import { sealingWith } from '#db/sealing';
import { abandon } from '../../activities/adapters/temporal.ts';
import { crowd, seedPupils } from '../db/seeds/students.ts';
import { DEMONSTRATION_PASSWORD, seedStaff } from '../db/seeds/staff.ts';
import { hashPassword } from '../people/passwords.ts';
import { stories } from '../db/seeds/stories.ts';
import { courseStories } from '../db/seeds/course-stories.ts';
import { seedTeachers, TEACHERS } from '../db/seeds/teachers.ts';
import { liveThrough, todayInTaipei } from './lived-cases.ts';
import { courseLives, keysOfCourse } from './lived-courses.ts';
import { dropoutLives, keysOfDropout } from './lived-dropouts.ts';
import { demonstrationOnly, type AdminCommand, type Operator } from './operator.ts';
import { withWorker } from './own-worker.ts';
import { importSchools } from './schools.ts';
import { loadBuiltInCalendar } from './working-days.ts';

const dataFile = (name: string): string => fileURLToPath(new URL(`../db/data/${name}`, import.meta.url));
const COUNTY = 'C99';

/** Does nothing where the demonstration is there, or where there are cases that are not its own. Stopped on the way, it goes on where it was. */
export const seed: AdminCommand = async (operator) => {
  demonstrationOnly(operator);
  await migrate(operator.orm);
  const there = await whatIsThere(operator.orm.em.fork());
  if (there === 'all') operator.say('The demonstration is there already.');
  else if (there === 'others') operator.say('There are cases already; the demonstration is not mixed with them.');
  else await fill(operator);
  return true;
};
export const reseed: AdminCommand = async (operator) => {
  demonstrationOnly(operator);
  await migrate(operator.orm);
  await empty(operator);
  await fill(operator);
  return true;
};

/** Names this filling of the store, until it is emptied; none before its accounts are there. */
const fillingOf = async (em: EntityManager): Promise<string | null> => (await row<{ filling: string | null }>(em, sql`select min(created_at)::text as filling from account where demonstration`))!.filling;

async function whatIsThere(em: EntityManager): Promise<'all' | 'some' | 'others'> {
  const filling = await fillingOf(em), keys = filling === null ? [] : [...stories.map((story) => keysOfDropout(story, filling)), ...courseStories.flatMap((story) => keysOfCourse(story, filling))];
  const found = (await row<{ own: number; all: number; lived: number; behind: number }>(em, sql`select (select count(*)::int from case_file where id = any (${keys.map((own) => own[0]!)}::uuid[])) as own, (select count(*)::int from case_file) as all,
    (select count(*)::int from case_event where command_id = any (${keys.map((own) => own.at(-1)!)}::text[])) as lived, (select count(*)::int from case_file where clock_ahead_ms < -3600000) as behind`))!;
  if (found.all && !found.own) return 'others';
  return keys.length && found.lived === keys.length && !found.behind ? 'all' : 'some';
}
async function fill(operator: Operator): Promise<void> {
  const { orm, config, say } = operator, today = todayInTaipei(), sealing = sealingWith(config.keys);
  await loadBuiltInCalendar(orm);
  for (const list of ['senior-high-schools.csv', 'elementary-schools.csv', 'synthetic-schools.csv']) {
    const { added, unchanged } = await importSchools(orm, dataFile(list));
    say(`Schools: ${added + unchanged} of ${list}`);
  }
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  await orm.em.fork().transactional((em) => seedStaff(em, passwordHash));
  const em = orm.em.fork(), filling = (await fillingOf(em))!, calendar = await calendarFor(em, COUNTY);
  const dropouts = dropoutLives(stories, filling, today, calendar), courses = courseLives(courseStories, filling, Date.now(), calendar), pupils = [...dropouts.map((life) => life.pupil), ...crowd(today)];
  await em.transactional((within) => seedPupils(within, sealing, pupils));
  await em.transactional((within) => seedTeachers(within, sealing));
  say(`People: ${pupils.length} pupils in the student registry, ${TEACHERS} teachers, an account for every role`);
  await withWorker(operator, () => liveThrough(operator, [...dropouts, ...courses.first], courses.later));
}

/** Everything but the structure and the code lists that come with it; the procedures of its cases are ended first, so that none writes into what comes next. */
async function empty({ orm, temporal, say }: Operator): Promise<void> {
  const cases = await rows<{ id: string }>(orm.em.fork(), sql`select id from case_file`);
  for (const { id } of cases) await abandon(temporal, id, 'the demonstration begins again');
  const tables = await rows<{ name: string }>(orm.em.fork(), sql`select tablename as name from pg_tables where schemaname = current_schema() and tablename not in ('schema_migration', 'course_code_list')`);
  await rows(orm.em.fork(), sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))} cascade`);
  say(`Emptied: ${cases.length} cases.`);
}
