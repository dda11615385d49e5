/** The pupils of the synthetic schools as the seeded student registry knows them: 200 a school, and one for each case that is told. */
import { addDays, anniversary, yearOf, type PlainDate } from '#domain/plain-date';
import { academicYear } from '#domain/school-year';
import type { Sex } from '#domain/identity-number';
import type { schoolTypes } from '#workflows/dropout/code-lists';
import { rows, sql, type EntityManager } from '#db/orm';
import type { Sealing } from '#db/sealing';
import { chanceOf, type Chance } from './chance.ts';
import { nameOf, sexBy, syntheticId } from './people.ts';
import { demonstrationSchools, type DemonstrationSchool } from './staff.ts';

export interface Pupil {
  readonly idNo: string; readonly name: string; readonly birthDate: PlainDate; readonly sex: Sex; readonly studentNo: string; readonly schoolId: DemonstrationSchool;
  readonly schoolType: keyof typeof schoolTypes; readonly department: string; readonly grade: number; readonly className: string;
}
const PUPILS_A_SCHOOL = 200;
/** Serials below are for those of whom a case tells. */
const FIRST_SERIAL = 1000;

const academic = { types: [['general', 70], ['comprehensive', 20], ['evening', 10]], departments: ['普通科', '綜合高中科'] } as const;
const vocational = { types: [['vocational', 60], ['practical', 15], ['coop', 10], ['evening', 15]], departments: ['資訊科', '機械科', '電機科', '餐飲管理科', '商業經營科', '多媒體設計科', '幼兒保育科'] } as const;
const classes = ['忠', '孝', '仁', '愛', '信', '義'];
const AD_OFFSET = 1911;

/** Grade 1 is entered by those who are fifteen on 1 September; a few are a year behind. */
function gradeOf(birthDate: PlainDate, today: PlainDate): number {
  const turnedFifteen = yearOf(addDays(birthDate, 121)) + 15;   // who is born from 2 September on goes with the next year's
  return Math.min(3, Math.max(1, academicYear(today) + AD_OFFSET - turnedFifteen + 1));
}
/** @param serial decides everything but the birth date: the same serial, the same person */
export function pupilOf(serial: number, schoolId: DemonstrationSchool, birthDate: PlainDate, today: PlainDate): Pupil {
  const chance = chanceOf(`pupil:${serial}`), sex = sexBy(chance), grade = gradeOf(birthDate, today), offered = schoolId.startsWith('9933') ? academic : vocational;
  return {
    idNo: syntheticId(sex, serial), name: nameOf(chance, 'young', sex), birthDate, sex, studentNo: `${academicYear(today) - grade + 1}${String(serial).padStart(5, '0')}`, schoolId,
    schoolType: chance.weighted<keyof typeof schoolTypes>(offered.types), department: chance.pick(offered.departments), grade, className: `${'一二三'[grade - 1]}年${chance.pick(classes)}班`,
  };
}
/** Fifteen to eighteen years old. */
function birthDateBy(chance: Chance, today: PlainDate): PlainDate {
  return addDays(anniversary(today, -18), chance.between(-150, 1090));
}
export function crowd(today: PlainDate): Pupil[] {
  return demonstrationSchools.flatMap((schoolId, school) => Array.from({ length: PUPILS_A_SCHOOL }, (_, i) => {
    const serial = FIRST_SERIAL + school * PUPILS_A_SCHOOL + i;
    return pupilOf(serial, schoolId, birthDateBy(chanceOf(`birth:${serial}`), today), today);
  }));
}
/** Who is known already stays as it is: an earlier run, or somebody who moved on. */
export async function seedPupils(em: EntityManager, sealing: Sealing, pupils: readonly Pupil[]): Promise<void> {
  const given = pupils.map(({ idNo, name, birthDate, sex, studentNo, schoolId, schoolType, department, grade, className }) => ({
    id_no_index: sealing.blindIndex(idNo), id_no_sealed: sealing.seal(idNo), name, birth_date: birthDate, sex, student_no: studentNo, school_id: schoolId, school_type: schoolType, department, grade, class_name: className,
  }));
  await rows(em, sql`insert into registry_student (id_no_index, id_no_sealed, name, birth_date, sex, student_no, school_id, school_type, department, grade, class_name)
    select id_no_index, id_no_sealed, name, birth_date, sex, student_no, school_id, school_type, department, grade, class_name from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as p (id_no_index text, id_no_sealed text, name text, birth_date date, sex text, student_no text, school_id text, school_type text, department text, grade int, class_name text) on conflict do nothing`);
}
