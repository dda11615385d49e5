/** What a teacher registered for, and the hours that were issued. */
import type { Instant } from '#domain/plain-date';
import type { RegistrationState } from '#workflows/course/code-lists';
import { row, rows, sql, uuidIn, type EntityManager, type Timestamp } from '#db/orm';
import { iso } from '../cases/moments.ts';
import { caseToday, PAGE, readCursor } from '../cases/queries.ts';
import type { MyHours, MyRegistrations } from './contract.ts';
import { presentPublic, publicColumns, publicJoins, type PublicRow } from './public-search.ts';
import { mayCancel } from './registering.ts';

interface Own { readonly id: string; readonly caseId: string; readonly state: RegistrationState; readonly startsAt: Timestamp; readonly clockAheadMs: number }
const own = sql`r.id, r.state, k.starts_on::timestamp at time zone 'Asia/Taipei' as "startsAt", c.clock_ahead_ms::float8 as "clockAheadMs"`;

export const ownRegistration = (em: EntityManager, accountId: string, id: string): Promise<Own | undefined> =>
  row<Own>(em, sql`select ${own}, c.id as "caseId" from registration r join teacher t on t.id = r.teacher_id join case_file c on c.id = r.case_id join course k on k.case_id = c.id where r.id = ${uuidIn(sql`${id}::text`)} and t.account_id = ${accountId}`);

interface MineRow extends Own, PublicRow { readonly nth: number; readonly registeredAt: Timestamp; readonly questionnaire: boolean }
/** Newest first, also of courses that the public does not find at present; `questionnaire`: the course is over and asks, and there is no answer yet. @returns one more than a page where there are more */
export function registrationsOf(em: EntityManager, accountId: string, now: Instant, cursor: string | undefined): Promise<MineRow[]> {
  const after = readCursor(cursor, ['instant', 'uuid']);
  return rows<MineRow>(em, sql`select ${publicColumns}, ${own}, r.place as nth, r.registered_at as "registeredAt", r.state = 'accepted' and k.form #>> '{questionnaire,mode}' in ('system', 'direct') and k.ends_on < ${caseToday(now)}
      and not exists (select from questionnaire_done d where d.case_id = r.case_id and d.teacher_id = r.teacher_id) as questionnaire
    from registration r join teacher t on t.id = r.teacher_id join course k on k.case_id = r.case_id ${publicJoins}
    where t.account_id = ${accountId} ${after ? sql`and (r.registered_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``} order by r.registered_at desc, r.id desc limit ${PAGE + 1}`);
}
export const presentMine = (one: MineRow, now: Instant): MyRegistrations['items'][number] =>
  ({ id: one.id, state: one.state, place: one.nth, registeredAt: iso(one.registeredAt), mayCancel: mayCancel(one.state, one, now), course: presentPublic(one, now), questionnaire: one.questionnaire });

/** A sum for each year; the courses of one, or of all. Hours that do not count are shown, but not added (spec 5.1). */
export async function hoursOf(em: EntityManager, accountId: string, year: number | undefined): Promise<MyHours> {
  const mine = sql`issued_hours h join teacher t on t.id = h.teacher_id join course k on k.case_id = h.case_id join case_file c on c.id = h.case_id join organisation o on o.id = c.school_id where t.account_id = ${accountId}`;
  const years = await rows<MyHours['years'][number]>(em, sql`select extract(year from h.ended_on)::int as year, coalesce(sum(h.hours) filter (where h.counted and not h.credits), 0)::float8 as hours, coalesce(sum(h.hours) filter (where h.counted and h.credits), 0)::float8 as credits, count(*)::int as courses
    from ${mine} group by 1 order by 1 desc`);
  const items = await rows<MyHours['items'][number]>(em, sql`select c.number as code, k.name, o.name as unit, h.ended_on::text as "endedOn", h.hours::float8 as hours, h.credits, h.counted from ${mine} ${year === undefined ? sql`` : sql`and extract(year from h.ended_on) = ${year}::int`} order by h.ended_on desc, c.number`);
  return { years, items, nextCursor: null };
}
