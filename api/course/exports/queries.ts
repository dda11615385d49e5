/** What stands on the papers and sheets of a course. */
import type { ExtraFieldName, RegistrationState } from '#workflows/course/code-lists';
import { row, rows, sql, type EntityManager, type Timestamp } from '#db/orm';
import { teacherColumns, type TeacherRow } from '../teachers.ts';
import type { SheetCourse } from './sheets.ts';

export const sheetCourse = async (em: EntityManager, caseId: string): Promise<SheetCourse> =>
  (await row<SheetCourse>(em, sql`select c.number as code, k.name, o.name as unit, k.starts_on::text as "startsOn", k.ends_on::text as "endsOn", concat(k.form ->> 'county', k.form ->> 'township', k.form ->> 'address') as place, k.hours::float8 as hours,
    k.form ->> 'classKind' <> 'non_credit' as credits from course k join case_file c on c.id = k.case_id join organisation o on o.id = c.school_id where k.case_id = ${caseId}`))!;

export interface RegisteredRow { readonly place: number; readonly state: RegistrationState; readonly source: 'online' | 'school'; readonly extraSealed: string | null; readonly registeredAt: Timestamp; readonly teacher: TeacherRow }
/** In the order they came. */
export const registeredFor = (em: EntityManager, caseId: string, { all = false }: { all?: boolean } = {}): Promise<RegisteredRow[]> =>
  rows<RegisteredRow>(em, sql`select r.place, r.state, r.source, r.extra_sealed as "extraSealed", r.registered_at as "registeredAt", (select row_to_json(shown) from (select ${teacherColumns} from teacher t join organisation o on o.id = t.school_id where t.id = r.teacher_id) shown) as teacher
    from registration r where r.case_id = ${caseId} and (${all} or r.state = 'accepted') order by r.place`);
export interface ExtraQuestions { readonly fields?: readonly ExtraFieldName[]; readonly others?: readonly string[] }
export const questionsOf = async (em: EntityManager, caseId: string): Promise<ExtraQuestions> => (await row<{ extra: ExtraQuestions }>(em, sql`select extra from enrolment where case_id = ${caseId}`))!.extra;

/** The newest list that passed: it stands until another one does. */
export const passedVersion = async (em: EntityManager, caseId: string): Promise<number | undefined> =>
  (await row<{ version: number }>(em, sql`select version from course_list where case_id = ${caseId} and state = 'passed' order by version desc limit 1`))?.version;
export const ownTeacher = (em: EntityManager, accountId: string): Promise<TeacherRow | undefined> =>
  row<TeacherRow>(em, sql`select ${teacherColumns} from teacher t join organisation o on o.id = t.school_id where t.account_id = ${accountId}`);
