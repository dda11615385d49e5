/** Who registers for a course of the demonstration, who comes, and the rows that say so. Spec 5.5, 5.7. */
import { startOfDay, HOUR, type Instant } from '#domain/plain-date';
import { row, rows, sql, type EntityManager } from '#db/orm';
import type { Sealing } from '#db/sealing';
import { chanceOf, uuidOf } from './chance.ts';
import type { CourseDays } from './course-story-days.ts';
import { outlineOf, scopeOf } from './course-story-forms.ts';
import type { CourseStory } from './course-stories.ts';
import { courseUnits, realUnitOf, type CourseUnit } from './staff.ts';
import { hasAccount, serialsAt, serialsElsewhere, teacherId } from './teachers.ts';

export interface Registrant { readonly id: string; readonly teacherId: string; readonly serial: number; readonly place: number; readonly state: 'pending' | 'accepted' | 'waitlisted' | 'cancelled'; readonly source: 'online' | 'school'; readonly extra: object; readonly at: Instant }

/** Who can sign in registers often: a transcript should have something to show. */
const KEENER = 4;
const FEWEST = 8, CANCELS = 0.04, REJECTED = 0.06, STAYS_AWAY = 0.05, LEAVES_EARLY = 0.08;
/** Some register and do not come, again and again. */
const isForgetful = (serial: number): boolean => serial % 13 === 4;
const FORGETS = 0.6;
const FROM_ELSEWHERE = 120;

/** In the order they came; nobody above the capacity but on the waiting list. */
export function registrantsOf(story: CourseStory, { startsOn, registerFrom, registeredUntil }: CourseDays, caseId: string): Registrant[] {
  const chance = chanceOf(`registrants:${story.serial}`), { total: { classes, perClass } } = outlineOf(story, startsOn), capacity = classes * perClass, opens = startOfDay(registerFrom) + 8 * HOUR;
  const inSchool = story.schoolBased && !story.deeds.some(({ does }) => does === 'reviewRegistrations');
  const people = inOrder(candidates(story)), wanted = story.demand === 'over' ? capacity + chance.between(4, 8) : Math.max(FEWEST, Math.round(capacity * (0.4 + 0.5 * chance.next())));
  let used = 0;
  return people.slice(0, wanted).map((serial, i, all): Registrant => {
    const cancelled = !inSchool && chance.next() < CANCELS, state = cancelled ? 'cancelled' : used >= capacity ? 'waitlisted' : inSchool ? 'accepted' : 'pending';
    if (!cancelled && used < capacity) used++;
    const extra = story.schoolBased ? {} : { meal: chance.weighted([['葷食', 70], ['素食', 15], ['不用餐', 15]] as const) };
    return { id: uuidOf('registration', caseId, serial), teacherId: teacherId(serial), serial, place: i + 1, state, source: inSchool ? 'school' : 'online', extra, at: Math.round(opens + ((registeredUntil - opens) * (i + 1)) / (all.length + 1)) };
  });

  function inOrder(serials: readonly number[]): number[] {
    const drawn = serials.map((serial) => ({ serial, lot: chance.next() ** (1 / (hasAccount(serial) ? KEENER : 1)) }));
    return drawn.sort((one, other) => other.lot - one.lot).map(({ serial }) => serial);
  }
}
function candidates(story: CourseStory): number[] {
  const others = (): number[] => serialsElsewhere().slice(story.serial * 10, story.serial * 10 + FROM_ELSEWHERE);
  if (realUnitOf(story.unit)) return others();
  if (story.schoolBased) return serialsAt(story.unit as CourseUnit);
  const level = story.unit.slice(0, 3), near = courseUnits.filter((unit) => unit.startsWith(level)).flatMap(serialsAt);
  return scopeOf(story) === 'county' ? near : [...near, ...others()];
}
/** All that wait are accepted, but a few. */
export function reviewOf(story: CourseStory, registrants: readonly Registrant[]): object {
  const chance = chanceOf(`review:${story.serial}`);
  return { all: true, decisions: registrants.filter(({ state }) => state === 'pending' && chance.next() < REJECTED).map(({ id }) => ({ id, state: 'rejected' })) };
}

/** Rows as registering writes them. Where some have registered already nothing is changed. */
export async function seedRegistrations(em: EntityManager, caseId: string, registrants: readonly Registrant[], sealing: Sealing): Promise<void> {
  const given = registrants.map(({ extra, ...one }) => ({ ...one, extraSealed: Object.keys(extra).length ? sealing.seal(JSON.stringify(extra)) : null }));
  await em.transactional(async (within) => {
    if (!registrants.length || !(await row(within, sql`select from enrolment where case_id = ${caseId} and last_place = 0 for update`))) return;
    await rows(within, sql`with given as (select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as r (id uuid, "teacherId" uuid, place int, state text, source text, "extraSealed" text, at float8)),
        added as (insert into registration (id, case_id, teacher_id, place, state, source, extra_sealed, registered_at, changed_at)
          select g.id, ${caseId}::uuid, g."teacherId", g.place, g.state, g.source, g."extraSealed", to_timestamp(g.at / 1000), to_timestamp(g.at / 1000) from given g join teacher t on t.id = g."teacherId" returning state, place)
      update enrolment set last_place = n.last, pending = n.pending, accepted = n.accepted, waitlisted = n.waitlisted
      from (select max(place) as last, count(*) filter (where state = 'pending') as pending, count(*) filter (where state = 'accepted') as accepted, count(*) filter (where state = 'waitlisted') as waitlisted from added) n
      where case_id = ${caseId}`);
  });
}
/** The list as its owner has edited it: who was accepted and came, in a new version one who was forgotten before. A version that is there stays as it is. */
export async function seedList(em: EntityManager, caseId: string, story: CourseStory, version: number, { registrants, days, at }: { registrants: readonly Registrant[]; days: CourseDays; at: Instant }): Promise<void> {
  const chance = chanceOf(`list:${story.serial}`), { hours } = outlineOf(story, days.startsOn);
  const away = registrants.filter(({ serial }) => chance.next() < (isForgetful(serial) ? FORGETS : STAYS_AWAY)).slice(version - 1), early = registrants.filter(() => chance.next() < LEAVES_EARLY);
  await rows(em, sql`with begun as (insert into course_list (case_id, version, state, changed_at) values (${caseId}, ${version}, 'editing', ${new Date(at)}) on conflict do nothing returning case_id, version)
    insert into course_list_row (case_id, version, teacher_id, hours)
    select b.case_id, b.version, r.teacher_id, case when r.teacher_id = any (${early.map((one) => one.teacherId)}::uuid[]) then greatest(0.5, ${hours}::numeric - 1) else ${hours}::numeric end
    from begun b join registration r on r.case_id = b.case_id where r.state = 'accepted' and r.teacher_id <> all (${away.map((one) => one.teacherId)}::uuid[]) order by r.place`);
}
