/**
 * Registrations are rows, not workflows. Each change of a course's registrations passes through its one row of `enrolment`: whoever holds it gives
 * places in the order people came, and no place twice. Spec 5.4, 5.5.
 */
import type { Instant } from '#domain/plain-date';
import type { RegistrationState } from '#workflows/course/code-lists';
import { row, rows, sql, type EntityManager, type RawBuilder } from '#db/orm';

/** Waiting lists stand still from the day before the course at this hour. */
const PROMOTION_ENDS = '17:00';

export interface RegistrationSettings {
  readonly online: boolean; readonly opensAt: string; readonly closesAt: string; readonly capacity: number; readonly strict: boolean; readonly autoPromote: boolean;
  readonly stageLimit: boolean; readonly scope: string; readonly extra: object; /** days of the course form, where they follow (同步更新) */ readonly sync?: { readonly registerFrom: string; readonly registerTo: string };
}
/** More places go to those who wait before anybody new can take them. @param at by the case's clock. @returns false where registrations exist and it would be turned off: they would be lost */
export async function setRegistration(em: EntityManager, caseId: string, s: RegistrationSettings, at: Instant): Promise<boolean> {
  const set = await row(em, sql`update enrolment set online = ${s.online}, opens_at = ${s.opensAt}, closes_at = ${s.closesAt}, capacity = ${s.capacity}, strict = ${s.strict}, auto_promote = ${s.autoPromote},
      stage_limit = ${s.stageLimit}, scope = ${s.scope}, extra = ${JSON.stringify(s.extra)}
    where case_id = ${caseId} and (${s.online} or last_place = 0) returning case_id`);
  if (set && s.sync) await rows(em, sql`update course set form = form || ${JSON.stringify(s.sync)}::jsonb where case_id = ${caseId}`);
  if (set) await promote(em, caseId, at);
  return set !== undefined;
}

/** What the owner decides: all that wait, or each by its own. */
export interface Review { readonly all?: boolean; readonly decisions: readonly { readonly id: string; readonly state: 'accepted' | 'rejected' | 'waitlisted' }[] }
/** Possible whatever became of a registration, also after the course; who is decided twice, as said last. @param at by the case's clock. Those whose state does not change are not told. */
export async function reviewRegistrations(em: EntityManager, caseId: string, { all = false, decisions }: Review, at: Instant): Promise<void> {
  const each = [...new Map(decisions.map((one) => [one.id, one])).values()];
  await hold(em, caseId);
  await changeStates(em, caseId, sql`select r.id, coalesce(d.state, 'accepted') as state from registration r left join jsonb_to_recordset(${JSON.stringify(each)}::jsonb) as d (id uuid, state text) on d.id = r.id
    where r.case_id = ${caseId} and (r.state <> 'cancelled' or d.state = 'accepted') and (d.id is not null or (${all} and r.state = 'pending'))`, at);
  // whom the owner has just put on the waiting list is not taken off it by the same act
  await promote(em, caseId, at, each.flatMap(({ id, state }) => (state === 'waitlisted' ? [id] : [])));
  await askForFeedback(em, caseId, at);
}
/** Whoever holds the course's row changes its registrations; what is asked next sees all that came before. */
const hold = (em: EntityManager, caseId: string) => rows(em, sql`select from enrolment where case_id = ${caseId} for update`);
/** Mails of appendix B by what a registration became. */
const KINDS: Record<RegistrationState, string> = { pending: 'D-REG', accepted: 'D-REG-OK', rejected: 'D-REG-NG', waitlisted: 'D-REG-WAIT', cancelled: 'D-REG-END' };
const kinds = JSON.stringify(KINDS);
/** Under the lock of the enrolment: each that becomes something else is counted again and told. @param chosen selects `id, state` */
async function changeStates(em: EntityManager, caseId: string, chosen: RawBuilder<unknown>, at: Instant, told: Partial<Record<RegistrationState, string>> = {}): Promise<void> {
  await rows(em, sql`with chosen as (${chosen}), before as (select r.id, r.state from registration r join chosen on chosen.id = r.id where r.state <> chosen.state),
      changed as (update registration r set state = chosen.state, changed_at = ${new Date(at)}, changes = r.changes + 1 from chosen, before where r.id = chosen.id and before.id = r.id returning r.*),
      moved as (select count(*) filter (where c.state = 'pending') - count(*) filter (where b.state = 'pending') as pending, count(*) filter (where c.state = 'accepted') - count(*) filter (where b.state = 'accepted') as accepted,
        count(*) filter (where c.state = 'waitlisted') - count(*) filter (where b.state = 'waitlisted') as waitlisted from changed c join before b on b.id = c.id),
      counted as (update enrolment e set pending = e.pending + moved.pending, accepted = e.accepted + moved.accepted, waitlisted = e.waitlisted + moved.waitlisted from moved where e.case_id = ${caseId})
    insert into notice (case_id, sequence, kind, deadline, told, account_id)
    select c.case_id, 0, (${JSON.stringify({ ...KINDS, ...told })}::jsonb) ->> c.state, c.id || ':' || c.changes, '{}', t.account_id from changed c join teacher t on t.id = c.teacher_id where t.account_id is not null`);
}
/** 自動遞補: who has waited longest takes a place that was left, until the day before the course at 17:00. */
async function promote(em: EntityManager, caseId: string, at: Instant, staying: readonly string[] = []): Promise<void> {
  await changeStates(em, caseId, sql`select id, 'accepted' as state from registration where case_id = ${caseId} and state = 'waitlisted' and id <> all (${staying}::uuid[]) order by place
    limit (select case when e.auto_promote and ${new Date(at)} <= (c.starts_on - 1 + ${PROMOTION_ENDS}::time) at time zone 'Asia/Taipei' then greatest(0, e.capacity - e.accepted - e.pending) else 0 end from enrolment e join course c using (case_id) where case_id = ${caseId})`, at, { accepted: 'D-REG-UP' });
}

/** One who wants to register. */
export interface Applicant { readonly id: string; readonly teacherId: string; /** answers to the organiser, sealed */ readonly extraSealed: string | null; /** when the wish came, by our clock: a queue makes nobody late */ readonly at: Instant }
export interface Registered { readonly id: string; readonly state: RegistrationState; readonly place: number }
/**
 * One statement however many come together: it waits for the course's row, gives places in the order of the applicants, counts them, and tells them.
 * Places go first to those who wait for one. @returns those who were registered; who is missing was not, or was before
 * @throws where one of them registered a moment ago (a unique violation): nobody was registered
 */
export function register(em: EntityManager, caseId: string, applicants: readonly Applicant[]): Promise<Registered[]> {
  return rows<Registered>(em, sql`with held as (select e.*, k.listed_at is not null as listed, c.clock_ahead_ms * interval '1 millisecond' as ahead from enrolment e join course k using (case_id) join case_file c on c.id = case_id where case_id = ${caseId} for update of e),
      asked as (select distinct on (a.teacher) a.*, to_timestamp(a.at / 1000.0) + h.ahead as now from held h, jsonb_to_recordset(${JSON.stringify(applicants.map(({ teacherId, ...one }, nth) => ({ ...one, nth, teacher: teacherId })))}::jsonb) as a (id uuid, teacher uuid, "extraSealed" text, at bigint, nth int)
        where h.listed and h.online and h.opens_at <= to_timestamp(a.at / 1000.0) + h.ahead and to_timestamp(a.at / 1000.0) + h.ahead < h.closes_at and not exists (select from registration r where r.case_id = h.case_id and r.teacher_id = a.teacher) order by a.teacher, a.nth),
      lined as (select a.*, row_number() over (order by a.nth) as n from asked a),
      placed as (select l.*, h.last_place + l.n as place, case when (h.strict or h.waitlisted = 0) and l.n <= h.capacity - h.pending - h.accepted then 'pending' when not h.strict then 'waitlisted' end as state from lined l, held h),
      registered as (insert into registration (id, case_id, teacher_id, place, state, source, extra_sealed, registered_at, changed_at) select id, ${caseId}::uuid, teacher, place, state, 'online', "extraSealed", now, now from placed where state is not null returning *),
      ${countedAndTold(caseId)}
    select id, state, place from registered`);
}
/** 校內批次報名: accepted at once, whatever the number of places. @returns how many were added; who is registered already stays as they are */
export async function registerAccepted(em: EntityManager, caseId: string, applicants: readonly Pick<Applicant, 'id' | 'teacherId'>[], at: Instant): Promise<number> {
  await hold(em, caseId);
  const added = await rows(em, sql`with asked as (select distinct on (a.teacher) a.* from jsonb_to_recordset(${JSON.stringify(applicants.map(({ id, teacherId }, nth) => ({ id, teacher: teacherId, nth })))}::jsonb) as a (id uuid, teacher uuid, nth int)
        where not exists (select from registration r where r.case_id = ${caseId} and r.teacher_id = a.teacher) order by a.teacher, a.nth),
      registered as (insert into registration (id, case_id, teacher_id, place, state, source, registered_at, changed_at)
        select a.id, e.case_id, a.teacher, e.last_place + row_number() over (order by a.nth), 'accepted', 'school', ${new Date(at)}::timestamptz, ${new Date(at)}::timestamptz from asked a, enrolment e where e.case_id = ${caseId} returning *),
      ${countedAndTold(caseId)}
    select id from registered`);
  await askForFeedback(em, caseId, at);
  return added.length;
}
/** Goes on after `registered`: the course's row counts them, and each is told. */
const countedAndTold = (caseId: string) => sql`
  added as (select count(*)::int as n, count(*) filter (where state = 'pending') as pending, count(*) filter (where state = 'accepted') as accepted, count(*) filter (where state = 'waitlisted') as waitlisted from registered),
  counted as (update enrolment e set last_place = e.last_place + a.n, pending = e.pending + a.pending, accepted = e.accepted + a.accepted, waitlisted = e.waitlisted + a.waitlisted from added a where e.case_id = ${caseId} and a.n > 0),
  told as (insert into notice (case_id, sequence, kind, deadline, told, account_id) select r.case_id, 0, ${kinds}::jsonb ->> r.state, r.id || ':' || r.changes, '{}', t.account_id from registered r join teacher t on t.id = r.teacher_id where t.account_id is not null)`;

/** 系統寄送問卷 (spec 5.2 T): once the course is over each who was accepted is asked by mail, once. */
export const askForFeedback = (em: EntityManager, caseId: string, at: Instant) => rows(em, sql`with asked as (update registration r set asked_at = ${new Date(at)} from course k where k.case_id = r.case_id and r.case_id = ${caseId} and r.state = 'accepted' and r.asked_at is null
      and k.form #>> '{questionnaire,mode}' = 'system' and (k.ends_on + 1)::timestamp at time zone 'Asia/Taipei' <= ${new Date(at)} returning r.*)
  insert into notice (case_id, sequence, kind, deadline, told, account_id) select a.case_id, 0, 'D-FEEDBACK', a.id || ':feedback', '{}', t.account_id from asked a join teacher t on t.id = a.teacher_id where t.account_id is not null`);

/** By the teacher: the place goes to who has waited longest. Done again it changes nothing. @param at by the case's clock */
export async function cancelRegistration(em: EntityManager, caseId: string, id: string, at: Instant): Promise<void> {
  await hold(em, caseId);
  await changeStates(em, caseId, sql`select id, 'cancelled' as state from registration where case_id = ${caseId} and id = ${id} and state <> 'rejected'`, at);
  await promote(em, caseId, at);
}
/** With the course: who still had a place, or hoped for one, is told. */
export async function cancelAllRegistrations(em: EntityManager, caseId: string, at: Instant): Promise<void> {
  await hold(em, caseId);
  await changeStates(em, caseId, sql`select id, 'cancelled' as state from registration where case_id = ${caseId} and state in ('pending', 'accepted', 'waitlisted')`, at);
}
