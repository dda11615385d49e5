/** The overdue board of each scope: what is late, how long, and whom to ring. CONTRACT.md: `GET /supervision/overdue`; spec 7.2. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OverdueBoard } from '#contract/cases';
import { addDays, dateAt } from '#domain/plain-date';
import type { Role } from '#domain/roles';
import { rows, sql } from '#db/orm';
import { newSchool, type TestSchool } from '../support/school.ts';
import { storeCases, type StoredTask } from '../support/stored-cases.ts';
import { testWorld } from '../support/world.ts';

const today = dateAt(Date.now()), daysAgo = (days: number): string => addDays(today, -days);
const countyId = `C${randomUUID().slice(0, 8)}`;
let first: TestSchool, second: TestSchool;
const board = async (school: TestSchool, role: Role): Promise<OverdueBoard> => (await (await school.as(role)).get<OverdueBoard>('/supervision/overdue')).body;
const late = (level: number, days: number, more: Partial<StoredTask> = {}): StoredTask => ({ name: 'reporting', level, dueOn: daysAgo(days), ...more });

beforeAll(async () => {
  [first, second] = await Promise.all([newSchool({ countyId }), newSchool({ countyId })]);
  const em = (await testWorld()).orm.em.fork(), { accountId: authorId } = await first.as('leaver_main'), of = (school: TestSchool) => (task: StoredTask) => ({ schoolId: school.id, countyId, authorId, status: 'pending_report', tasks: [task] });
  await storeCases(em, [
    ...[late(1, 1), late(2, 6), late(3, 20), late(3, 40), late(3, 60, { closed: true }), late(0, 0), late(0, -3), late(0, 0, { dueOn: null }), late(0, 5, { name: 'filing' })].map(of(first)), ...[late(1, 2)].map(of(second)),
  ]);
});

describe('GET /supervision/overdue', () => {
  it('counts for the county by school, for a school its own, each late task in one age', async () => {
    const rowOf = (school: TestSchool, upTo3: number, upTo7: number, more: number) => ({ id: school.id, name: `測試高中${school.id}`, ages: { upTo3, upTo7, more }, total: upTo3 + upTo7 + more });
    const [county, principal] = [await board(first, 'leaver_county'), await board(second, 'school_principal')];
    expect([county.by, county.scope.id, county.rows]).toEqual(['school', countyId, [rowOf(first, 1, 1, 2), rowOf(second, 1, 0, 0)]]);
    expect([principal.by, principal.scope.id, principal.rows]).toEqual(['school', second.id, [rowOf(second, 1, 0, 0)]]);
  });

  it('counts for the nation by county', async () => {
    const { by, rows } = await board(first, 'leaver_k12ea');
    expect([by, rows.find(({ id }) => id === countyId)]).toEqual(['county', { id: countyId, name: '測試縣', ages: { upTo3: 2, upTo7: 1, more: 2 }, total: 5 }]);
  });

  it('of a person with roles at two schools names and counts both, and no third where the role reads nothing', async () => {
    const person = await first.as('school_principal', 2), em = (await testWorld()).orm.em.fork(), third = await newSchool({ countyId });
    await rows(em, sql`insert into role_grant (account_id, role, organisation_id) values (${person.accountId}, 'school_principal', ${second.id}), (${person.accountId}, 'sys_admin', ${third.id})`);
    const { body } = await person.get<OverdueBoard>('/supervision/overdue'), [one, other] = [first, second].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id }) => ({ id, name: `測試高中${id}` }));
    expect([body.scope.name, body.scopes, body.rows.map(({ id }) => id).sort()]).toEqual([`${one!.name}、${other!.name}`, [one, other], [one!.id, other!.id]]);
  });

  it('shows the oldest first, with the main reporter and the division head to ring', async () => {
    await first.as('leaver_supervisor');
    const { oldest } = await board(first, 'leaver_county');
    expect(oldest.map(({ task }) => task.dueOn)).toEqual([daysAgo(40), daysAgo(20), daysAgo(6), daysAgo(2), daysAgo(1)]);
    expect(oldest[0]!.contacts).toEqual([{ name: '測試主要通報人', role: '主要通報人' }, { name: '測試一級主管', role: '一級主管' }]);
  });

  it('looks fourteen days ahead and counts what waits for a calendar', async () => {
    const { ahead, waitingForCalendar } = await board(first, 'leaver_county');
    expect([ahead.length, ahead[0], ahead.filter(({ due }) => due).map(({ date }) => date)]).toEqual([14, { date: today, due: 1 }, [today, addDays(today, 3)]]);
    expect(waitingForCalendar).toBe(1);
  });

  it('does not count a draft that only reminds (T36), nor shows anything to a system administrator', async () => {
    expect((await board(first, 'leaver_county')).oldest.map(({ task }) => task.task)).not.toContain('C-DRAFT');
    expect(await board(first, 'sys_admin')).toMatchObject({ rows: [], oldest: [], waitingForCalendar: 0 });
  });
});
