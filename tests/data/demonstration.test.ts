/** Who is in the demonstration: an account to sign in with for every role, three thousand invented teachers, six synthetic schools. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRole, roleNames, roles } from '#domain/roles';
import { row, rows, sql } from '#db/orm';
import { importSchools } from '../../api/admin/schools.ts';
import { realUnits, seedStaff } from '../../api/db/seeds/staff.ts';
import { seedTeachers } from '../../api/db/seeds/teachers.ts';
import { testWorld } from '../support/world.ts';
import { newDatabase, type OwnDatabase } from './own-database.ts';

let database: OwnDatabase;
const seeded = async (): Promise<number> => {
  const { desk: { sealing } } = await testWorld();
  return database.orm.em.fork().transactional((em) => seedTeachers(em, sealing));
};
beforeAll(async () => {
  database = await newDatabase();
  for (const list of ['elementary-schools.csv', 'senior-high-schools.csv', 'synthetic-schools.csv']) await importSchools(database.orm, fileURLToPath(new URL(`../../api/db/data/${list}`, import.meta.url)));
  await seedStaff(database.orm.em.fork(), 'nobody signs in');
  await seeded();
});
afterAll(() => database.drop());
const ask = <T>(query: ReturnType<typeof sql>) => rows<T>(database.orm.em.fork(), query);

describe('the accounts of the demonstration', () => {
  test('are there for every role, one click away, each at an organisation of its kind', async () => {
    const found = await ask<{ role: string; kind: string }>(sql`select distinct g.role, o.kind from account a join role_grant g on g.account_id = a.id join organisation o on o.id = g.organisation_id where a.demonstration`);
    expect(found.map(({ role }) => role).toSorted()).toEqual([...roleNames].toSorted());
    expect(found.filter(({ role, kind }) => !isRole(role) || roles[role].organisation !== kind)).toEqual([]);
  });
  test('let one organise courses at each of eight real schools, too, as they are called in the imported lists; their centres review them', async () => {
    const found = await ask<{ id: string; name: string; county: string }>(sql`select o.id, o.name, c.name as county from account a join role_grant g on g.account_id = a.id join organisation o on o.id = g.organisation_id join organisation c on c.id = o.county_id where a.demonstration and g.role = 'ins_business' and o.id not like '99%' order by 1`);
    const told = (name: string, county: string): string => (name.startsWith('市立') || name.startsWith('縣立') ? `${county.slice(0, 2)}${name}` : name);
    expect(found.map(({ id, name, county }) => [id, told(name, county), county])).toEqual(realUnits.map(({ id, name, county }) => [id, name, county]).toSorted());
    expect(await ask(sql`select distinct c.name from role_grant g join organisation c on c.id = g.organisation_id where g.role = 'ins_center' order by 1`)).toHaveLength(5);
  });
  test('let one organise courses and three be teachers at each of six synthetic schools', async () => {
    const at = (role: string) => ask(sql`select g.organisation_id as unit, count(*)::int from role_grant g join account a on a.id = g.account_id where a.demonstration and g.role = ${role} and g.organisation_id like '99%' group by 1 order by 1`), units = ['993301', '993302', '993401', '993402', '994601', '994602'];
    expect(await at('ins_business')).toEqual(units.map((unit) => ({ unit, count: 1 })));
    expect(await at('ins_teacher')).toEqual(units.map((unit) => ({ unit, count: 3 })));
  });
});
describe('the teachers of the demonstration', () => {
  test('are three thousand, sixty of them with an account that has their name and a mail address of nobody', async () => {
    expect(await row(database.orm.em.fork(), sql`select count(*)::int as all, count(account_id)::int as accounts, count(distinct school_id) filter (where school_id not like '99%') > 1000 as "realSchools" from teacher`)).toEqual({ all: 3000, accounts: 60, realSchools: true });
    expect(await ask(sql`select t.name, a.name, a.email from teacher t join account a on a.id = t.account_id where t.name <> a.name or a.email not like '%@example.edu.tw'`)).toEqual([]);
  });
  test('teach at every kind of school, in every position', async () => {
    expect((await ask<{ stage: string }>(sql`select distinct stage from teacher order by 1`)).map(({ stage }) => stage)).toEqual(['es', 'sh', 'sped', 'vh']);
    expect((await ask<{ position: string }>(sql`select distinct position from teacher`)).length).toBe(9);
  });
  test('are not added twice', async () => expect(await seeded()).toBe(0));
});
