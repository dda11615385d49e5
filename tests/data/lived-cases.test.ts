/** Issue F: the demonstration's cases have a past that the real procedures lived through, and show today by their own clocks. */
import { beforeAll, describe, expect, test } from 'vitest';
import { calendarFor } from '#db/calendar';
import { row, rows, sql } from '#db/orm';
import { sealingWith } from '#db/sealing';
import { liveThrough, todayInTaipei } from '../../api/admin/lived-cases.ts';
import { dropoutLives, type DropoutLife } from '../../api/admin/lived-dropouts.ts';
import { importSchools } from '../../api/admin/schools.ts';
import { seedStaff } from '../../api/db/seeds/staff.ts';
import { stories, type Story } from '../../api/db/seeds/stories.ts';
import { seedPupils } from '../../api/db/seeds/students.ts';
import { fileURLToPath } from 'node:url';
import { operatorHere } from './operator.ts';

const storyWhere = (fits: (story: Story) => boolean): Story => stories.find(fits)!;
const chosen = {
  late: storyWhere(({ ending }) => ending.level === 2 && ending.deadline === 'reporting'),
  onLeave: storyWhere(({ deeds }) => deeds.some((deed) => deed.ground === 'to_leave')),
  grown: storyWhere(({ deeds, ending }) => ending.ofAge !== undefined && ending.ofAge > 0 && deeds.some((deed) => deed.action === 'report')),
};
type Name = keyof typeof chosen;
let lives: DropoutLife[], operator: Awaited<ReturnType<typeof operatorHere>>;
const caseOf = (name: Name): string => lives.find((life) => life.story === chosen[name])!.caseId;
interface Reached { status: string; ahead: number; level: number | null; ground: string | null }
const reached = async (id: string): Promise<Reached> => (await row<Reached>(operator.orm.em.fork(), sql`select status, clock_ahead_ms::float8 as ahead, state -> 'facts' ->> 'closeGround' as ground, (select max(level) from deadline d where d.case_id = c.id and d.closed_at is null) as level from case_file c where id = ${id}`))!;

beforeAll(async () => {
  operator = await operatorHere();
  await importSchools(operator.orm, fileURLToPath(new URL('../../api/db/data/synthetic-schools.csv', import.meta.url)));
  await operator.orm.em.fork().transactional((em) => seedStaff(em, 'nobody signs in'));
  lives = dropoutLives(Object.values(chosen), `test ${Date.now()}`, todayInTaipei(), await calendarFor(operator.orm.em.fork(), 'C99'));
  await seedPupils(operator.orm.em.fork(), sealingWith(operator.config.keys), lives.map((life) => life.pupil));
  await liveThrough(operator, lives);
});

describe('a case of the demonstration', () => {
  test('waits as late as its story says, told level by level by its procedure', async () => {
    expect(await reached(caseOf('late'))).toMatchObject({ status: 'pending_report', level: 2 });
    expect(await rows(operator.orm.em.fork(), sql`select level from case_event where case_id = ${caseOf('late')} and kind = 'late' and name = 'reporting' order by sequence`)).toEqual([{ level: 1 }, { level: 2 }]);
  });
  test('closed as on leave has set a leave filing going, whose clock shows today too', async () => {
    expect(await reached(caseOf('onLeave'))).toMatchObject({ status: 'closed', ground: 'to_leave' });
    const follower = await row<{ id: string }>(operator.orm.em.fork(), sql`select id from case_file where state -> 'facts' -> 'follows' ->> 'caseId' = ${caseOf('onLeave')}`);
    expect(Math.abs((await reached(follower!.id)).ahead)).toBeLessThan(60_000);
  });
  test('of a pupil who came of age was closed by the system', async () => expect(await reached(caseOf('grown'))).toMatchObject({ status: 'closed', ground: 'adult_18' }));
  test('shows today by its own clock, and nothing in it lies in the future', async () => {
    for (const { caseId } of lives) expect(Math.abs((await reached(caseId)).ahead)).toBeLessThan(60_000);
    expect(await rows(operator.orm.em.fork(), sql`select name, at from case_event where case_id = any (${lives.map((life) => life.caseId)}::uuid[]) and at > ${new Date(Date.now() + 60_000)}`)).toEqual([]);
  });
  test('is not lived twice', async () => {
    const events = () => rows(operator.orm.em.fork(), sql`select case_id, sequence, command_id from case_event where case_id = any (${lives.map((life) => life.caseId)}::uuid[]) order by 1, 2`);
    const before = await events();
    await liveThrough(operator, lives);
    expect(await events()).toEqual(before);
  });
});
