/** A school of the test's own, with its people and students: nobody else's cases stand there. Synthetic identifiers only (spec 9.4). */
import { randomInt, randomUUID } from 'node:crypto';
import { addDays, anniversary, dateAt, type PlainDate } from '#domain/plain-date';
import type { Jurisdiction, Role } from '#domain/roles';
import { roles } from '#domain/roles';
import { rows, sql } from '#db/orm';
import { Client } from './client.ts';
import { testWorld } from './world.ts';

export const COUNTY = 'C99', NATION = 'k12ea';
export interface TestSchool { readonly id: string; readonly countyId: string; as(role: Role, nth?: number): Promise<Client> }

/** @param options.countyId a county of its own where a test must not see other schools */
export async function newSchool({ jurisdiction = 'county', countyId = COUNTY }: { jurisdiction?: Jurisdiction; countyId?: string } = {}): Promise<TestSchool> {
  const { orm, baseUrl } = await testWorld(), em = orm.em.fork(), id = `T${randomUUID().slice(0, 8)}`;
  await rows(em, sql`insert into organisation (id, kind, name, county_id, jurisdiction, source) values (${NATION}, 'nation', '教育部國民及學前教育署', null, null, 'test'), (${countyId}, 'county', '測試縣', null, null, 'test') on conflict do nothing`);
  await rows(em, sql`insert into organisation (id, kind, name, county_id, jurisdiction, ownership, school_kind, source) values (${id}, 'school', ${`測試高中${id}`}, ${countyId}, ${jurisdiction}, 'county', 'seniorHigh', 'test')`);
  const signedIn = new Map<string, Promise<Client>>();
  return {
    id, countyId,
    as(role, nth = 1) {
      const organisation = { school: id, county: countyId, nation: NATION, system: NATION }[roles[role].organisation], account = `${role}${nth}.${organisation}.${id}`;
      if (!signedIn.has(account)) signedIn.set(account, newAccount(account, role, organisation).then(() => Client.signIn(baseUrl, account)));
      return signedIn.get(account)!;
    },
  };
}
async function newAccount(login: string, role: Role, organisationId: string): Promise<void> {
  const em = (await testWorld()).orm.em.fork(), id = randomUUID();
  await rows(em, sql`insert into account (id, login, name, email, demonstration) values (${id}, ${login}, ${`測試${roles[role].label.zh}`}, ${`${login}@example.edu.tw`}, true)`);
  await rows(em, sql`insert into role_grant (account_id, role, organisation_id) values (${id}, ${role}, ${organisationId})`);
}

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 1];
/** Y19…: a letter no longer issued, so that no real person is hit; check digit after spec 8.1. */
export function syntheticId(): string {
  const digits = `19${String(randomInt(1_000_000)).padStart(6, '0')}`;
  const sum = 3 * 1 + 1 * 9 + [...digits].reduce((total, digit, i) => total + Number(digit) * WEIGHTS[i]!, 0);   // Y is 31
  return `Y${digits}${(10 - (sum % 10)) % 10}`;
}
export interface TestStudent { readonly idNo: string; readonly birthDate: PlainDate; readonly name: string }
/** Enrolled at the school, sixteen unless told. */
export async function newStudent(school: Pick<TestSchool, 'id'>, { birthDate = anniversary(addDays(dateAt(Date.now()), -40), -16), name = '林測試' }: { birthDate?: PlainDate; name?: string } = {}): Promise<TestStudent> {
  const { orm, desk } = await testWorld(), idNo = syntheticId();
  await rows(orm.em.fork(), sql`insert into registry_student (id_no_index, id_no_sealed, name, birth_date, sex, student_no, school_id, school_type, department, grade, class_name)
    values (${desk.sealing.blindIndex(idNo)}, ${desk.sealing.seal(idNo)}, ${name}, ${birthDate}, 'male', 'S0001', ${school.id}, 'general', '普通科', 1, '101') on conflict do nothing`);
  return { idNo, birthDate, name };
}
