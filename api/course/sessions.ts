/** 線上教育訓練場次: when a course meets on line, and who may come in. Spec 6.8. */
import { MINUTE, type Instant } from '#domain/plain-date';
import type { deliveries } from '#workflows/course/code-lists';
import { instantOf, row, rows, sql, type EntityManager, type Timestamp } from '#db/orm';
import { iso, nowOf } from '../cases/moments.ts';
import { caseToday } from '../cases/queries.ts';
import type { SessionForm, TrainingSession } from './contract.ts';

/** 簽到 opens so long before the start. */
const OPENS_BEFORE = 30 * MINUTE;
/** Who stays to the end signs out after it. */
const SIGN_OUT_WITHIN = 30 * MINUTE;
/** Days for which a session that is over still stands in a teacher's own list. */
const SHOWN_FOR = 30;
const onLine: readonly (keyof typeof deliveries)[] = ['webex', 'meet', 'online_other'];

export interface SessionRow {
  readonly id: string; readonly caseId: string; readonly courseCode: string; readonly courseName: string; readonly title: string; readonly startsAt: Timestamp; readonly endsAt: Timestamp; readonly hours: number; readonly clockAheadMs: number;
  readonly meetingUrl: string | null; readonly meetingNo: string | null; readonly meetingPassword: string | null; readonly counties: string[]; readonly signedIn: number;
}
export interface MySession extends SessionRow { readonly teacherId: string; readonly teacherName: string; readonly countyName: string | null; readonly mine: { readonly signedInAt: Timestamp; readonly signedOutAt: Timestamp | null } | null }
const columns = sql`s.id, c.id as "caseId", c.number as "courseCode", k.name as "courseName", s.title, s.starts_at as "startsAt", s.ends_at as "endsAt", s.hours::float8 as hours, c.clock_ahead_ms::float8 as "clockAheadMs",
  s.meeting_url as "meetingUrl", s.meeting_no as "meetingNo", s.meeting_password as "meetingPassword", s.counties, (select count(*)::int from attendance a where a.session_id = s.id) as "signedIn"`;
const joins = sql`training_session s join case_file c on c.id = s.case_id join course k on k.case_id = c.id`;

/** @param only one of them */
export const sessionsOf = (em: EntityManager, caseId: string, only: string | null = null): Promise<SessionRow[]> =>
  rows<SessionRow>(em, sql`select ${columns} from ${joins} where s.case_id = ${caseId} and s.id = coalesce(${only}::uuid, s.id) order by s.starts_at, s.id`);
/** Of the courses that accepted this teacher, until a while after they are over. @param only one of them, however long ago */
export const mySessions = (em: EntityManager, accountId: string, now: Instant, only: string | null = null): Promise<MySession[]> =>
  rows<MySession>(em, sql`select ${columns}, t.id as "teacherId", t.name as "teacherName", p.name as "countyName", (select jsonb_build_object('signedInAt', a.signed_in_at, 'signedOutAt', a.signed_out_at) from attendance a where a.session_id = s.id and a.teacher_id = t.id) as mine
    from ${joins} join registration r on r.case_id = c.id and r.state = 'accepted' join teacher t on t.id = r.teacher_id join organisation o on o.id = t.school_id left join organisation p on p.id = o.county_id
    where t.account_id = ${accountId} and c.state #> '{happened,delete}' is null and (s.id = ${only}::uuid or (${only}::uuid is null and s.ends_at > (${caseToday(now)} - ${SHOWN_FOR}::int)::timestamp at time zone 'Asia/Taipei')) order by s.starts_at, s.id`);

export const mayCheckIn = (session: SessionRow, now: Instant): boolean => instantOf(session.startsAt) - OPENS_BEFORE <= nowOf(session, now) && nowOf(session, now) < instantOf(session.endsAt);
/** As often as somebody wants: the last time counts. */
export const maySignOut = (session: SessionRow, now: Instant): boolean => instantOf(session.startsAt) <= nowOf(session, now) && nowOf(session, now) < instantOf(session.endsAt) + SIGN_OUT_WITHIN;

const shown = ({ id, courseCode, courseName, title, startsAt, endsAt, hours, meetingUrl, meetingNo, meetingPassword, counties, signedIn }: SessionRow) =>
  ({ id, courseCode, courseName, title, startsAt: iso(startsAt), endsAt: iso(endsAt), hours, meetingUrl, meetingNo, meetingPassword, counties, signedIn });
/** @param inside who takes part in the giving of the course; others do not learn how to enter the meeting */
export const presentSession = (session: SessionRow, inside: boolean): TrainingSession => ({ ...shown(session), ...(inside ? {} : { meetingPassword: null }), mine: null, mayCheckIn: false, maySignOut: false });
export const presentMySession = ({ mine, ...session }: MySession, now: Instant): TrainingSession =>
  ({ ...shown(session), mine: mine && { signedInAt: iso(mine.signedInAt), signedOutAt: mine.signedOutAt && iso(mine.signedOutAt) }, mayCheckIn: !mine && mayCheckIn(session, now), maySignOut: mine !== null && maySignOut(session, now) });

export interface MeetingCourse { readonly online: boolean; /** where it is held */ readonly county: string; readonly startsAt: Timestamp; readonly endsAt: Timestamp }
/** From the first moment of its first day to the last of its last. */
export const meetingCourse = async (em: EntityManager, caseId: string): Promise<MeetingCourse> =>
  (await row<MeetingCourse>(em, sql`select form ->> 'delivery' = any (${onLine}::text[]) as online, form ->> 'county' as county, starts_on::timestamp at time zone 'Asia/Taipei' as "startsAt", (ends_on + 1)::timestamp at time zone 'Asia/Taipei' as "endsAt" from course where case_id = ${caseId}`))!;
/** @returns false where another course has a session of this id */
export const putSession = async (em: EntityManager, caseId: string, id: string, { title, startsAt, endsAt, hours, meetingUrl, meetingNo, meetingPassword, counties }: SessionForm): Promise<boolean> =>
  (await rows(em, sql`insert into training_session as s (id, case_id, title, starts_at, ends_at, hours, meeting_url, meeting_no, meeting_password, counties)
    values (${id}, ${caseId}, ${title}, ${startsAt}::timestamptz, ${endsAt}::timestamptz, ${hours}, ${meetingUrl ?? null}, ${meetingNo ?? null}, ${meetingPassword ?? null}, ${counties}::text[])
    on conflict (id) do update set title = excluded.title, starts_at = excluded.starts_at, ends_at = excluded.ends_at, hours = excluded.hours, meeting_url = excluded.meeting_url, meeting_no = excluded.meeting_no, meeting_password = excluded.meeting_password, counties = excluded.counties where s.case_id = excluded.case_id returning 1`)).length > 0;
/** @returns false where somebody has signed in: who came would be forgotten */
export const removeSession = async (em: EntityManager, caseId: string, id: string): Promise<boolean> =>
  (await rows(em, sql`delete from training_session s where id = ${id} and case_id = ${caseId} and not exists (select from attendance a where a.session_id = s.id) returning 1`)).length > 0;
