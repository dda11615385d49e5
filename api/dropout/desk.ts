/** What the dropout procedure brings to the desk. Spec 4.2–4.7, 8. */
import { adultOn, dateAt, plainDate, startOfDay, type PlainDate } from '#domain/plain-date';
import { isValidId, maskAddress, maskId, maskName, maskPhone, normalizeId } from '#domain/identity-number';
import { nextTermOn } from '#domain/school-year';
import type { NewsOf } from '#case/table';
import { demandedCategory, dropout, type DropoutFacts } from '#lifecycle/dropout';
import { groundOf, groundsFor } from '#workflows/dropout/code-lists';
import { row, rows, sql, type EntityManager, type RawBuilder } from '#db/orm';
import type { RegistryEntry } from '../../activities/adapters/student-registry.ts';
import { RegistryAway } from '../../activities/adapters/student-registry.ts';
import { tellNews } from '../../activities/adapters/temporal.ts';
import { deadlineOf, type Asking, type CaseDesk, type Preparations } from '../cases/feature.ts';
import { nowOf } from '../cases/moments.ts';
import { ProblemError, refuse } from '../http/problem-error.ts';
import { abilityOf, may, READ, type CaseAbility, type CaseScope, type Person } from '../policy/ability.ts';
import { actionForms, dropoutForms, filingDraft, type BasicForm, type CaseDataForm, type DropoutForms, type FilingDraft, type RecordForm, type RegistryStudent } from './contract.ts';
import { trackIntervalOf } from './track-interval.ts';

/** Where this person may file (spec 1.3). @throws {ProblemError} who may nowhere learns nothing from the registry */
export function schoolsToFileAt({ grants }: Person): string[] {
  const { open } = dropout.actions;
  const schools = grants.filter(({ role }) => Object.hasOwn(open.by, role)).map(({ organisationId }) => organisationId);
  return schools.length ? schools : refuse('notAllowed');
}
/** The registry's data for a filing. Of a student elsewhere no more is said than that. @throws {ProblemError} why it cannot be filed */
export async function lookUpStudent({ desk, em, person, now }: Asking, idNo: string, family: DropoutFacts['family']): Promise<{ entry: RegistryEntry; schoolId: string }> {
  const id = normalizeId(idNo), schools = schoolsToFileAt(person);
  if (!isValidId(id)) refuse('invalid', { errors: [{ pointer: '/idNo', code: 'idNo' }] });
  const entry = (await asked(() => desk.students.find(id))) ?? refuse('studentNotFound');
  const schoolId = schools.find((school) => school === entry.schoolId) ?? refuse('studentElsewhere');
  if (now >= startOfDay(adultOn(plainDate(entry.birthDate)))) refuse('adult');
  await refuseTwin({ desk, em, person, now }, { idNoIndex: desk.sealing.blindIndex(id), family, schoolId });
  return { entry, schoolId };
}
/** The number is named only to a person who may read that case; another school's attempt is told to its main reporter, once a day (spec 4.7). */
async function refuseTwin({ desk, em, person, now }: Pick<Asking, 'desk' | 'em' | 'person' | 'now'>, { idNoIndex, family, schoolId }: { idNoIndex: string; family: string; schoolId: string }): Promise<void> {
  const twin = await row<CaseScope & { id: string; number: string | null }>(em, sql`select c.id, c.number, c.school_id as "schoolId", c.county_id as "countyId", c.jurisdiction, c.author_id as "authorId", c.assignee_ids as "assigneeIds"
    from case_file c join student s on s.id = c.student_id where c.lifecycle = 'dropout' and c.ended_at is null and s.id_no_index = ${idNoIndex} and c.unique_key = s.id || ':' || ${family}`);
  if (!twin) return;
  const readable = may(abilityOf(person), READ, 'dropout', twin);
  if (!readable && twin.schoolId !== schoolId) await tellNews(desk.temporal, twin.id, { name: 'filedElsewhere' satisfies NewsOf<typeof dropout>, from: schoolId, version: Number(dateAt(now).replaceAll('-', '')) });
  throw new ProblemError(readable ? 'duplicateCase' : 'duplicateElsewhere', readable && twin.number ? { errors: [{ pointer: '/idNo', code: 'duplicateCase', message: twin.number }] } : {});
}
async function asked<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    throw error instanceof RegistryAway ? new ProblemError('registryAway', { headers: { 'Retry-After': '30' } }) : error;
  }
}
export const registryStudent = ({ birthDate, ...entry }: RegistryEntry, idNo: string): RegistryStudent => ({
  idNo: maskId(idNo), name: entry.name, birthDate, sex: entry.sex, studentNo: entry.studentNo, schoolType: entry.schoolType, department: entry.department, grade: entry.grade, className: entry.className,
});

/** The student's own row; the national ID is kept sealed, with a blind index for exact search. */
async function studentRow({ em, desk }: Pick<Asking, 'em' | 'desk'>, entry: RegistryEntry, idNo: string): Promise<string> {
  const index = desk.sealing.blindIndex(idNo);
  const [student] = await rows<{ id: string }>(em, sql`insert into student (id, id_no_sealed, id_no_index, name, birth_date, sex) values (gen_random_uuid(), ${desk.sealing.seal(idNo)}, ${index}, ${entry.name}, ${entry.birthDate}, ${entry.sex})
    on conflict (id_no_index) do update set name = excluded.name, birth_date = excluded.birth_date returning id`);
  return student!.id;
}

const preparations: Preparations<typeof actionForms> = {
  submit: async ({ basic, ...caseData }: CaseDataForm & { basic?: BasicForm }, found, { now }) => {
    if (caseData.leftOn > dateAt(nowOf(found, now))) refuse('invalid', { errors: [{ pointer: '/leftOn', code: 'future' }] });
    return { facts: { category: caseData.category } satisfies Partial<DropoutFacts>, stored: { caseData, ...(basic ? { basic } : {}) } };
  },
  sendRecord: async (form: RecordForm, found, { now }) => {
    const at = nowOf(found, now), trackedAt = form.trackedAt ?? new Date(at).toISOString();
    if (Date.parse(trackedAt) > at) refuse('invalid', { errors: [{ pointer: '/trackedAt', code: 'future' }] });
    return { facts: { suggestClose: form.suggestClose, ...(form.suggestClose && form.closeGround ? { closeGround: form.closeGround } : {}) } satisfies Partial<DropoutFacts>, stored: { ...form, trackedAt } };
  },
  deleteRecord: async (form: { recordId: string }, found, { em, person }) => {
    const record = await row<{ accountId: string; beforeReport: boolean }>(em, sql`select account_id as "accountId", before_report as "beforeReport" from dropout_record where id = ${form.recordId} and case_id = ${found.id} and deleted_at is null`);
    if (record?.accountId !== person.accountId) refuse(record ? 'notAllowed' : 'notFound');
    return { stored: form };
  },
  close: async (form: { note?: string }, found, { desk, em, now }) => {
    const facts = await closingFacts(em, found.id);
    const needed = facts.closeGround && groundOf(facts.closeGround).enrolled;
    if (!needed || facts.enrolmentOverridden) return { stored: form };
    const answer = await asked(() => desk.enrolments.lookup(desk.sealing.open(found.idNoSealed!), facts.birthDate));
    return { stored: form, facts: { enrolment: { schoolId: answer?.schoolCode ?? null, seniorHigh: answer?.seniorHigh ?? false, askedAt: nowOf(found, now) } } satisfies Partial<DropoutFacts> };
  },
  extendDeadline: async (form: { deadlineId: string; untilOn: string; reason: string }) => ({ stored: form, extension: deadlineOf(form.deadlineId, form.untilOn) }),
};
async function closingFacts(em: EntityManager, caseId: string): Promise<DropoutFacts & { birthDate: PlainDate }> {
  const found = await row<{ facts: DropoutFacts; birthDate: PlainDate }>(em, sql`select c.state -> 'facts' as facts, s.birth_date::text as "birthDate" from case_file c join student s on s.id = c.student_id where c.id = ${caseId}`);
  return { ...found!.facts, birthDate: found!.birthDate };
}

interface Stored {
  registry: RegistryStudent; basic: BasicForm; caseData: CaseDataForm | null;
  records: { id: string; by: string; accountId: string; sentAt: string; beforeReport: boolean; content: RecordForm }[];
  follows: Related | null; followedBy: Related | null;
}
interface Related extends CaseScope { readonly id: string; readonly number: string | null }
/** Another case of the same student, with what decides who may read it. */
const related = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`(select json_build_object('id', r.id, 'number', r.number, 'schoolId', r.school_id, 'countyId', r.county_id, 'jurisdiction', r.jurisdiction, 'authorId', r.author_id, 'assigneeIds', r.assignee_ids)
  from case_file r where r.student_id = c.student_id and r.lifecycle = c.lifecycle and ${which} limit 1)`;
interface KeptFiling { readonly idNoSealed: string; readonly basic: FilingDraft['basic'] }
export const dropoutDesk: CaseDesk = {
  forms: actionForms,
  refusals: { open: ['adult', 'studentNotFound', 'studentElsewhere', 'duplicateElsewhere', 'registryAway'], deleteRecord: ['notFound'], close: ['registryAway'] },
  view: dropoutForms,
  openingDraft: {
    schema: filingDraft,
    kept: ({ idNo, basic }: FilingDraft, sealing): KeptFiling => ({ idNoSealed: sealing.seal(idNo), basic }),
    shown: ({ idNoSealed, basic }: KeptFiling, sealing): FilingDraft => ({ idNo: sealing.open(idNoSealed), basic }),
  },
  async prepareOpening(body, asking) {
    const { idNo, family, ...basic } = body as BasicForm & { idNo: string; family: DropoutFacts['family'] };
    const { entry, schoolId } = await lookUpStudent(asking, idNo, family);
    const studentId = await studentRow(asking, entry, normalizeId(idNo)), birthDate = plainDate(entry.birthDate);
    const facts: Partial<DropoutFacts> & { schoolId: string; authorId: string } = {
      authorId: asking.person.accountId, studentId, schoolId, family, adultOn: adultOn(birthDate), termEndsOn: nextTermOn(dateAt(asking.now)), trackIntervalDays: await trackIntervalOf(asking.em, schoolId),
    };
    return { facts, stored: { basic: { ...basic, registry: registryStudent(entry, normalizeId(idNo)) } } };
  },
  preparations,
  bars: { deleteRecord: (stored, { accountId }) => ((stored as Stored).records.some((record) => record.accountId === accountId && record.beforeReport) ? undefined : 'noOwnRecord') },
  stored: sql`(select json_build_object('basic', f.basic - 'registry', 'registry', f.basic -> 'registry', 'caseData', f.case_data,
      'follows', ${related(sql`r.id::text = c.state -> 'facts' -> 'follows' ->> 'caseId'`)}, 'followedBy', ${related(sql`r.state -> 'facts' -> 'follows' ->> 'caseId' = c.id::text`)},
      'records', coalesce((select json_agg(json_build_object('id', r.id, 'by', ra.name, 'accountId', r.account_id, 'sentAt', r.sent_at, 'beforeReport', r.before_report, 'content', r.content) order by r.sent_at desc, r.sequence desc)
        from dropout_record r join account ra on ra.id = r.account_id where r.case_id = c.id and r.deleted_at is null), '[]')) from dropout_filing f where f.case_id = c.id)`,
  present(stored, { row: { state }, person, masked }): DropoutForms {
    const { registry, basic, caseData, records, follows, followedBy } = stored as Stored, ability = abilityOf(person), facts = state.facts as DropoutFacts, reported = state.happened['report'];
    return {
      student: masked ? { ...registry, name: maskName(registry.name) } : registry, basic: masked ? maskedBasic(basic) : basic, caseData,
      records: records.map(({ accountId, ...record }) => ({ ...record, sentAt: new Date(record.sentAt).toISOString(), mine: accountId === person.accountId })),
      closeGround: facts.suggestClose ? (facts.closeGround ?? null) : null, demandedCategory: demandedCategory(facts) ?? null, grounds: facts.category ? groundsFor(facts.category) : [],
      follows: ifReadable(ability, follows), followedBy: ifReadable(ability, followedBy), reportedAt: reported ? new Date(reported.at).toISOString() : null,
    };
  },
};
const ifReadable = (ability: CaseAbility, found: Related | null): DropoutForms['follows'] => (found && may(ability, READ, 'dropout', found) ? { id: found.id, number: found.number } : null);
const maskedBasic = (basic: BasicForm): BasicForm => ({
  ...basic, guardianName: maskName(basic.guardianName), emergencyName: maskName(basic.emergencyName),
  phone: maskPhone(basic.phone), guardianPhone: maskPhone(basic.guardianPhone), emergencyPhone: maskPhone(basic.emergencyPhone), householdAddress: maskAddress(basic.householdAddress), mailAddress: maskAddress(basic.mailAddress),
});
