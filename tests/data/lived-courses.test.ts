/** Issue 4: the demonstration's courses have a past that the real procedures lived through, with registrations, lists and hours that agree. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { calendarFor } from '#db/calendar';
import { row, rows, sql } from '#db/orm';
import { sealingWith } from '#db/sealing';
import { liveThrough } from '../../api/admin/lived-cases.ts';
import { courseLives, type CourseLives } from '../../api/admin/lived-courses.ts';
import { importSchools } from '../../api/admin/schools.ts';
import { courseStories, type CourseStory } from '../../api/db/seeds/course-stories.ts';
import { scopeOf } from '../../api/db/seeds/course-story-forms.ts';
import { centerOf, realUnitOf, seedStaff } from '../../api/db/seeds/staff.ts';
import { seedTeachers } from '../../api/db/seeds/teachers.ts';
import { operatorHere } from './operator.ts';

const storyWhere = (fits: (story: CourseStory) => boolean, real = false): CourseStory => courseStories.find((story) => (realUnitOf(story.unit) !== undefined) === real && fits(story))!;
const does = ({ deeds }: CourseStory, ...names: string[]): boolean => names.every((name) => deeds.some((deed) => deed.does === name));
const chosen = {
  full: storyWhere((story) => story.demand === 'over' && does(story, 'passList') && scopeOf(story) === 'county'),
  anew: storyWhere((story) => does(story, 'passList', 'resubmitList') && !does(story, 'failList') && story.ending.deadline === undefined),
  late: storyWhere((story) => story.ending.deadline === 'courseReview' && story.ending.level === 2),
  elsewhere: storyWhere((story) => does(story, 'passList'), true),
  changed: storyWhere((story) => story.amendment?.deeds.at(-1)!.action === 'applyChange'),
};
let lives: CourseLives, operator: Awaited<ReturnType<typeof operatorHere>>;
const caseOf = (name: keyof typeof chosen): string => lives.first.find((life) => life.story === chosen[name])!.caseId;
const one = <T>(query: ReturnType<typeof sql>): Promise<T> => row<T>(operator.orm.em.fork(), query) as Promise<T>;

beforeAll(async () => {
  operator = await operatorHere();
  for (const list of ['elementary-schools.csv', 'senior-high-schools.csv', 'synthetic-schools.csv']) await importSchools(operator.orm, fileURLToPath(new URL(`../../api/db/data/${list}`, import.meta.url)));
  await operator.orm.em.fork().transactional((em) => seedStaff(em, 'nobody signs in'));
  await operator.orm.em.fork().transactional((em) => seedTeachers(em, sealingWith(operator.config.keys)));
  lives = courseLives(Object.values(chosen), `test ${Date.now()}`, Date.now(), await calendarFor(operator.orm.em.fork(), 'C99'));
  await liveThrough(operator, lives.first, lives.later);
});

describe('a course of the demonstration', () => {
  test('that is full has a waiting list, whose first took the places of those who were not accepted', async () => {
    const counts = await one<Record<string, number>>(sql`select e.capacity, e.pending, e.accepted, e.waitlisted, (select count(*)::int from registration r where r.case_id = e.case_id and r.state = 'accepted') as rows from enrolment e where case_id = ${caseOf('full')}`);
    expect(counts).toMatchObject({ capacity: 20, pending: 0, accepted: 20, rows: 20 });
    expect(counts['waitlisted']).toBeGreaterThan(0);
  });
  test('gave hours to whom its list names, and to nobody else', async () => {
    const differing = await rows(operator.orm.em.fork(), sql`select 1 from (select case_id, version, teacher_id, hours from issued_hours where case_id = ${caseOf('full')}) h full join (select r.* from course_list_row r where r.case_id = ${caseOf('full')}) r using (case_id, version, teacher_id) where h.hours is distinct from r.hours`);
    expect(differing).toEqual([]);
    expect(await one(sql`select count(*)::int > 5 as some from issued_hours where case_id = ${caseOf('full')}`)).toEqual({ some: true });
  });
  test('whose list was handed in anew gives the hours of the second', async () => {
    expect(await rows(operator.orm.em.fork(), sql`select distinct version from issued_hours where case_id = ${caseOf('anew')}`)).toEqual([{ version: 2 }]);
  });
  test('waits as long for its centre as its story says, told level by level', async () => {
    expect(await rows(operator.orm.em.fork(), sql`select level from case_event where case_id = ${caseOf('late')} and kind = 'late' and name = 'courseReview' order by sequence`)).toEqual([{ level: 1 }, { level: 2 }]);
  });
  test('that was changed after closing shows what the letter asked for', async () => {
    expect(await one<{ notes: string }>(sql`select form ->> 'notes' as notes from course where case_id = ${caseOf('changed')}`)).toEqual({ notes: expect.stringContaining('更正') });
  });
  test('at a real school is reviewed by the centre of its own county, and gives hours to teachers of other schools', async () => {
    const { unit } = chosen.elsewhere, center = centerOf(unit);
    expect(await one(sql`select c.school_id as school, c.county_id as county, a.login as by from case_file c join case_event e on e.case_id = c.id and e.name = 'passList' join account a on a.id::text = e.person_id where c.id = ${caseOf('elsewhere')}`)).toEqual({ school: unit, county: `C${center}`, by: `center.${center}` });
    expect(await one(sql`select count(*)::int > 5 as some, count(*) filter (where t.school_id = ${unit})::int < 3 as few from issued_hours h join teacher t on t.id = h.teacher_id where h.case_id = ${caseOf('elsewhere')}`)).toEqual({ some: true, few: true });
  });
  test('shows today by its own clock, and is not lived twice', async () => {
    const ids = [...lives.first, ...lives.later].map(({ caseId }) => caseId), events = () => rows(operator.orm.em.fork(), sql`select case_id, sequence from case_event where case_id = any (${ids}::uuid[]) order by 1, 2`);
    expect(await rows(operator.orm.em.fork(), sql`select id from case_file where id = any (${ids}::uuid[]) and abs(clock_ahead_ms) > 60000`)).toEqual([]);
    const before = await events();
    await liveThrough(operator, lives.first, lives.later);
    expect(await events()).toEqual(before);
  });
});
