/** Lists of the teachers of a course, by version. Only the one that is being edited ever changes, under the lock that handing in takes too. Spec 5.7. */
import { row, rows, sql, type EntityManager } from '#db/orm';
import type { Sealing } from '#db/sealing';
import { refuse } from '../http/problem-error.ts';
import { hoursGiven } from './attendance.ts';
import type { CourseList } from './contract.ts';
import { teacherColumns, type TeacherRow } from './teachers.ts';

/** `none`, version 0: there is no list yet. */
export interface ListHead extends Pick<CourseList, 'version' | 'state' | 'courseHours' | 'credits'> { readonly caseId: string }
/** @param options.drafts also the one that its owner still edits. @returns undefined where there is no such version */
export async function findList(em: EntityManager, caseId: string, { version, drafts }: { version?: number | undefined; drafts: boolean }): Promise<ListHead | undefined> {
  const head = await row<ListHead>(em, sql`select c.case_id as "caseId", coalesce(l.version, 0) as version, coalesce(l.state, 'none') as state, c.hours::float8 as "courseHours", c.form ->> 'classKind' <> 'non_credit' as credits
    from course c left join lateral (select version, state from course_list where case_id = c.case_id and version = coalesce(${version ?? null}::int, version) and (${drafts} or state <> 'editing') order by version desc limit 1) l on true where c.case_id = ${caseId}`);
  return head && (version === undefined || head.version === version) ? head : undefined;
}
export interface ListedTeacher extends TeacherRow { readonly hours: number }
/** Papers go by school and name; who edits a list looks for what was added last. */
const orders = { school: sql`o.name, t.name, t.id`, added: sql`r.added` } as const;
/** @param only one teacher of it */
export const listedTeachers = (em: EntityManager, { caseId, version }: Pick<ListHead, 'caseId' | 'version'>, { only = null, order = 'school' }: { only?: string | null; order?: keyof typeof orders } = {}): Promise<ListedTeacher[]> =>
  rows<ListedTeacher>(em, sql`select ${teacherColumns}, r.hours::float8 as hours from course_list_row r join teacher t on t.id = r.teacher_id join organisation o on o.id = t.school_id
    where r.case_id = ${caseId} and r.version = ${version} and r.teacher_id = coalesce(${only}::uuid, r.teacher_id) order by ${orders[order]}`);

/** Holds the list that is being edited, where there is one, until the transaction ends: nobody hands it in meanwhile. */
export const heldVersion = async (em: EntityManager, caseId: string): Promise<number | undefined> =>
  (await row<{ version: number }>(em, sql`select version from course_list where case_id = ${caseId} and state = 'editing' for update`))?.version;
/** The same; the first list begins by itself. @throws {ProblemError} `listSubmitted` */
export async function editedVersion(em: EntityManager, caseId: string, at: Date): Promise<number> {
  await rows(em, sql`insert into course_list (case_id, version, state, changed_at) select ${caseId}::uuid, 1, 'editing', ${at} where not exists (select from course_list where case_id = ${caseId}) on conflict do nothing`);
  return (await heldVersion(em, caseId)) ?? refuse('listSubmitted');
}
/** An update begins as a copy of what was handed in last, which stays as it is. */
export async function beginVersion(em: EntityManager, caseId: string, at: Date): Promise<void> {
  const newest = await row<{ version: number; state: string }>(em, sql`select version, state from course_list where case_id = ${caseId} order by version desc limit 1 for update`);
  if (!newest || newest.state === 'editing') return void await editedVersion(em, caseId, at);
  await rows(em, sql`with begun as (insert into course_list (case_id, version, state, changed_at) values (${caseId}, ${newest.version + 1}, 'editing', ${at}) on conflict do nothing returning case_id, version)
    insert into course_list_row (case_id, version, teacher_id, hours) select begun.case_id, begun.version, r.teacher_id, r.hours from begun join course_list_row r on r.case_id = begun.case_id and r.version = ${newest.version} order by r.added`);
}

export interface Place { readonly caseId: string; readonly version: number }
export const putTeacher = (em: EntityManager, { caseId, version }: Place, teacherId: string, hours: number) =>
  rows(em, sql`insert into course_list_row (case_id, version, teacher_id, hours) values (${caseId}, ${version}, ${teacherId}, ${hours}) on conflict (case_id, version, teacher_id) do update set hours = excluded.hours`);
/** @returns false where the teacher is not on the list */
export const changeHours = async (em: EntityManager, { caseId, version }: Place, teacherId: string, hours: number): Promise<boolean> =>
  (await rows(em, sql`update course_list_row set hours = ${hours} where case_id = ${caseId} and version = ${version} and teacher_id = ${teacherId} returning 1`)).length > 0;
/** @returns false where the teacher is not on the list */
export const removeTeacher = async (em: EntityManager, { caseId, version }: Place, teacherId: string): Promise<boolean> =>
  (await rows(em, sql`delete from course_list_row where case_id = ${caseId} and version = ${version} and teacher_id = ${teacherId} returning 1`)).length > 0;

/** Those accepted, with the hours of the course; who is on the list already keeps what stands there. @returns how many were added */
export const addAccepted = async (em: EntityManager, { caseId, version }: Place, registrationIds: readonly string[] | undefined): Promise<number> =>
  (await rows(em, sql`insert into course_list_row (case_id, version, teacher_id, hours) select r.case_id, ${version}::int, r.teacher_id, c.hours from registration r join course c using (case_id)
    where r.case_id = ${caseId} and r.state = 'accepted' and (${registrationIds === undefined} or r.id = any (${registrationIds ?? []}::uuid[])) order by r.place on conflict do nothing returning 1`)).length;
/** Who was at a whole session has its hours; all sessions together give at most those of the course (spec 5.10). @returns how many were added */
export const addAttending = async (em: EntityManager, { caseId, version }: Place): Promise<number> =>
  (await rows(em, sql`insert into course_list_row (case_id, version, teacher_id, hours) select c.case_id, ${version}::int, a.teacher_id, least(sum(${hoursGiven}), c.hours) from course c join training_session s using (case_id) join attendance a on a.session_id = s.id
    where c.case_id = ${caseId} group by c.case_id, a.teacher_id having sum(${hoursGiven}) > 0 order by min(a.signed_in_at), a.teacher_id on conflict do nothing returning 1`)).length;

/** By national ID, UI number or 個人識別碼. */
export const findTeacher = async (em: EntityManager, sealing: Sealing, person: string): Promise<string | undefined> =>
  (await row<{ id: string }>(em, sql`select id from teacher where id_no_index = ${sealing.blindIndex(person)} or person_code = ${codeIn(person)} limit 1`))?.id;
export const codeIn = (person: string): string => person.normalize('NFKC').trim();
