/** The forms of the course procedure: one contract for desk, screens and OpenAPI. Spec 5.1–5.7, 8.5. */
import { z } from 'zod';
import { countyNames } from '#domain/counties';
import { classKinds, deliveries, extraFields, fees, isHalfHours, listStates, OTHER_FIELDS, positions, questionnaireModes, registrationStates, scopes, stages, subsidies, tiers, type RegistrationState } from '#workflows/course/code-lists';
import type { course } from '#lifecycle/course';
import type { ActionOf } from '#case/table';
import { problemAt, text, textOrNone, wholeList } from '../cases/contract.ts';

const keys = <T extends object>(list: T): [keyof T & string, ...(keyof T & string)[]] => Object.keys(list) as [keyof T & string, ...(keyof T & string)[]];
const phone = z.string().trim().max(40).regex(/^(09\d{2}-?\d{3}-?\d{3}|\(?0\d{1,3}\)?-?\d{5,8}(#\d{1,6})?)$/);
const date = z.iso.date(), instant = z.iso.datetime({ offset: true });
const amount = z.int().min(0).max(100_000_000);
const code = z.string().max(40);
/** Steps of 0.5 (spec 5.1). */
const hours = z.number().min(0.5).max(999).refine(isHalfHours, { message: 'in halves', params: { code: 'halfHours' } });

/** What is asked of a form that is sent; those of before are read as they are. */
const asked = { county: (name: string): boolean => countyNames.includes(name), number: (text: string): boolean => text.endsWith('號') };
/** Course form A–U, in its two steps. */
export const courseFields = z.object({
  /** A */ name: text(100), tag: code.default('none'), /** B */ classKind: z.enum(keys(classKinds)), schoolBased: z.boolean().default(false), /** C */ tier: z.enum(keys(tiers)),
  /** D, four levels */ nature: z.array(code).length(4), /** E, three levels */ field: z.array(code).length(3), /** F, unless exempt */ letter: z.object({ date, unit: text(60), number: text(60) }).nullable().default(null),
  /** G */ delivery: z.enum(keys(deliveries)), /** H */ lecturers: z.array(z.object({ county: text(10), unit: text(60), name: text(50) })).min(1).max(30), /** I */ intro: text(2000), /** J */ attachments: z.array(z.uuid()).max(10).default([]), /** K: credits where B has them */ hours,
  /** L */ startsOn: date, endsOn: date, /** M */ registerFrom: date, registerTo: date, /** N */ county: text(10), township: text(20), address: text(200), /** O */ notes: text(2000), /** P */ classes: z.int().min(1).max(999), perClass: z.int().min(1).max(9999),
  /** Q */ audience: z.array(z.enum(keys(stages))).min(1), audienceText: textOrNone(200).default(''), /** R */ subsidy: z.enum(keys(subsidies)).default('none'), subsidyAmount: amount.default(0), /** S */ fee: z.enum(keys(fees)).default('free'), feeAmount: amount.default(0),
  /** T */ questionnaire: z.object({ mode: z.enum(keys(questionnaireModes)), anonymous: z.boolean(), voluntary: z.boolean() }).default({ mode: 'none', anonymous: true, voluntary: true }),
  /** U */ contacts: z.array(z.object({ name: text(50), phone, email: z.email().max(254) })).min(1).max(10),
});
function coherent(form: z.output<typeof courseFields>, ctx: z.RefinementCtx): void {
  if (form.endsOn < form.startsOn) problemAt(ctx, ['endsOn'], 'order', 'ends before it begins');
  if (form.registerTo < form.registerFrom) problemAt(ctx, ['registerTo'], 'order', 'ends before it begins');
  if (form.registerTo > form.startsOn) problemAt(ctx, ['registerTo'], 'afterStart', 'registration ends after the course begins');
  if (form.schoolBased && form.classKind !== 'non_credit') problemAt(ctx, ['schoolBased'], 'schoolBased', 'credits are not given by the school');
  if (form.letter && !asked.number(form.letter.number)) problemAt(ctx, ['letter', 'number'], 'letterNumber', 'ends with 號');
  form.lecturers.forEach(({ county }, i) => { if (!asked.county(county)) problemAt(ctx, ['lecturers', i, 'county'], 'unknownCode', 'one of the counties'); });
  if (!asked.county(form.county)) problemAt(ctx, ['county'], 'unknownCode', 'one of the counties');
  if (form.subsidy === 'none' && form.subsidyAmount > 0) problemAt(ctx, ['subsidy'], 'required', 'say who subsidises it');
  if (form.fee === 'free' && form.feeAmount > 0) problemAt(ctx, ['fee'], 'required', 'say how it is paid');
}
export const courseForm = courseFields.superRefine(coherent);
/** A new one also names its unit, where its author registers courses for several; without it stands the first of `courseUnits`. */
export const openingForm = courseFields.extend({ unitId: z.string().max(20).optional() }).superRefine(coherent);
const reason = text(500);
/** What an organiser makes of a registration (spec 5.5). */
export const decisions = ['accepted', 'rejected', 'waitlisted'] as const satisfies readonly RegistrationState[];
export type Decision = (typeof decisions)[number];

/** 線上報名設定, spec 5.4. */
export const registrationForm = z.object({
  online: z.boolean(), /** days of the window; it opens at that hour of the first */ opensOn: date, opensHour: z.int().min(0).max(23).default(0), closesOn: date, sync: z.boolean().default(false), capacity: z.int().min(1), strict: z.boolean(), autoPromote: z.boolean(),
  stageLimit: z.boolean(), scope: z.enum(keys(scopes)), extra: z.array(z.enum(keys(extraFields))).default([]), /** labels of the organiser's own */ others: z.array(text(20)).max(OTHER_FIELDS).default([]),
}).superRefine((form, ctx) => { if (form.closesOn < form.opensOn) problemAt(ctx, ['closesOn'], 'order', 'ends before it begins'); });
const confirmed = z.object({ /** 研習時數核發無誤 */ confirmed: z.literal(true) });

export const actionForms = {
  open: openingForm,
  pass: z.object({}),
  fail: z.object({ reason }),
  resubmit: courseForm,
  amend: courseForm,
  setRegistration: registrationForm,
  reviewRegistrations: z.object({ all: z.boolean().default(false), decisions: z.array(z.object({ id: z.uuid(), state: z.enum(decisions) })).max(2000).default([]) }),
  submitList: confirmed,
  passList: z.object({}),
  failList: z.object({ reason }),
  resubmitList: confirmed,
  delete: z.object({ reason }),
} as const satisfies Record<Exclude<ActionOf<typeof course>, 'list' | 'callRegistrations' | 'endCourse' | 'markOverdue'>, z.ZodType>;

export type CourseForm = z.infer<typeof courseForm>;
export type OpeningForm = z.infer<typeof openingForm>;
export type RegistrationForm = z.infer<typeof registrationForm>;

const counts = z.object({ capacity: z.int(), pending: z.int(), accepted: z.int(), waitlisted: z.int() });
/** What a course shows beside the common view. */
export const courseForms = z.object({
  course: courseFields, code: z.string(), /** name of the reviewing centre */ center: z.string(), listedAt: instant.nullable(), overdue: z.boolean(), attachments: z.array(z.object({ id: z.uuid(), name: z.string() })),
  registration: registrationForm, registrations: counts,
  /** versions of the list, newest first */ lists: z.array(z.object({ version: z.int(), state: z.enum(listStates), rows: z.int(), changedAt: instant })),
  /** 先前不通過的原因, newest first */ refusals: z.array(z.object({ at: instant, action: z.string(), reason: z.string() })),
});
export type CourseForms = z.infer<typeof courseForms>;

/** Whether the unit may register another course (spec 5.1, T50). */
export const courseUnits = z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), county: z.string(), overdue: z.int(), /** why it cannot */ reason: z.string().nullable() })), nextCursor: wholeList });
export type CourseUnits = z.infer<typeof courseUnits>;
/** A new course while it is written: whatever stands in its form. */
export const courseDraft = z.object({ form: z.record(z.string(), z.unknown()), step: z.union([z.literal(0), z.literal(1)]), unitId: z.string().max(20).optional() });
export type CourseDraftKept = z.infer<typeof courseDraft>;
export const codeList = z.object({ items: z.array(z.object({ list: z.string(), code: z.string(), parent: z.string().nullable(), zh: z.string(), en: z.string(), active: z.boolean(), /** the smaller stands first */ position: z.int() })), nextCursor: wholeList });
export type CodeList = z.infer<typeof codeList>;
export const codePlace = z.object({ list: z.enum(['tag', 'nature', 'field']), code: z.string().regex(/^[\w.-]{1,40}$/) });
export const codeEntry = z.object({ zh: text(60), en: text(60), parent: code.nullable(), active: z.boolean(), position: z.int().min(0).max(10_000) });

export const registrationState = z.enum(keys(registrationStates));
export const position = z.enum(keys(positions));

const school = z.object({ id: z.string(), name: z.string() });
/** A teacher as the course's owner and centre see one: the ID is masked (spec 8.3). */
const teacherView = z.object({ id: z.uuid(), name: z.string(), idNo: z.string(), sex: z.enum(['male', 'female']), position, school });
const extraAnswers = z.record(z.string().max(20), z.string().max(100));

/** 公開課程查詢, no login. */
export const publicQuery = z.object({ q: z.string().max(50).optional(), county: z.string().max(10).optional(), stage: z.enum(keys(stages)).optional(), from: date.optional(), to: date.optional(), /** still open for registration */ open: z.enum(['yes']).optional(), cursor: z.string().max(200).optional() });
export const registrationWindows = ['none', 'soon', 'open', 'over'] as const;
export const publicCourse = z.object({ code: z.string(), name: z.string(), unit: z.string(), place: z.string(), startsOn: date, endsOn: date, hours: z.number(), credits: z.boolean(), stages: z.array(z.enum(keys(stages))), online: z.boolean(), opensAt: instant.nullable(), closesAt: instant.nullable(), /** by the course’s own clock */ registration: z.enum(registrationWindows), /** places left where they are strict */ placesLeft: z.int().nullable() });
export const publicCourses = z.object({ items: z.array(publicCourse), nextCursor: z.string().nullable() });
export const publicCourseDetail = publicCourse.extend({
  course: courseFields.omit({ contacts: true, attachments: true }).extend({ contacts: z.array(z.object({ name: z.string(), phone: z.string() })) }), attachments: z.array(z.object({ id: z.uuid(), name: z.string() })),
  capacity: z.int(), accepted: z.int(), waitlisted: z.int(), extra: z.array(z.enum(keys(extraFields))), others: z.array(z.string()),
});
/** How the signed-in teacher stands to a course. */
export const myStanding = z.object({ registrationId: z.uuid().nullable(), state: registrationState.nullable(), place: z.int().nullable(), /** may register now */ open: z.boolean(), reason: z.object({ code: z.string(), message: z.string() }).nullable(), mayCancel: z.boolean() });
export const registerBody = z.object({ extra: extraAnswers.default({}) });
export const myRegistrations = z.object({ items: z.array(z.object({ id: z.uuid(), state: registrationState, place: z.int(), registeredAt: instant, mayCancel: z.boolean(), course: publicCourse, /** 問卷 to fill in */ questionnaire: z.boolean() })), nextCursor: z.string().nullable() });
export const myHours = z.object({ years: z.array(z.object({ year: z.int(), hours: z.number(), credits: z.number(), courses: z.int() })), items: z.array(z.object({ code: z.string(), name: z.string(), unit: z.string(), endedOn: date, hours: z.number(), credits: z.boolean(), counted: z.boolean() })), nextCursor: wholeList });

/** What the owner sees of who registered. */
export const registrationsQuery = z.object({ state: registrationState.optional(), cursor: z.string().max(200).optional() });
export const registrations = z.object({
  items: z.array(z.object({ id: z.uuid(), place: z.int(), state: registrationState, source: z.enum(['online', 'school']), teacher: teacherView, extra: extraAnswers, registeredAt: instant, /** 報名但未參與, this calendar year */ noShows: z.int() })),
  counts: z.record(registrationState, z.int()), capacity: z.int(), nextCursor: z.string().nullable(),
});
export const schoolTeachers = z.object({ items: z.array(teacherView), nextCursor: wholeList });
export const schoolBatch = z.object({ teacherIds: z.array(z.uuid()).min(1).max(500) });
export const batchDone = z.object({ added: z.int() });

/** 編輯教師資料 (spec 5.7). */
export const listRow = z.object({ teacher: teacherView, hours: z.number() });
export const courseList = z.object({ version: z.int(), state: z.enum(['none', ...listStates]), editable: z.boolean(), courseHours: z.number(), credits: z.boolean(), /** in the order they were added */ items: z.array(listRow.extend({ /** by the whole ID number */ idPlace: z.int() })), nextCursor: wholeList });
export const listEntry = z.object({ /** national ID, UI number or 個人識別碼 */ person: z.string().trim().min(1).max(20), hours });
export const listHours = z.object({ hours });
export const fromRegistrations = z.object({ registrationIds: z.array(z.uuid()).max(2000).optional() });
export const uploadQuery = z.object({ /** file name, its ending says the kind */ name: z.string().min(1).max(200) });
const badRow = z.object({ /** line of the sheet, the heading is 1 */ row: z.int(), person: z.string(), code: z.string(), message: z.string() });
export const listUpload = z.object({ id: z.uuid(), good: z.int(), bad: z.array(badRow), preview: z.array(z.object({ row: z.int(), name: z.string(), person: z.string(), hours: z.number() })), /** 「成功 n 筆、失敗 m 筆」 once it was taken over */ applied: z.object({ added: z.int(), failed: z.int() }).nullable() });

export const attachment = z.object({ id: z.uuid(), name: z.string() });

/** 回饋問卷: five questions answered from 1 to 5, and a remark. */
export const questionnaire = z.object({ open: z.boolean(), done: z.boolean(), anonymous: z.boolean(), /** one may leave it */ voluntary: z.boolean() });
export const questionnaireAnswer = z.object({ scores: z.array(z.int().min(1).max(5)).length(5), comment: textOrNone(500).default('') });
export const questionnaireResults = z.object({ /** answers come on paper, and are uploaded */ paper: z.boolean(), asked: z.int(), answered: z.int(), averages: z.array(z.number().nullable()).length(5), spread: z.array(z.array(z.int()).length(5)).length(5), comments: z.array(z.string()) });

/** 線上教育訓練場次 (spec 6.8). */
export const sessionForm = z.object({ title: text(100), startsAt: instant, endsAt: instant, hours, meetingUrl: z.url().max(500).optional(), meetingNo: z.string().max(50).optional(), meetingPassword: z.string().max(50).optional(), /** for these alone; none: for all */ counties: z.array(text(10)).max(30).default([]) }).refine((form) => Date.parse(form.endsAt) > Date.parse(form.startsAt), { path: ['endsAt'], message: 'ends before it begins', params: { code: 'order' } });
export const trainingSession = z.object({ id: z.uuid(), courseCode: z.string(), courseName: z.string(), title: z.string(), startsAt: instant, endsAt: instant, hours: z.number(), meetingUrl: z.string().nullable(), meetingNo: z.string().nullable(), meetingPassword: z.string().nullable(), counties: z.array(z.string()), signedIn: z.int(), /** of the caller */ mine: z.object({ signedInAt: instant, signedOutAt: instant.nullable() }).nullable(), mayCheckIn: z.boolean(), /** again, too: the last time counts */ maySignOut: z.boolean() });
export const trainingSessions = z.object({ items: z.array(trainingSession), nextCursor: wholeList });
export const checkIn = z.object({ /** 所屬縣市＋校名＋職稱＋姓名 */ displayName: text(100) });
export const attendanceList = z.object({ items: z.array(z.object({ teacher: teacherView, displayName: z.string(), signedInAt: instant, signedOutAt: instant.nullable(), /** that it gives: those of the session, or none */ hours: z.number() })), nextCursor: wholeList });
export const sheetImport = z.object({ added: z.int(), bad: z.array(badRow) });
/** What a sheet would do, before anything of it is kept. */
export const sheetPreview = z.object({ good: z.int(), bad: z.array(badRow), /** how many that stand now it would take the place of, or change */ replaces: z.int() });
/** 上傳紀錄: sheets that were taken over, newest first. */
export const takenSheets = z.object({ items: z.array(z.object({
  id: z.uuid(), kind: z.enum(['list', 'attendance', 'answers']), /** title of the session */ session: z.string().nullable(), /** of the list */ version: z.int().nullable(), fileName: z.string(), by: z.string(), takenAt: instant, taken: z.int(), bad: z.array(badRow), /** its file was kept */ file: z.boolean(),
})), nextCursor: wholeList });

export type PublicCourse = z.infer<typeof publicCourse>;
export type PublicCourseDetail = z.infer<typeof publicCourseDetail>;
export type MyStanding = z.infer<typeof myStanding>;
export type MyRegistrations = z.infer<typeof myRegistrations>;
export type MyHours = z.infer<typeof myHours>;
export type Registrations = z.infer<typeof registrations>;
export type CourseList = z.infer<typeof courseList>;
export type ListUpload = z.infer<typeof listUpload>;
export type SessionForm = z.infer<typeof sessionForm>;
export type AttendanceList = z.infer<typeof attendanceList>;
export type SheetImport = z.infer<typeof sheetImport>;
export type SheetPreview = z.infer<typeof sheetPreview>;
export type TakenSheets = z.infer<typeof takenSheets>;
export type TrainingSession = z.infer<typeof trainingSession>;
export type QuestionnaireResults = z.infer<typeof questionnaireResults>;
