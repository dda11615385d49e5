/** Who came to a session, from when to when: signed in by themselves, or from the list of the meeting. Spec 6.8. */
import { bearersOf } from '#domain/display-name';
import { addDays, atTime, dateAt, DAY, plainDate, type Instant, type PlainDate } from '#domain/plain-date';
import { parseRocDate } from '#domain/roc-date';
import { instantOf, row, rows, sql, type EntityManager, type Timestamp } from '#db/orm';
import { iso } from '../cases/moments.ts';
import type { Desk } from '../desk.ts';
import { badRow, type BadRow } from './bad-row.ts';
import type { AttendanceList } from './contract.ts';
import type { SheetRow } from './list-file.ts';
import type { SessionRow } from './sessions.ts';
import { presentTeacher, teacherColumns, type TeacherRow } from './teachers.ts';

/** @returns false where the teacher has signed in already */
export const signIn = async (em: EntityManager, sessionId: string, teacherId: string, displayName: string, at: Instant): Promise<boolean> =>
  (await rows(em, sql`insert into attendance (session_id, teacher_id, display_name, signed_in_at) values (${sessionId}, ${teacherId}, ${displayName}, ${new Date(at)}) on conflict do nothing returning 1`)).length > 0;
/** The last time counts: who comes back for the rest signs out again. @returns false where the teacher has not signed in */
export const signOut = async (em: EntityManager, sessionId: string, teacherId: string, at: Instant): Promise<boolean> =>
  (await rows(em, sql`update attendance set signed_out_at = greatest(signed_out_at, ${new Date(at)}) where session_id = ${sessionId} and teacher_id = ${teacherId} and signed_in_at <= ${new Date(at)} returning 1`)).length > 0;

/** A session counts whole or not at all (spec 5.10); a little late, or a little early away, is still whole. */
const ALLOWANCE = sql`interval '15 minutes'`;
/** What attendance `a` of session `s` gives, in hours. */
export const hoursGiven = sql`case when a.signed_in_at <= s.starts_at + ${ALLOWANCE} and a.signed_out_at >= s.ends_at - ${ALLOWANCE} then s.hours else 0 end`;
interface AttendanceRow { readonly teacher: TeacherRow; readonly displayName: string; readonly signedInAt: Timestamp; readonly signedOutAt: Timestamp | null; readonly hours: number }
export async function attendanceOf(em: EntityManager, sessionId: string, desk: Pick<Desk, 'sealing'>): Promise<AttendanceList['items']> {
  const found = await rows<AttendanceRow>(em, sql`select (select row_to_json(shown) from (select ${teacherColumns} from teacher t join organisation o on o.id = t.school_id where t.id = a.teacher_id) shown) as teacher, a.display_name as "displayName", a.signed_in_at as "signedInAt", a.signed_out_at as "signedOutAt", (${hoursGiven})::float8 as hours
    from attendance a join training_session s on s.id = a.session_id where a.session_id = ${sessionId} order by a.signed_in_at, a.teacher_id`);
  return found.map(({ teacher, signedInAt, signedOutAt, ...rest }) => ({ ...rest, teacher: presentTeacher(teacher, desk), signedInAt: iso(signedInAt), signedOutAt: signedOutAt && iso(signedOutAt) }));
}

const CLOCK = /^(?:(?<date>[\d/.\-年月日]+)[ T]+)?(?<before>上午|下午|AM|PM)? *(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?:\.\d+)? *(?<after>AM|PM)?$/i;
/** Excel counts days from here. */
const FIRST_DAY = plainDate('1899-12-30');
/** A moment as meetings write it down: with its day or without, of twelve hours or twenty-four, or as the number that a sheet keeps. */
export function momentIn(text: string, day: PlainDate): Instant | undefined {
  const plain = text.normalize('NFKC').trim(), serial = /^\d{1,5}(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
  if (serial !== undefined) return atTime(serial < 1 ? day : addDays(FIRST_DAY, Math.floor(serial)), 0, 0) + Math.round((serial % 1) * DAY);
  const { date, before, hour, minute, second = '0', after } = CLOCK.exec(plain)?.groups ?? {};
  if (hour === undefined) return undefined;
  const half = (before ?? after)?.toUpperCase(), on = date === undefined ? day : parseRocDate(date), hours = half ? (Number(hour) % 12) + (/^(下午|PM)$/.test(half) ? 12 : 0) : Number(hour);
  return on === undefined || hours > 23 || Number(minute) > 59 || Number(second) > 59 || (half && Number(hour) > 12) ? undefined : atTime(on, hours, Number(minute)) + Number(second) * 1000;
}

interface Person { readonly id: string; readonly name: string }
interface Attended { readonly teacherId: string; readonly displayName: string; readonly in: Instant; readonly out: Instant | null }
export interface ReadAttendance { readonly good: readonly Attended[]; readonly bad: readonly BadRow[] }
/** Position decides: display name, sign-in, sign-out. */
function judge(sheet: readonly SheetRow[], accepted: readonly Person[], { startsAt, endsAt }: SessionRow): ReadAttendance {
  const good: Attended[] = [], bad: BadRow[] = [], begins = instantOf(startsAt), ends = instantOf(endsAt), day = dateAt(begins);
  for (const { row: line, cells: [displayName = '', inText = '', outText = ''] } of sheet) {
    const [person, another] = bearersOf(displayName, accepted), came = momentIn(inText, day), left = outText ? momentIn(outText, day) : null;
    const code = !person ? 'personUnknown' : another ? 'personAmbiguous' : came === undefined || left === undefined || (left !== null && left < came) ? 'moment' : came >= ends || (left !== null && left <= begins) ? 'outsideSession' : undefined;
    if (code) bad.push(badRow(line, displayName, code));
    else good.push({ teacherId: person!.id, displayName, in: came!, out: left! });
  }
  return { good, bad };
}
/** Keeps nothing. */
export async function readAttendance(em: EntityManager, session: SessionRow, sheet: readonly SheetRow[]): Promise<ReadAttendance> {
  const accepted = await rows<Person>(em, sql`select t.id, t.name from registration r join teacher t on t.id = r.teacher_id where r.case_id = ${session.caseId} and r.state = 'accepted'`);
  return judge(sheet, accepted, session);
}
const teachersOf = (good: ReadAttendance['good']): string[] => [...new Set(good.map(({ teacherId }) => teacherId))];
/** Of how many teachers, and how many of those have signed in already. */
export async function weighAttendance(em: EntityManager, sessionId: string, { good }: ReadAttendance): Promise<{ good: number; replaces: number }> {
  const people = teachersOf(good), { there } = (await row<{ there: number }>(em, sql`select count(*)::int as there from attendance where session_id = ${sessionId} and teacher_id = any (${people}::uuid[])`))!;
  return { good: people.length, replaces: there };
}
/** The same list again changes nothing; who left and came back was there from the first moment to the last. @returns how many teachers */
export async function takeAttendance(em: EntityManager, sessionId: string, { good }: ReadAttendance): Promise<number> {
  const added = await rows(em, sql`insert into attendance as kept (session_id, teacher_id, display_name, signed_in_at, signed_out_at)
    select ${sessionId}::uuid, "teacherId", max("displayName"), to_timestamp(min("in") / 1000.0), to_timestamp(max("out") / 1000.0) from jsonb_to_recordset(${JSON.stringify(good)}::jsonb) as g ("teacherId" uuid, "displayName" text, "in" float8, "out" float8) group by "teacherId"
    on conflict (session_id, teacher_id) do update set signed_in_at = least(kept.signed_in_at, excluded.signed_in_at), signed_out_at = greatest(kept.signed_out_at, excluded.signed_out_at) returning 1`);
  return added.length;
}
