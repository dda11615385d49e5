/** The hands of the course procedure: what makes its submissions effective, and what it sets going. Spec 5.3, 5.4, 5.7. */
import { ApplicationFailure } from '@temporalio/activity';
import type { Change, State } from '#case/state';
import type { ProblemCode } from '#domain/problem';
import type { By } from '#domain/roles';
import { course, type CourseFacts } from '#lifecycle/course';
import { row, rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import { askForFeedback, cancelAllRegistrations, reviewRegistrations, setRegistration, type RegistrationSettings, type Review } from '#db/registrations';
import { LEAST_COUNTED_HOURS, OVERDUE_CAP } from '../workflows/course/code-lists.ts';
import type { EffectInput } from '#workflows/activities';
import type { MakeEffective } from './effective.ts';

export const courseRecord: MakeEffective = ({ event: { kind } }) => (kind === 'action' || kind === 'undo' ? { then: acted } : {});
async function acted(em: EntityManager, change: Change, body: unknown): Promise<void> {
  if (change.event.kind === 'undo') await undone(em, change);
  else await writers[change.event.name]?.(em, change, body);
  await setListed(em, change.state);
}
const facts = (state: State): CourseFacts => state.facts as CourseFacts;
const refuse = (code: ProblemCode): never => { throw ApplicationFailure.nonRetryable(code, code); };

/** Fields of the form that searches and lists need as columns; everything else stays in the form. */
interface CourseColumns { readonly name: string; readonly place: string; readonly startsOn: string; readonly endsOn: string; readonly hours: number; readonly total: number; readonly stages: readonly string[]; readonly grams: readonly string[] }
interface StoredCourse { readonly form: object & { readonly attachments: readonly string[] }; readonly columns: CourseColumns }

const writeForm = (em: EntityManager, { state, event }: Change, { form, columns: c }: StoredCourse) => rows(em, sql`with titled as (update case_file set title = ${c.name} where id = ${state.caseId}),
    attached as (update course_attachment set case_id = ${state.caseId} where id = any (${form.attachments}::uuid[]) and account_id = ${facts(state).authorId} and case_id is null),
    places as (update enrolment set capacity = least(capacity, ${c.total}::int), closes_at = least(closes_at, (${c.startsOn}::date + 1)::timestamp at time zone 'Asia/Taipei') where case_id = ${state.caseId})
  insert into course (case_id, form, name, place, starts_on, ends_on, hours, total, stages, grams, updated_at)
  values (${state.caseId}, ${JSON.stringify(form)}, ${c.name}, ${c.place}, ${c.startsOn}, ${c.endsOn}, ${c.hours}, ${c.total}, ${c.stages}::text[], array_to_tsvector(${c.grams}::text[]), ${new Date(event.at)})
  on conflict (case_id) do update set form = excluded.form, name = excluded.name, place = excluded.place, starts_on = excluded.starts_on, ends_on = excluded.ends_on, hours = excluded.hours, total = excluded.total, stages = excluded.stages, grams = excluded.grams, updated_at = excluded.updated_at`);

/** The list that is handed in is never changed again. @throws {ApplicationFailure} `noRows`, `hoursOutOfRange`: as its rows stand once nobody edits them any more */
async function handIn(em: EntityManager, { state, event }: Change): Promise<void> {
  const { caseId } = state, { listVersion } = facts(state);
  // first the lock, on its own: a statement that waited for it would still see the rows of before
  await rows(em, sql`select from course_list where case_id = ${caseId} order by version for update`);
  const own = sql`from course_list_row r join course c using (case_id) where r.case_id = ${caseId} and r.version = ${listVersion}`;
  const handed = await row(em, sql`with replaced as (update course_list set state = 'replaced' where case_id = ${caseId} and version < ${listVersion} and state in ('handed_in', 'rejected'))
    update course_list set state = 'handed_in', changed_at = ${new Date(event.at)} where case_id = ${caseId} and version = ${listVersion} and state = 'editing' and exists (select ${own}) and not exists (select ${own} and r.hours > c.hours) returning version`);
  if (!handed) refuse((await row(em, sql`select ${own}`)) ? 'hoursOutOfRange' : 'noRows');
}
const decided = (state: 'passed' | 'rejected') => (em: EntityManager, change: Change) =>
  rows(em, sql`update course_list set state = ${state}, passed_version = ${state === 'passed' ? change.state.version : null}, changed_at = ${new Date(change.event.at)} where case_id = ${change.state.caseId} and version = ${facts(change.state).listVersion}`);

/** One that was put off is not overdue any more: its unit is relieved of it. */
async function rewritten(em: EntityManager, change: Change, body: unknown): Promise<void> {
  await writeForm(em, change, body as StoredCourse);
  if (!facts(change.state).overdue) await releaseUnit(em, change.state.caseId);
}
const toldOfCap = { ins_business: ['school'], school_principal: ['school'], ins_center: ['county'] } as const satisfies By;
const writers: Readonly<Record<string, (em: EntityManager, change: Change, body: unknown) => Promise<unknown>>> = {
  /** Waits for whatever makes a course of this unit overdue at the same moment (spec 5.1). */
  async open(em, change, body) {
    const unit = await row<{ overdue: number }>(em, sql`insert into course_unit (unit_id) values (${facts(change.state).schoolId}) on conflict (unit_id) do update set overdue = course_unit.overdue returning overdue`);
    if (unit!.overdue >= OVERDUE_CAP) refuse('fiveOverdue');
    await rows(em, sql`update case_file set number = nextval('course_code')::text where id = ${change.state.caseId}`);
    await writeForm(em, change, body as StoredCourse);
    await rows(em, sql`insert into enrolment (case_id, capacity) values (${change.state.caseId}, ${(body as StoredCourse).columns.total})`);
  },
  resubmit: rewritten,
  amend: rewritten,
  async setRegistration(em, { state, event }, body) {
    if (!(await setRegistration(em, state.caseId, body as RegistrationSettings, event.at))) refuse('registrationsExist');
  },
  reviewRegistrations: (em, { state, event }, body) => reviewRegistrations(em, state.caseId, body as Review, event.at),
  submitList: handIn,
  resubmitList: handIn,
  passList: decided('passed'),
  failList: decided('rejected'),
  endCourse: (em, { state, event }) => askForFeedback(em, state.caseId, event.at),
  /** The one that closes the door is told to the unit and its centre, once (T50). */
  markOverdue: (em, { state }) => rows(em, sql`with late as (update course set overdue = true where case_id = ${state.caseId} and not overdue returning case_id),
      counted as (update course_unit set overdue = overdue + 1 from late where unit_id = ${facts(state).schoolId} returning overdue)
    insert into notice (case_id, sequence, kind, deadline, told) select ${state.caseId}::uuid, ${state.sequence}::int, 'D-OVERDUE', 'markOverdue', ${JSON.stringify(toldOfCap)}::jsonb from counted where overdue = ${OVERDUE_CAP}`),
};
/** Its list stands as before the action that was taken back. @throws {ApplicationFailure} `nothingToUndo`, where an update of it was begun meanwhile: one list is edited at a time */
async function undone(em: EntityManager, { state }: Change): Promise<void> {
  const { caseId, version, status } = state, { listVersion } = facts(state);
  await rows(em, sql`select from course_list where case_id = ${caseId} order by version for update`);
  const lists = await rows<{ begun: boolean }>(em, sql`update course_list set state = case when passed_version is null and version = ${listVersion + 1} then 'editing' else 'handed_in' end, passed_version = null
    where case_id = ${caseId} and ((version = ${listVersion + 1} and state = 'handed_in') or passed_version = ${version - 1}) returning exists (select from course_list later where later.case_id = course_list.case_id and later.version > ${listVersion + 1}) as begun`);
  if (lists.some(({ begun }) => begun)) refuse('nothingToUndo');
  // the one that was to be replaced stands again
  await rows(em, sql`update course_list set state = ${status === course.actions.failList.moves.list_pending ? 'rejected' : 'handed_in'} where case_id = ${caseId} and version = ${listVersion} and state = 'replaced'`);
}

/** The public finds a course from an hour after it passed until it is edited or deleted (spec 5.1). */
const setListed = (em: EntityManager, { caseId, happened: { list, pass, amend, delete: gone } }: State) => {
  const at = list && pass && list.sequence > pass.sequence && pass.sequence > Math.max(amend?.sequence ?? 0, gone?.sequence ?? 0) ? new Date(list.at) : null;
  return rows(em, sql`update course set listed_at = ${at} where case_id = ${caseId} and listed_at is distinct from ${at}::timestamptz`);
};

export interface CourseEffects {
  issueHours(effect: EffectInput): Promise<void>;
  forgetOverdue(effect: EffectInput): Promise<void>;
  cancelRegistrations(effect: EffectInput): Promise<void>;
}
export function courseEffects(orm: MikroORM): CourseEffects {
  return {
    /** Writes the hours of the list that passed, and takes away what an earlier one gave; whatever number of times it runs. */
    async issueHours({ caseId, version }) {
      await orm.em.fork().transactional(async (em) => {
        const lists = await rows<{ version: number; at: number | null }>(em, sql`select version, passed_version as at from course_list where case_id = ${caseId} order by version for update`), list = lists.find(({ at }) => at === version);
        // what was taken back gives nothing; what comes again or late, after this list or a newer one has given its hours, changes nothing: the unit may be overdue anew
        if (!list || (await row(em, sql`select from issued_hours where case_id = ${caseId} and version >= ${list.version} limit 1`))) return;
        await rows(em, sql`with gone as (delete from issued_hours h where case_id = ${caseId} and not exists (select from course_list_row r where r.case_id = h.case_id and r.version = ${list.version} and r.teacher_id = h.teacher_id)),
            replaced as (update course_list set state = 'replaced' where case_id = ${caseId} and version <> ${list.version} and state = 'passed')
          insert into issued_hours (case_id, teacher_id, hours, counted, credits, version, ended_on, issued_at)
          select r.case_id, r.teacher_id, r.hours, r.hours >= ${LEAST_COUNTED_HOURS}, c.form ->> 'classKind' <> 'non_credit', r.version, c.ends_on, l.changed_at from course_list_row r join course_list l using (case_id, version) join course c using (case_id)
          where r.case_id = ${caseId} and r.version = ${list.version}
          on conflict (case_id, teacher_id) do update set hours = excluded.hours, counted = excluded.counted, credits = excluded.credits, version = excluded.version, ended_on = excluded.ended_on, issued_at = excluded.issued_at`);
        await releaseUnit(em, caseId);
      });
    },
    async forgetOverdue({ caseId }) {
      await orm.em.fork().transactional((em) => releaseUnit(em, caseId));
    },
    async cancelRegistrations({ caseId, notBefore }) {
      await orm.em.fork().transactional((em) => cancelAllRegistrations(em, caseId, notBefore));
    },
  };
}
const releaseUnit = (em: EntityManager, caseId: string) => rows(em, sql`with settled as (update course set overdue = false where case_id = ${caseId} and overdue returning case_id)
  update course_unit set overdue = course_unit.overdue - 1 from settled join case_file c on c.id = settled.case_id where unit_id = c.school_id`);
