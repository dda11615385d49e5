/** How a teacher stands to a course, what bars the way, and what the organiser asks for. Spec 5.4, 5.5. */
import type { Instant } from '#domain/plain-date';
import { problems, type ProblemCode } from '#domain/problem';
import type { Label, Language } from '#domain/label';
import { extraFields, type ExtraFieldName, type RegistrationState, type Scope } from '#workflows/course/code-lists';
import { instantOf, row, sql, type EntityManager, type Timestamp } from '#db/orm';
import type { Registered } from '#db/registrations';
import { nowOf } from '../cases/moments.ts';
import { pointerTo, refuse } from '../http/problem-error.ts';
import type { Person } from '../policy/ability.ts';
import type { Desk } from '../desk.ts';
import { openAnswers, sealAnswers, type Answers } from './answers.ts';
import type { MyStanding } from './contract.ts';
import type { RegistrationQueue } from './registration-queue.ts';

export interface Standing {
  readonly caseId: string; readonly teacherId: string; readonly clockAheadMs: number; readonly startsAt: Timestamp; readonly listed: boolean; /** the public has seen it */ readonly known: boolean; readonly online: boolean; readonly opensAt: Timestamp | null; readonly closesAt: Timestamp | null;
  readonly strict: boolean; readonly free: number; readonly stageLimit: boolean; readonly scope: Scope; readonly extra: { readonly fields?: readonly ExtraFieldName[]; readonly others?: readonly string[] };
  /** teaches at one of the stages that the course is for */ readonly ofStage: boolean; readonly ofSchool: boolean; readonly ofCounty: boolean;
  readonly registration: (Registered & { readonly extraSealed: string | null }) | null;
}
/** A course that was listed before is there also while it is edited: it takes nobody in. @throws {ProblemError} `notAllowed`, `teacherUnknown`, `notFound` */
export async function standingOf(em: EntityManager, person: Person, code: string): Promise<Standing> {
  if (!isTeacher(person)) refuse('notAllowed');
  const found = await row<Standing | { caseId: null }>(em, sql`select c.id as "caseId", t.id as "teacherId", c.clock_ahead_ms::float8 as "clockAheadMs", k.starts_on::timestamp at time zone 'Asia/Taipei' as "startsAt", k.listed_at is not null as listed, c.state #> '{happened,list}' is not null and c.state #> '{happened,delete}' is null as known, e.online, e.opens_at as "opensAt", e.closes_at as "closesAt",
      e.strict, e.capacity - e.pending - e.accepted as free, e.stage_limit as "stageLimit", e.scope, e.extra, t.stage = any (k.stages) as "ofStage", t.school_id = c.school_id as "ofSchool", o.county_id = c.county_id as "ofCounty",
      case when r.id is not null then jsonb_build_object('id', r.id, 'state', r.state, 'place', r.place, 'extraSealed', r.extra_sealed) end as registration
    from teacher t join organisation o on o.id = t.school_id left join (case_file c join course k on k.case_id = c.id join enrolment e on e.case_id = c.id) on c.number = ${code} left join registration r on r.case_id = c.id and r.teacher_id = t.id
    where t.account_id = ${person.accountId}`) ?? refuse('teacherUnknown');
  return found.caseId !== null && (found.known || found.registration) ? found : refuse('notFound');
}
export const isTeacher = (person: Person): boolean => person.grants.some(({ role }) => role === 'ins_teacher');

/** The first thing that bars the way; whether a place is left only the course's own row can say for sure. */
export function barred(it: Standing, now: Instant): ProblemCode | undefined {
  if (it.registration) return 'registeredBefore';
  const here = nowOf(it, now), open = it.listed && it.online && it.opensAt !== null && it.closesAt !== null && instantOf(it.opensAt) <= here && here < instantOf(it.closesAt);
  if (!open) return 'registrationClosed';
  if ((it.stageLimit && !it.ofStage) || (it.scope === 'school' && !it.ofSchool) || (it.scope === 'county' && !it.ofCounty)) return 'notInvited';
  return it.strict && it.free < 1 ? 'courseFull' : undefined;
}
/** Until the course begins; what was refused is not the teacher's to take back. */
export function notToCancel(state: RegistrationState, it: Pick<Standing, 'startsAt' | 'clockAheadMs'>, now: Instant): ProblemCode | undefined {
  if (state === 'rejected') return 'wrongStatus';
  return nowOf(it, now) < instantOf(it.startsAt) ? undefined : 'tooLate';
}
export const mayCancel = (state: RegistrationState, it: Pick<Standing, 'startsAt' | 'clockAheadMs'>, now: Instant): boolean => state !== 'cancelled' && notToCancel(state, it, now) === undefined;

export function presentStanding(it: Standing, now: Instant, language: Language): MyStanding {
  const code = barred(it, now), { registration } = it;
  return {
    registrationId: registration?.id ?? null, state: registration?.state ?? null, place: registration?.place ?? null, open: code === undefined, reason: code ? { code, message: problems[code].label[language] } : null,
    mayCancel: registration !== null && mayCancel(registration.state, it, now),
  };
}

/** All that the organiser asks for, and nothing else: what nobody asked is not kept. @throws {ProblemError} `invalid`, naming each question */
export function askedAnswers({ fields = [], others = [] }: Standing['extra'], given: Answers): Answers {
  const answers = Object.fromEntries([...fields, ...others].map((name) => [name, (Object.hasOwn(given, name) ? given[name]! : '').trim()]));
  const errors = Object.entries(answers).flatMap(([name, answer]) => {
    if (!answer) return [{ pointer: pointerTo('/extra', name), code: 'required' }];
    return isChoice(name, answer, fields) ? [] : [{ pointer: pointerTo('/extra', name), code: 'unknownCode' }];
  });
  return errors.length ? refuse('invalid', { errors }) : answers;
}
function isChoice(name: string, answer: string, fields: readonly ExtraFieldName[]): boolean {
  const field = fields.find((one) => one === name), asked: { readonly label?: Label; readonly options?: readonly Label[] } = field ? extraFields[field] : {};
  return asked.options?.some(({ zh }) => zh === answer) ?? true;
}

/** @returns how the teacher stands after it; for the same wish again the same. @throws {ProblemError} with what bars the way */
export async function registerFor(queue: RegistrationQueue, { em, person, now, desk: { sealing } }: { em: EntityManager; person: Person; now: Instant; desk: Pick<Desk, 'sealing'> }, code: string, id: string, given: Answers): Promise<Standing> {
  const before = await standingOf(em, person, code), earlier = before.registration;
  if (earlier?.id === id) return sameAnswers(openAnswers(earlier.extraSealed, sealing), given) ? before : refuse('keyReused');
  const bar = barred(before, now);
  if (bar) refuse(bar);
  const extraSealed = sealAnswers(askedAnswers(before.extra, given), sealing), registered = await queue.register(before.caseId, { id, teacherId: before.teacherId, extraSealed, at: now });
  if (registered) return { ...before, registration: { ...registered, extraSealed } };
  const after = await standingOf(em, person, code);
  if (after.registration?.id === id) return after;   // its twin came a moment earlier
  if (await row(em, sql`select id from registration where id = ${id}`)) refuse('keyReused');
  return refuse(barred(after, now) ?? 'courseFull');
}
const sameAnswers = (kept: Answers, given: Answers): boolean => Object.entries(kept).every(([name, answer]) => given[name]?.trim() === answer);
