/** The teachers whom their schools have added to the platform: sixty at each synthetic school, the others at real ones. All are invented. Spec 1, 9.4. */
import type { Sex } from '#domain/identity-number';
import type { positions, Stage } from '#workflows/course/code-lists';
import { rows, sql, type EntityManager } from '#db/orm';
import type { Sealing } from '#db/sealing';
import { chanceOf, uuidOf } from './chance.ts';
import { nameOf, sexBy, syntheticId } from './people.ts';
import { courseUnits, teacherLogin, type CourseUnit } from './staff.ts';

export const TEACHERS = 3000;
const TEACHERS_A_UNIT = 60;
const AT_UNITS = courseUnits.length * TEACHERS_A_UNIT;
/** The first of each unit have accounts: only who has one gets mails. */
const ACCOUNTS_A_UNIT = 10;
/** IDs below are pupils'. */
const FIRST_ID = 100_000;

export interface Teacher { readonly serial: number; readonly id: string; readonly idNo: string; readonly name: string; readonly sex: Sex; readonly personCode: string; readonly position: keyof typeof positions; /** undefined: at a real school */ readonly unit: CourseUnit | undefined; readonly login: string | null }

const positionsHeld: readonly (readonly [keyof typeof positions, number])[] = [['full', 46], ['homeroom', 20], ['chief', 10], ['director', 6], ['substitute', 9], ['part', 4], ['trainee', 3], ['other', 2]];

export function teacherOf(serial: number): Teacher {
  const nth = serial % TEACHERS_A_UNIT, unit = serial < AT_UNITS ? courseUnits[Math.floor(serial / TEACHERS_A_UNIT)] : undefined, principal = unit !== undefined && nth === TEACHERS_A_UNIT - 1;
  const login = unit && hasAccount(serial) ? teacherLogin(nth + 1, unit) : null;
  // who has an account has its name
  const person = chanceOf(login ? `staff:${login}` : principal ? `staff:principal.${unit}` : `teacher:${serial}`), sex = sexBy(person);
  return {
    serial, id: teacherId(serial), idNo: syntheticId(sex, FIRST_ID + serial), name: nameOf(person, 'grown', sex), sex, personCode: `T${String(serial + 1).padStart(7, '0')}`, unit, login,
    position: principal ? 'principal' : chanceOf(`position:${serial}`).weighted(positionsHeld),
  };
}
export const hasAccount = (serial: number): boolean => serial < AT_UNITS && serial % TEACHERS_A_UNIT < ACCOUNTS_A_UNIT;
export const teacherId = (serial: number): string => uuidOf('teacher', serial);
/** Serials of those at one unit, who have accounts first. */
export const serialsAt = (unit: CourseUnit): number[] => Array.from({ length: TEACHERS_A_UNIT }, (_, nth) => courseUnits.indexOf(unit) * TEACHERS_A_UNIT + nth);
export const serialsElsewhere = (): number[] => Array.from({ length: TEACHERS - AT_UNITS }, (_, i) => AT_UNITS + i);

/** What a school of this kind and code teaches. */
function stageOf({ id, kind }: School): Stage {
  if (kind === 'elementary') return 'es';
  if (kind === 'juniorHigh') return 'jh';
  return kind === 'special' ? 'sped' : id[3] === '4' ? 'vh' : 'sh';
}
interface School { readonly id: string; readonly kind: string }

/** Who is known already stays as it is. Spread over the real schools that are there, in the order of their codes. */
export async function seedTeachers(em: EntityManager, sealing: Sealing): Promise<number> {
  const known = await rows<School>(em, sql`select id, school_kind as kind from organisation where kind = 'school' and county_id is not null order by id`);
  const real = known.filter(({ id }) => !id.startsWith('99')), units = new Map(known.map((school) => [school.id, school]));
  const given = Array.from({ length: TEACHERS }, (_, serial) => teacherOf(serial)).flatMap((teacher) => {
    const school = teacher.unit ? units.get(teacher.unit) : real[chanceOf(`post:${teacher.serial}`).between(0, real.length - 1)];
    if (!school) return [];
    const { id, idNo, personCode, name, sex, position, login } = teacher;
    return [{ id, school_id: school.id, id_no_sealed: sealing.seal(idNo), id_no_index: sealing.blindIndex(idNo), person_code: personCode, name, sex, position, stage: stageOf(school), account_id: login && uuidOf('account', login) }];
  });
  await seedTeacherAccounts(em);
  return (await rows(em, sql`insert into teacher (id, account_id, school_id, id_no_sealed, id_no_index, person_code, name, sex, position, stage)
    select id, account_id, school_id, id_no_sealed, id_no_index, person_code, name, sex, position, stage
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as t (id uuid, account_id uuid, school_id text, id_no_sealed text, id_no_index text, person_code text, name text, sex text, position text, stage text)
    on conflict do nothing returning 1`)).length;
}
/** Those beyond the ones offered on the sign-in page receive mails, but nobody signs in as them. */
async function seedTeacherAccounts(em: EntityManager): Promise<void> {
  const given = courseUnits.flatMap(serialsAt).map(teacherOf).filter(({ login }) => login).map(({ login, name, unit }) => ({ id: uuidOf('account', login!), login, name, email: `${login}@example.edu.tw`, organisation_id: unit }));
  await rows(em, sql`with given as (select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id uuid, login text, name text, email text, organisation_id text)),
    people as (insert into account (id, login, name, email) select id, login, name, email from given on conflict do nothing returning id)
    insert into role_grant (account_id, role, organisation_id) select id, 'ins_teacher', organisation_id from given join people using (id) on conflict do nothing`);
}
