/**
 * Registrations are rows, not workflows. Each change of a course's registrations passes through its one row of `enrolment`: whoever holds it gives
 * places in the order people came, and no place twice. Spec 5.4, 5.5.
 */
import type { Instant } from '#domain/plain-date';
import type { RegistrationState } from '#workflows/course/code-lists';
import { row, rows, sql, type EntityManager } from '#db/orm';

export interface RegistrationSettings {
  readonly online: boolean; readonly opensAt: string; readonly closesAt: string; readonly capacity: number; readonly strict: boolean; readonly autoPromote: boolean; readonly promoteUntil: string;
  readonly stageLimit: boolean; readonly scope: string; readonly extra: object; /** days of the course form, where they follow (同步更新) */ readonly sync?: { readonly registerFrom: string; readonly registerTo: string };
}
/** @returns false where registrations exist and it would be turned off: they would be lost */
export async function setRegistration(em: EntityManager, caseId: string, s: RegistrationSettings): Promise<boolean> {
  const set = await row(em, sql`update enrolment set online = ${s.online}, opens_at = ${s.opensAt}, closes_at = ${s.closesAt}, capacity = ${s.capacity}, strict = ${s.strict}, auto_promote = ${s.autoPromote}, promote_until = ${s.promoteUntil},
      stage_limit = ${s.stageLimit}, scope = ${s.scope}, extra = ${JSON.stringify(s.extra)}
    where case_id = ${caseId} and (${s.online} or last_place = 0) returning case_id`);
  if (set && s.sync) await rows(em, sql`update course set form = form || ${JSON.stringify(s.sync)}::jsonb where case_id = ${caseId}`);
  return set !== undefined;
}

/** What the owner decides: all that wait, or each by its own. */
export interface Review { readonly all?: boolean; readonly decisions: readonly { readonly id: string; readonly state: 'accepted' | 'rejected' }[] }
/** @param at by the case's clock. Those whose state does not change are not told. */
export async function reviewRegistrations(em: EntityManager, caseId: string, { all = false, decisions }: Review, at: Instant): Promise<void> {
  await rows(em, sql`select from enrolment where case_id = ${caseId} for update`);
  await changeStates(em, caseId, sql`select r.id, coalesce(d.state, 'accepted') as state from registration r left join jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) as d (id uuid, state text) on d.id = r.id
    where r.case_id = ${caseId} and r.state <> 'cancelled' and (d.id is not null or (${all} and r.state = 'pending'))`, at);
  await promote(em, caseId, at);
}
/** Mails of appendix B by what a registration became. */
const KINDS: Record<RegistrationState, string> = { pending: 'D-REG', accepted: 'D-REG-OK', rejected: 'D-REG-NG', waitlisted: 'D-REG-WAIT', cancelled: 'D-REG-NG' };
/** Under the lock of the enrolment: each that becomes something else is counted again and told. @param chosen selects `id, state` */
export async function changeStates(em: EntityManager, caseId: string, chosen: ReturnType<typeof sql>, at: Instant, kinds: Partial<Record<RegistrationState, string>> = {}): Promise<void> {
  await rows(em, sql`with chosen as (${chosen}), before as (select r.id, r.state from registration r join chosen on chosen.id = r.id where r.state <> chosen.state),
      changed as (update registration r set state = chosen.state, changed_at = ${new Date(at)}, changes = r.changes + 1 from chosen, before where r.id = chosen.id and before.id = r.id returning r.*),
      moved as (select count(*) filter (where c.state = 'pending') - count(*) filter (where b.state = 'pending') as pending, count(*) filter (where c.state = 'accepted') - count(*) filter (where b.state = 'accepted') as accepted,
        count(*) filter (where c.state = 'waitlisted') - count(*) filter (where b.state = 'waitlisted') as waitlisted from changed c join before b on b.id = c.id),
      counted as (update enrolment e set pending = e.pending + moved.pending, accepted = e.accepted + moved.accepted, waitlisted = e.waitlisted + moved.waitlisted from moved where e.case_id = ${caseId})
    insert into notice (case_id, sequence, kind, deadline, told, account_id)
    select c.case_id, 0, (${JSON.stringify({ ...KINDS, ...kinds })}::jsonb) ->> c.state, c.id || ':' || c.changes, '{}', t.account_id from changed c join teacher t on t.id = c.teacher_id where t.account_id is not null`);
}
/** 自動遞補: who has waited longest takes a place that was left, until the day before the course at 17:00. */
export async function promote(em: EntityManager, caseId: string, at: Instant): Promise<void> {
  await changeStates(em, caseId, sql`select id, 'accepted' as state from registration where case_id = ${caseId} and state = 'waitlisted' order by place
    limit (select case when auto_promote and (promote_until is null or promote_until >= ${new Date(at)}) then greatest(0, capacity - accepted - pending) else 0 end from enrolment where case_id = ${caseId})`, at, { accepted: 'D-REG-UP' });
}
