/** Who registered for a course, as its owner sees them, and whom of the own school one can still add. Spec 5.5. */
import type { Instant } from '#domain/plain-date';
import { registrationStates, type RegistrationState, type Scope } from '#workflows/course/code-lists';
import { row, rows, sql, type EntityManager, type Timestamp } from '#db/orm';
import type { Desk } from '../desk.ts';
import { iso } from '../cases/moments.ts';
import { caseToday, PAGE, readCursor } from '../cases/queries.ts';
import { openAnswers, shownAnswers } from './answers.ts';
import type { Registrations } from './contract.ts';
import { presentTeacher, teacherColumns, type TeacherRow } from './teachers.ts';

/** A pick list that is longer is searched. */
const PICKED_FROM = 200;

interface RegistrationRow { readonly id: string; readonly place: number; readonly state: RegistrationState; readonly source: 'online' | 'school'; readonly extraSealed: string | null; readonly registeredAt: Timestamp; readonly noShows: number; readonly teacher: TeacherRow }
export interface RegistrationFilter { readonly state?: RegistrationState | undefined; readonly cursor?: string | undefined }
/** In the order they came. No-show: accepted for a course of this calendar year that has issued its hours, and not on its list. @returns one more than a page where there are more */
export function registrationsOf(em: EntityManager, caseId: string, { state, cursor }: RegistrationFilter, now: Instant): Promise<RegistrationRow[]> {
  const after = readCursor(cursor, ['text']);
  return rows<RegistrationRow>(em, sql`select r.id, r.place, r.state, r.source, r.extra_sealed as "extraSealed", r.registered_at as "registeredAt", (select row_to_json(shown) from (select ${teacherColumns} from teacher t join organisation o on o.id = t.school_id where t.id = r.teacher_id) shown) as teacher,
      (select count(*)::int from registration a join course k on k.case_id = a.case_id where a.teacher_id = r.teacher_id and a.state = 'accepted' and extract(year from k.ends_on) = extract(year from ${caseToday(now)})
        and exists (select from issued_hours h where h.case_id = a.case_id) and not exists (select from issued_hours h where h.case_id = a.case_id and h.teacher_id = a.teacher_id)) as "noShows"
    from registration r join case_file c on c.id = r.case_id where r.case_id = ${caseId} ${state ? sql`and r.state = ${state}` : sql``} ${after ? sql`and r.place > ${placeIn(after[0]!)}` : sql``} order by r.place limit ${PAGE + 1}`);
}
/** Somebody else may have made the cursor. */
const placeIn = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0);
export const presentRegistration = ({ teacher, registeredAt, extraSealed, ...one }: RegistrationRow, desk: Pick<Desk, 'sealing'>): Registrations['items'][number] =>
  ({ ...one, extra: shownAnswers(openAnswers(extraSealed, desk.sealing)), teacher: presentTeacher(teacher, desk), registeredAt: iso(registeredAt) });

export async function countsOf(em: EntityManager, caseId: string): Promise<Pick<Registrations, 'counts' | 'capacity'>> {
  const counted = await rows<{ state: RegistrationState; n: number }>(em, sql`select state, count(*)::int as n from registration where case_id = ${caseId} group by state`);
  const { capacity } = (await row<{ capacity: number }>(em, sql`select capacity from enrolment where case_id = ${caseId}`))!;
  return { capacity, counts: Object.fromEntries(Object.keys(registrationStates).map((state) => [state, counted.find((one) => one.state === state)?.n ?? 0])) as Registrations['counts'] };
}

/** Teachers of the unit itself who have not registered. */
export function schoolTeachersOf(em: EntityManager, { id, schoolId }: { id: string; schoolId: string }, q = ''): Promise<TeacherRow[]> {
  return rows<TeacherRow>(em, sql`select ${teacherColumns} from teacher t join organisation o on o.id = t.school_id where t.school_id = ${schoolId} and strpos(t.name, ${q}) > 0
    and not exists (select from registration r where r.case_id = ${id} and r.teacher_id = t.id) order by t.name, t.id limit ${PICKED_FROM}`);
}
/** 校內報名 is for courses whose registration is limited to the school (spec 5.4). */
export const isForSchool = async (em: EntityManager, caseId: string): Promise<boolean> => (await row<{ scope: Scope }>(em, sql`select scope from enrolment where case_id = ${caseId}`))?.scope === 'school';
export async function areOfSchool(em: EntityManager, schoolId: string, teacherIds: readonly string[]): Promise<boolean> {
  const found = await row<{ n: number }>(em, sql`select count(*)::int as n from teacher where school_id = ${schoolId} and id = any (${teacherIds}::uuid[])`);
  return found?.n === new Set(teacherIds).size;
}
