/** What the course procedure brings to the desk. Spec 5.1–5.4, 5.7. */
import { atTime, dateAt, endOfDay, plainDate, startOfDay } from '#domain/plain-date';
import type { CourseFacts } from '#lifecycle/course';
import { row, rows, sql, type EntityManager, type Timestamp } from '#db/orm';
import type { RegistrationSettings } from '#db/registrations';
import { iso, nowOf } from '../cases/moments.ts';
import type { CaseDesk, Prepared, Preparations } from '../cases/feature.ts';
import type { CaseRow } from '../cases/queries.ts';
import { refuse } from '../http/problem-error.ts';
import { actionForms, courseDraft, courseForms, type CourseForm, type CourseForms, type OpeningForm, type RegistrationForm } from './contract.ts';
import { gramsOf } from './search-grams.ts';
import { unitFor } from './units.ts';

interface Author { readonly accountId: string; /** the course, where it stands already */ readonly caseId: string | null }
/** A code that was retired stays on the courses that have it. @throws {ProblemError} `invalid`, for codes that no list has below the one before, files that are not the author's for this course, and a letter of the future */
async function checkedCourse(form: CourseForm, em: EntityManager, today: string, author: Author): Promise<void> {
  const errors = await courseErrors(form, em, today, author);
  if (errors.length) refuse('invalid', { errors });
}
/** What no contract can know of a course form. */
export async function courseErrors(form: CourseForm, em: EntityManager, today: string, { accountId, caseId }: Author): Promise<{ pointer: string; code: string }[]> {
  const cascade = (list: 'nature' | 'field') => form[list].map((code, i) => ({ list, code, parent: form[list][i - 1] ?? null }));
  const unknown = await rows<{ list: string }>(em, sql`select distinct w.list from jsonb_to_recordset(${JSON.stringify([...cascade('nature'), ...cascade('field'), { list: 'tag', code: form.tag, parent: null }])}::jsonb) as w (list text, code text, parent text)
    where not exists (select from course_code_list l where l.list = w.list and l.code = w.code and l.parent is not distinct from w.parent and (l.active or exists (select from course k where k.case_id = ${caseId} and case w.list when 'tag' then k.form ->> 'tag' = w.code else k.form -> w.list ? w.code end)))
    union all select 'attachments' where exists (select from unnest(${form.attachments}::uuid[]) as a (id) where not exists (select from course_attachment f where f.id = a.id and f.account_id = ${accountId} and (f.case_id is null or f.case_id = ${caseId})))`);
  const errors = unknown.map(({ list }) => ({ pointer: `/${list}`, code: list === 'attachments' ? 'attachment' : 'unknownCode' }));
  if (form.letter && form.letter.date > today) errors.push({ pointer: '/letter/date', code: 'future' });
  return errors;
}
const timesOf = (form: CourseForm) => ({ startsAt: startOfDay(plainDate(form.startsOn)), endsAt: endOfDay(plainDate(form.endsOn)) + 1 }) satisfies Partial<CourseFacts>;
const storedCourse = (form: CourseForm, unit: string) => ({
  form, columns: { name: form.name, place: `${form.county}${form.township}`, startsOn: form.startsOn, endsOn: form.endsOn, hours: form.hours, total: form.classes * form.perClass, stages: form.audience, grams: gramsOf(form.name, unit, form.county, form.township) },
});
async function preparedCourse(form: CourseForm, { id, authorId, schoolName }: CaseRow, em: EntityManager, now: number): Promise<Prepared> {
  await checkedCourse(form, em, dateAt(now), { accountId: authorId, caseId: id });
  return { facts: timesOf(form), stored: storedCourse(form, schoolName) };
}

const preparations: Preparations<typeof actionForms> = {
  resubmit: (form: CourseForm, found, { em, now }) => preparedCourse(form, found, em, nowOf(found, now)),
  amend: (form: CourseForm, found, { em, now }) => preparedCourse(form, found, em, nowOf(found, now)),
  async setRegistration(form: RegistrationForm, found, { em }) {
    const { total, startsOn, taken } = (await row<{ total: number; startsOn: string; taken: boolean }>(em, sql`select c.total, c.starts_on::text as "startsOn", e.last_place > 0 as taken from course c join enrolment e using (case_id) where case_id = ${found.id}`))!;
    if (form.capacity > total) refuse('overCapacity', { errors: [{ pointer: '/capacity', code: 'overCapacity' }] });
    if (form.closesOn > startsOn) refuse('invalid', { errors: [{ pointer: '/closesOn', code: 'afterStart' }] });
    if (!form.online && taken) refuse('registrationsExist');
    return { stored: settingsOf(form) };
  },
  submitList: (form, found, { em }) => listFacts(form, found, em),
  resubmitList: (form, found, { em }) => listFacts(form, found, em),
};
function settingsOf({ opensOn, opensHour, closesOn, sync, extra, others, ...settings }: RegistrationForm): RegistrationSettings {
  return {
    ...settings, opensAt: iso(atTime(plainDate(opensOn), opensHour, 0)), closesAt: iso(endOfDay(plainDate(closesOn)) + 1), extra: { fields: extra, others },
    ...(sync ? { sync: { registerFrom: opensOn, registerTo: closesOn } } : {}),
  };
}
async function listFacts(form: object, found: CaseRow, em: EntityManager): Promise<Prepared> {
  const { listRows } = (await row<{ listRows: number }>(em, sql`select count(r.*)::int as "listRows" from course_list l left join course_list_row r using (case_id, version) where l.case_id = ${found.id} and l.state = 'editing'`))!;
  return { facts: { listRows } satisfies Partial<CourseFacts>, stored: form };
}

interface Stored {
  course: CourseForm; code: string; center: string; listedAt: Timestamp | null; overdue: boolean; attachments: CourseForms['attachments'];
  settings: { online: boolean; opensAt: Timestamp | null; closesAt: Timestamp | null; strict: boolean; autoPromote: boolean; stageLimit: boolean; scope: RegistrationForm['scope']; extra: { fields?: RegistrationForm['extra']; others?: string[] } };
  registrations: CourseForms['registrations']; lists: CourseForms['lists']; refusals: { at: Timestamp; action: string; reason: string }[];
}
export const courseDesk: CaseDesk = {
  forms: actionForms,
  refusals: { open: ['fiveOverdue'], submitList: ['hoursOutOfRange'], resubmitList: ['hoursOutOfRange'], setRegistration: ['overCapacity', 'registrationsExist'] },
  view: courseForms,
  openingDraft: { schema: courseDraft, kept: (body: object) => body, shown: (kept: Record<string, unknown>) => kept },
  brings: (stored) => ({ listRows: (stored as Stored).lists.find(({ state }) => state === 'editing')?.rows ?? 0 }) satisfies Partial<CourseFacts>,
  async prepareOpening(body, asking) {
    const { unitId, ...form } = body as OpeningForm, unit = (await unitFor(asking.em, asking.person, unitId)) ?? refuse('notAllowed');
    await checkedCourse(form, asking.em, dateAt(asking.now), { accountId: asking.person.accountId, caseId: null });
    return { facts: { authorId: asking.person.accountId, schoolId: unit.id, ...timesOf(form) } satisfies Partial<CourseFacts>, stored: storedCourse(form, unit.name) };
  },
  preparations,
  stored: sql`(select jsonb_build_object('course', k.form, 'code', c.number, 'center', (select name from organisation where id = c.county_id), 'listedAt', k.listed_at, 'overdue', k.overdue,
      'attachments', coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.uploaded_at) from course_attachment f where f.case_id = c.id and k.form -> 'attachments' ? f.id::text), '[]'),
      'settings', jsonb_build_object('online', e.online, 'opensAt', e.opens_at, 'closesAt', e.closes_at, 'strict', e.strict, 'autoPromote', e.auto_promote, 'stageLimit', e.stage_limit, 'scope', e.scope, 'extra', e.extra),
      'registrations', jsonb_build_object('capacity', e.capacity, 'pending', e.pending, 'accepted', e.accepted, 'waitlisted', e.waitlisted),
      'lists', coalesce((select jsonb_agg(jsonb_build_object('version', l.version, 'state', l.state, 'changedAt', l.changed_at, 'rows', (select count(*) from course_list_row r where r.case_id = l.case_id and r.version = l.version)) order by l.version desc) from course_list l where l.case_id = c.id), '[]'),
      'refusals', coalesce((select jsonb_agg(jsonb_build_object('at', v.at, 'action', v.name, 'reason', s.body ->> 'reason') order by v.sequence desc) from case_event v join submission s on s.id = v.command_id::uuid where v.case_id = c.id and v.kind = 'action' and v.name in ('fail', 'failList')), '[]'))
    from course k join enrolment e using (case_id) where k.case_id = c.id)`,
  present(stored): CourseForms {
    const { settings, lists, refusals, listedAt, ...rest } = stored as Stored, { course, registrations } = rest;
    return {
      ...rest, listedAt: listedAt && iso(listedAt), registration: { ...shownSettings(settings, course), capacity: registrations.capacity },
      lists: lists.map((list) => ({ ...list, changedAt: iso(list.changedAt) })), refusals: refusals.map((one) => ({ ...one, at: iso(one.at) })),
    };
  },
};
/** Until they are set, the days of the course form are proposed. */
function shownSettings({ opensAt, closesAt, extra, ...settings }: Stored['settings'], course: CourseForm): Omit<RegistrationForm, 'capacity'> {
  const opens = opensAt ? new Date(opensAt).getTime() : startOfDay(plainDate(course.registerFrom)), closesOn = closesAt ? dateAt(new Date(closesAt).getTime() - 1) : course.registerTo;
  return { ...settings, opensOn: dateAt(opens), opensHour: Math.floor((opens - startOfDay(dateAt(opens))) / 3_600_000), closesOn, sync: false, extra: extra.fields ?? [], others: extra.others ?? [] };
}
