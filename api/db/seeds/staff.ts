/** One account for every role at every synthetic school, and one for each authority. They sign in by one click, or with the password below; in production none of them can. */
import type { Role } from '#domain/roles';
import { rows, sql, type EntityManager } from '#db/orm';
import { chanceOf, uuidOf } from './chance.ts';
import { nameOf, sexBy } from './people.ts';

export const demonstrationSchools = ['993301', '993302', '993401', '993402'] as const;
export type DemonstrationSchool = (typeof demonstrationSchools)[number];
/** Schools that give courses; the elementary ones have no dropouts. */
export const courseUnits = [...demonstrationSchools, '994601', '994602'] as const;
export type CourseUnit = (typeof courseUnits)[number];
export interface RealUnit { readonly id: string; readonly name: string; readonly county: string; readonly township: string; /** code of its county, as its centre is named */ readonly center: string }
/** Real schools that give courses here too, so that the nation's board and the centres of their counties have something. Their people are as invented as everybody. */
export const realUnits: readonly RealUnit[] = [
  { id: '323402', name: '臺北市立松山高級工農職業學校', county: '臺北市', township: '信義區', center: '31' }, { id: '323601', name: '臺北市立興雅國小', county: '臺北市', township: '信義區', center: '31' },
  { id: '194303', name: '臺中市立臺中第二高級中等學校', county: '臺中市', township: '北區', center: '06' }, { id: '064658', name: '臺中市立高美國小', county: '臺中市', township: '清水區', center: '06' },
  { id: '124311', name: '高雄市立林園高級中學', county: '高雄市', township: '林園區', center: '12' }, { id: '124761', name: '高雄市立文華國小', county: '高雄市', township: '鳳山區', center: '12' },
  { id: '150401', name: '國立花蓮高級農業職業學校', county: '花蓮縣', township: '花蓮市', center: '15' }, { id: '154601', name: '花蓮縣立明禮國小', county: '花蓮縣', township: '花蓮市', center: '15' },
];
export const realUnitOf = (unit: string): RealUnit | undefined => realUnits.find(({ id }) => id === unit);
/** The centre that reviews the unit's courses, as its login names it. */
export const centerOf = (unit: string): string => realUnitOf(unit)?.center ?? '99';

const atSchool: Record<string, Role> = {
  main: 'leaver_main', homeroom1: 'leaver_homeroom', homeroom2: 'leaver_homeroom', homeroom3: 'leaver_homeroom', counsellor: 'leaver_counsellor', supervisor: 'leaver_supervisor', principal: 'school_principal',
};
const atUnit: Record<string, Role> = { business: 'ins_business', teacher1: 'ins_teacher', teacher2: 'ins_teacher', teacher3: 'ins_teacher' };
export const teacherLogin = (nth: number, unit: CourseUnit): string => `teacher${nth}.${unit}`;
const authorities: readonly { login: string; role: Role; organisationId: string }[] = [
  { login: 'county.99', role: 'leaver_county', organisationId: 'C99' }, { login: 'k12ea', role: 'leaver_k12ea', organisationId: 'k12ea' },
  { login: 'center.99', role: 'ins_center', organisationId: 'C99' }, { login: 'center-head.99', role: 'ins_center_supervisor', organisationId: 'C99' }, { login: 'courses', role: 'ins_admin', organisationId: 'k12ea' },
  { login: 'support', role: 'sys_support', organisationId: 'k12ea' }, { login: 'admin', role: 'sys_admin', organisationId: 'system' },
];
const postsAt = (schoolId: CourseUnit): Record<string, Role> => ((demonstrationSchools as readonly string[]).includes(schoolId) ? { ...atSchool, ...atUnit } : { principal: 'school_principal', ...atUnit });
const centersElsewhere = [...new Set(realUnits.map(({ center }) => center))].flatMap((code): typeof authorities => [{ login: `center.${code}`, role: 'ins_center', organisationId: `C${code}` }, { login: `center-head.${code}`, role: 'ins_center_supervisor', organisationId: `C${code}` }]);
const staff = [...courseUnits.flatMap((schoolId) => Object.entries(postsAt(schoolId)).map(([post, role]) => ({ login: `${post}.${schoolId}`, role, organisationId: schoolId as string }))), ...authorities, ...realUnits.map(({ id }) => ({ login: `business.${id}`, role: 'ins_business' as const, organisationId: id })), ...centersElsewhere];

/** Of every demonstration account. */
export const DEMONSTRATION_PASSWORD = 'Jiuxuetong-115';

/** Where a school is not there, neither are its people. @returns how many are new */
export async function seedStaff(em: EntityManager, passwordHash: string): Promise<number> {
  const given = staff.map(({ login, role, organisationId }) => {
    const chance = chanceOf(`staff:${login}`);
    return { id: uuidOf('account', login), login, name: nameOf(chance, 'grown', sexBy(chance)), email: `${login}@example.edu.tw`, role, organisation_id: organisationId };
  });
  const added = await rows(em, sql`with given as (select g.* from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id uuid, login text, name text, email text, role text, organisation_id text) join organisation o on o.id = g.organisation_id),
    people as (insert into account (id, login, name, email, password_hash, demonstration) select id, login, name, email, ${passwordHash}, true from given on conflict do nothing returning id)
    insert into role_grant (account_id, role, organisation_id) select id, role, organisation_id from given join people using (id) on conflict do nothing returning 1`);
  return added.length;
}
