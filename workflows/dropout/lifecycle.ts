/** 中途離校通報: the table of the senior-high dropout procedure. Spec 4.2, 4.5–4.8, 7.2. */
import { defineLifecycle, each, type Seen } from '../case/table.ts';
import { label } from '../domain/label.ts';
import { startOfDay, type Instant, type PlainDate } from '../domain/plain-date.ts';
import type { By } from '../domain/roles.ts';
import { groundOf, groundsFor, type Category, type ClosingGround, type Family } from './code-lists.ts';

export interface DropoutFacts {
  readonly authorId: string;
  readonly studentId: string;
  readonly schoolId: string;
  readonly family: Family;
  /** chosen with the case data; unknown in a draft */ readonly category?: Category;
  readonly adultOn: PlainDate;
  readonly termEndsOn: PlainDate;
  readonly trackIntervalDays: number;
  readonly sentRecords: number;
  readonly suggestClose?: boolean;
  readonly closeGround?: ClosingGround;
  /** what the registry answered, and when it was asked */ readonly enrolment?: { readonly schoolId: string | null; readonly seniorHigh: boolean; readonly askedAt: Instant };
  readonly enrolmentOverridden?: boolean;
  /** the absent3 case whose closing demands this leave filing */ readonly follows?: { readonly caseId: string; readonly closedAt: Instant };
}
type Report = Seen<DropoutFacts>;
/** The category that the closing of another case demands of this filing (spec 4.1, T43). */
export const demandedCategory = ({ follows }: Pick<DropoutFacts, 'follows'>): 'leave' | undefined => (follows ? 'leave' : undefined);

const filers: By = { leaver_main: ['school'], leaver_homeroom: ['own'] };
const trackers: By = { leaver_main: ['school'], leaver_homeroom: ['own', 'assigned'], leaver_counsellor: ['school'] };
const main: By = { leaver_main: ['school'] };
const authority: By = { leaver_county: ['jurisdiction'], leaver_k12ea: ['jurisdiction'] };
/** Who hears that a case has closed by itself (spec 7.2, T41 and T42; appendix B, C-AUTO): main reporter, author, division head. */
const concerned: By = { ...filers, leaver_supervisor: ['school'] };
const system: By = {};

const beforeReport = ['draft', 'submitted', 'returned', 'pending_report'] as const;
const official = ['tracking', 'pending_close'] as const;

const reachedAdulthood = (it: Report) => it.now >= startOfDay(it.facts.adultOn);
const suggests = (it: Report) => it.facts.suggestClose === true;
/** A draft has no category yet. */
const leaveDemanded = ({ facts }: Report) => facts.category !== undefined && facts.category !== (demandedCategory(facts) ?? facts.category);
const hasRecord = (it: Report) => it.facts.sentRecords > 0;
const isOfficial = (it: Report) => (official as readonly string[]).includes(it.status);
const groundNotAllowed = (it: Report) => suggests(it) && isOfficial(it) && !groundsFor(it.facts.category!).includes(it.facts.closeGround!);
/** 返校復學 needs enrolment here, 其它高中職就讀 at another senior high (spec 4.6). */
function enrolledElsewhere({ facts }: Report): boolean {
  const needed = facts.closeGround && groundOf(facts.closeGround).enrolled;
  if (!needed || !facts.enrolment || facts.enrolmentOverridden) return false;
  const { schoolId, seniorHigh } = facts.enrolment, here = schoolId === facts.schoolId;
  return needed === 'here' ? !here : here || schoolId === null || !seniorHigh;
}

const working = { before: [1, 0], count: 'working' } as const;
/** Level 1 the assignee, main reporter and division head; 2 the principal; 3 the authority that supervises the school (spec 7.2). */
const told = (assignees: By): By[] => [{ ...assignees, ...main, leaver_supervisor: ['school'] }, { school_principal: ['school'] }, authority];

export const dropout = defineLifecycle<DropoutFacts>()({
  name: 'dropout',
  label: label('中途離校', 'Dropout'),
  phases: {
    filing: { label: label('填報', 'Filing') }, reporting: { label: label('通報', 'Report') }, tracking: { label: label('追蹤', 'Tracking') }, closing: { label: label('結案', 'Closing') },
  },
  statuses: {
    draft: { label: label('暫存', 'Draft'), phase: 'filing', tone: 'neutral' },
    submitted: { label: label('已填報', 'Submitted'), phase: 'filing', tone: 'waiting' },
    returned: { label: label('退回修正', 'Returned'), phase: 'filing', tone: 'waiting' },
    pending_report: { label: label('待通報', 'To be reported'), phase: 'reporting', tone: 'waiting' },
    tracking: { label: label('追蹤中', 'Tracking'), phase: 'tracking', tone: 'active' },
    suspended: { label: label('暫時結案', 'Suspended'), phase: 'tracking', tone: 'neutral' },
    pending_close: { label: label('待結案', 'To be closed'), phase: 'closing', tone: 'waiting' },
    closed: { label: label('已結案', 'Closed'), phase: 'closing', tone: 'done', final: true },
    voided: { label: label('作廢', 'Void'), tone: 'neutral', final: true },
  },
  actions: {
    open: { label: label('新增填報', 'New filing'), moves: { none: 'draft' }, by: filers, form: true, barred: { adult: reachedAdulthood }, sets: ['authorId', 'studentId', 'schoolId', 'family', 'adultOn', 'termEndsOn', 'trackIntervalDays', 'follows'], becomes: () => ({ sentRecords: 0 }) },
    submit: { label: label('提交', 'Submit'), moves: { draft: 'submitted', returned: [{ when: hasRecord, to: 'pending_report' }, { to: 'submitted' }] }, by: filers, form: true, barred: { leaveDemanded }, sets: ['category', 'termEndsOn'] },
    sendRecord: {
      label: label('送出追蹤紀錄', 'Send a tracking record'), by: trackers, form: true, additive: true, sets: ['suggestClose', 'closeGround'],
      moves: { submitted: 'pending_report', pending_report: 'same', tracking: [{ when: suggests, to: 'pending_close' }, { to: 'same' }], pending_close: [{ when: suggests, to: 'same' }, { to: 'tracking' }] },
      barred: { suggestAfterReport: (it) => suggests(it) && !isOfficial(it), closesByItself: (it) => suggests(it) && it.facts.category === 'long_absence', groundNotAllowed },
      becomes: (it) => ({ sentRecords: it.facts.sentRecords + 1, enrolmentOverridden: false }),
    },
    deleteRecord: {
      label: label('刪除追蹤紀錄', 'Delete a tracking record'), by: trackers, form: true,
      moves: { pending_report: [{ when: (it) => it.facts.sentRecords > 1, to: 'same' }, { to: 'submitted' }], returned: 'same' },
      barred: { noRecord: (it) => !hasRecord(it) }, becomes: (it) => ({ sentRecords: it.facts.sentRecords - 1 }),
    },
    returnFiling: { label: label('退回修正', 'Return for correction'), moves: each(['submitted', 'pending_report'], 'returned'), by: main, form: true },
    void: { label: label('作廢', 'Void'), moves: each(beforeReport, 'voided'), by: main, form: true },
    report: {
      label: label('通報', 'Report'), moves: { pending_report: 'tracking' }, by: main, notYet: { draft: 'noRecord', submitted: 'noRecord' }, barred: { adult: reachedAdulthood }, tells: authority,
      grave: label('通報後案件成案，內容不得再修改，並將通知主管機關。', 'The case becomes official: its forms are fixed and the authority is told.'),
    },
    close: {
      label: label('結案', 'Close the case'), moves: { pending_close: 'closed' }, by: main, form: true, notYet: { tracking: 'noSuggestion' }, barred: { enrolledElsewhere }, sets: ['enrolment'], then: ['openLeaveFiling'],
      grave: label('結案後不再追蹤此學生。', 'The student is no longer followed after this.'),
    },
    sendBack: { label: label('退回續追', 'Send back to tracking'), moves: { pending_close: 'tracking' }, by: main, form: true, becomes: () => ({ suggestClose: false }) },
    overrideEnrolment: { label: label('學籍比對例外核可', 'Accept despite the registry'), moves: { pending_close: 'same' }, by: { leaver_k12ea: ['nation'] }, form: true, becomes: () => ({ enrolmentOverridden: true }) },
    extendDeadline: { label: label('展延期限', 'Extend a deadline'), moves: each([...beforeReport, ...official], 'same'), by: authority, form: true, additive: true, extends: true },
    voidByLetter: { label: label('成案作廢（公文）', 'Void by letter'), moves: each([...official, 'closed'], 'voided'), by: { leaver_k12ea: ['nation'] }, form: true, grave: label('成案紀錄將作廢。', 'The official case is voided.') },
    comeOfAge: {
      label: label('年滿18歲', 'Came of age'), moves: { ...each(beforeReport, 'same'), ...each(official, 'closed') }, by: system, tells: concerned,
      becomes: (it) => (isOfficial(it) ? { closeGround: 'adult_18' } : {}),
    },
    endTerm: { label: label('學期結束自動結案', 'Closed at the end of term'), moves: each(['tracking', 'suspended'], 'closed'), by: system, tells: concerned, becomes: () => ({ closeGround: 'term_end' }) },
    suspend: { label: label('暫時結案', 'Suspend'), moves: { tracking: 'suspended' }, by: system },
    resume: { label: label('恢復追蹤', 'Resume tracking'), moves: { suspended: 'tracking' }, by: system },
  },
  deadlines: {
    filing: { task: 'C-DRAFT', label: label('提交填報', 'Submit the filing'), asks: ['submit', 'void'], term: { length: 3, count: 'calendar' }, basis: { rule: 'T36' }, remind: working, reminds: filers, tells: [] },
    leaveFiling: { task: 'C-LEAVE', label: label('填報休學案件', 'File the leave case'), asks: ['submit', 'void'], term: { length: 3, count: 'working' }, basis: { rule: 'T43' }, remind: working, reminds: filers, tells: told(filers) },
    firstRecord: { task: 'C-RECORD', label: label('新增追蹤紀錄', 'Add a tracking record'), asks: ['sendRecord', 'returnFiling', 'void'], term: { length: 2, count: 'working' }, basis: { rule: 'T37' }, remind: working, reminds: trackers, tells: told(trackers) },
    correction: { task: 'C-FIX', label: label('修正退回案件', 'Correct the returned filing'), asks: ['submit', 'void'], term: { length: 3, count: 'working' }, basis: { rule: 'T55' }, remind: working, reminds: filers, tells: told(filers) },
    reporting: { task: 'C-REPORT', label: label('通報案件', 'Report the case'), asks: ['report', 'returnFiling', 'void'], term: { length: 2, count: 'working' }, basis: { rule: 'T38' }, remind: working, reminds: main, tells: told(main) },
    nextRecord: { task: 'C-RECORD', label: label('持續追蹤', 'Keep tracking'), asks: ['sendRecord'], term: { length: 'trackIntervalDays', count: 'calendar' }, basis: { rule: 'T39' }, remind: working, reminds: trackers, tells: told(trackers) },
    closing: { task: 'C-CLOSE', label: label('結案確認', 'Decide on closing'), asks: ['close', 'sendBack', 'sendRecord'], term: { length: 5, count: 'working' }, basis: { rule: 'T40' }, remind: working, reminds: main, tells: told(main) },
    adultVoid: { task: 'C-ADULT', label: label('作廢已滿18歲填報', 'Void the filing of an adult'), asks: ['void'], term: { length: 3, count: 'working' }, basis: { rule: 'T56' }, remind: working, reminds: main, tells: told(main) },
  },
  news: {
    otherReport: { label: label('該生另案通報', 'Another report of the student') },
    /** another school tried to file; the main reporter here may have a case to close (spec 4.7) */ filedElsewhere: { label: label('他校嘗試填報同一學生', 'Another school tried to file for the student'), tells: main },
  },
  readers: { leaver_main: ['school'], leaver_homeroom: ['own', 'assigned'], leaver_counsellor: ['school'], leaver_supervisor: ['school'], school_principal: ['school'], leaver_county: ['county'], leaver_k12ea: ['nation'], sys_support: ['nation'] },
  contacts: { leaver_main: ['school'], leaver_supervisor: ['school'] },
  unique: { key: (facts) => `${facts.studentId}:${facts.family}`, problem: 'duplicateCase' },
});
