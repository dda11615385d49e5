/**
 * 公開課程查詢: what is listed, soonest first. What many courses have is found by walking along that order, what few have by the index of characters and
 * stages: neither grows with the number of courses.
 */
import { dateAt, isPlainDate, monthOf, yearOf, type Instant } from '#domain/plain-date';
import type { Stage } from '#workflows/course/code-lists';
import { instantOf, row, rows, sql, type EntityManager, type RawBuilder, type Timestamp } from '#db/orm';
import { PAGE, readCursor } from '../cases/queries.ts';
import { iso } from '../cases/moments.ts';
import type { CourseForm, PublicCourse, PublicCourseDetail } from './contract.ts';
import { soughtGrams } from './search-grams.ts';

/** Courses that are looked at in order before the index is asked. */
const WALKED = 500;

export interface PublicRow {
  readonly caseId: string; readonly code: string; readonly name: string; readonly unit: string; readonly place: string; readonly startsOn: string; readonly endsOn: string; readonly hours: number; readonly classKind: CourseForm['classKind'];
  readonly stages: Stage[]; readonly online: boolean; readonly opensAt: Timestamp | null; readonly closesAt: Timestamp | null; readonly clockAheadMs: number; readonly strict: boolean; readonly free: number;
}
/** Over `course k` joined by `publicJoins`. */
export const publicColumns = sql`k.case_id as "caseId", c.number as code, k.name, o.name as unit, k.place, k.starts_on::text as "startsOn", k.ends_on::text as "endsOn", k.hours::float8 as hours, k.form ->> 'classKind' as "classKind", k.stages,
  e.online, e.opens_at as "opensAt", e.closes_at as "closesAt", c.clock_ahead_ms::float8 as "clockAheadMs", e.strict, greatest(0, e.capacity - e.pending - e.accepted) as free`;
export const publicJoins = sql`join case_file c on c.id = k.case_id join organisation o on o.id = c.school_id join enrolment e on e.case_id = k.case_id`;
export function presentPublic(course: PublicRow, now: Instant): PublicCourse {
  const { code, name, unit, place, startsOn, endsOn, hours, classKind, stages, online, opensAt, closesAt, strict, free } = course;
  return {
    code, name, unit, place, startsOn, endsOn, hours, credits: classKind !== 'non_credit', stages, online, opensAt: opensAt && iso(opensAt), closesAt: closesAt && iso(closesAt), registration: windowOf(course, now), placesLeft: strict ? free : null,
  };
}
function windowOf({ online, opensAt, closesAt, clockAheadMs }: PublicRow, now: Instant): PublicCourse['registration'] {
  const here = now + clockAheadMs;
  if (!online || !opensAt || !closesAt) return 'none';
  return here < instantOf(opensAt) ? 'soon' : here < instantOf(closesAt) ? 'open' : 'over';
}

export interface PublicFilter { readonly q?: string | undefined; readonly county?: string | undefined; readonly stage?: Stage | undefined; readonly from?: string | undefined; readonly to?: string | undefined; readonly open?: 'yes' | undefined; readonly cursor?: string | undefined }
/** From today on, unless told: who looks for a course wants one that is still to come. @returns one more than a page where there are more */
export async function searchCourses(em: EntityManager, filter: PublicFilter, now: Instant): Promise<PublicRow[]> {
  const days = daysOf(filter, now), rare = rareOf(filter), open = filter.open ? openNow(now) : sql`true`;
  if (!rare.length) return pageOf(em, sql`course k where ${days} and ${open}`);
  const all = sql.join(rare, sql` and `), soonest = await pageOf(em, sql`(select * from course k where ${days} order by starts_on, case_id limit ${sql.lit(WALKED)}) k where ${all} and ${open}`);
  if (soonest.length > PAGE) return soonest;
  // materialised: a planner that expects many would walk along the order after all, and read every course where there are few
  const found = (months: RawBuilder<unknown>): Promise<PublicRow[]> => pageOf(em, sql`(select * from found order by starts_on, case_id) k where ${open}`, sql`with found as materialized (select case_id, starts_on from course k where ${days} and ${months} and ${all})`);
  const near = await found(sql`array[${monthOfStart}] && ${nextMonths(filter, now)}::int[]`);
  return near.length > PAGE ? near : found(sql`true`);
}
/** Written out: a plan for a number that is not known would be made for many. */
const A_PAGE = sql.lit(PAGE + 1);
const pageOf = (em: EntityManager, source: RawBuilder<unknown>, before = sql``): Promise<PublicRow[]> => rows<PublicRow>(em, sql`${before} select ${publicColumns}
  from (select k.case_id from ${source} order by k.starts_on, k.case_id limit ${A_PAGE}) page join course k on k.case_id = page.case_id ${publicJoins} order by k.starts_on, k.case_id`);

const cursorIn = (cursor: string | undefined): string[] | undefined => readCursor(cursor, ['day', 'uuid']);
/** As the index has it: what many courses have is read of two months alone. */
const monthOfStart = sql`(extract(year from k.starts_on) * 12 + extract(month from k.starts_on))::int`;
function nextMonths({ from, cursor }: PublicFilter, now: Instant): number[] {
  const told = cursorIn(cursor)?.[0] ?? from ?? '', day = isPlainDate(told) ? told : dateAt(now), month = yearOf(day) * 12 + monthOf(day);
  return [month, month + 1];
}
function daysOf({ from, to, cursor }: PublicFilter, now: Instant): RawBuilder<unknown> {
  const parts = [sql`k.listed_at is not null`, sql`k.starts_on >= ${from ?? dateAt(now)}::date`], after = cursorIn(cursor);
  if (to) parts.push(sql`k.starts_on <= ${to}::date`);
  if (after) parts.push(sql`(k.starts_on, k.case_id) > (${after[0]}::date, ${after[1]}::uuid)`);
  return sql.join(parts, sql` and `);
}
/** What few courses may have; each is served by the index. */
function rareOf({ q, county, stage }: PublicFilter): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = [], grams = [...soughtGrams(q ?? ''), ...soughtGrams(county ?? '')];
  if (grams.length) parts.push(sql`k.grams @@ ${grams.map((gram) => `'${gram}'`).join(' & ')}::tsquery`);
  if (county) parts.push(sql`starts_with(k.place, ${county})`);
  if (stage) parts.push(sql`k.stages @> array[${stage}]`);
  return parts;
}
/** Somebody can register, by the clock of each case. Asked of one course after the other until a page is full, where a join would ask of all. */
const openNow = (now: Instant): RawBuilder<unknown> => sql`(select e.online and (not e.strict or e.pending + e.accepted < e.capacity) and t.here >= e.opens_at and t.here < e.closes_at
  from enrolment e join case_file c on c.id = e.case_id, to_timestamp((${now}::float8 + c.clock_ahead_ms) / 1000) as t (here) where e.case_id = k.case_id)`;

interface DetailRow extends PublicRow { readonly course: CourseForm; readonly attachments: PublicCourseDetail['attachments']; readonly capacity: number; readonly accepted: number; readonly waitlisted: number; readonly extra: { fields?: PublicCourseDetail['extra']; others?: string[] } }
/** @returns undefined where the public does not find it */
export async function publicCourseOf(em: EntityManager, code: string, now: Instant): Promise<PublicCourseDetail | undefined> {
  const found = await row<DetailRow>(em, sql`select ${publicColumns}, k.form as course, e.capacity, e.accepted, e.waitlisted, e.extra,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.uploaded_at) from course_attachment f where f.case_id = k.case_id and k.form -> 'attachments' ? f.id::text), '[]') as attachments
    from course k ${publicJoins} where c.number = ${code} and k.listed_at is not null`);
  if (!found) return undefined;
  const { course, attachments, capacity, accepted, waitlisted, extra: { fields = [], others = [] } } = found;
  // the address of a contact is for those who write to them, not for those who gather addresses
  return { ...presentPublic(found, now), course: { ...course, contacts: course.contacts.map(({ name, phone }) => ({ name, phone })) }, attachments, capacity, accepted, waitlisted, extra: fields, others };
}
