/** 研習課程: the table of the in-service course procedure. Spec 5.1, 5.3, 5.9, 7.2 (T45–T51). */
import { defineLifecycle, each, type Seen } from '../case/table.ts';
import { label } from '../domain/label.ts';
import type { Instant } from '../domain/plain-date.ts';
import type { By } from '../domain/roles.ts';

export interface CourseFacts {
  readonly authorId: string;
  /** the unit that gives the course */ readonly schoolId: string;
  /** first moment of the first day */ readonly startsAt: Instant;
  /** 24:00 of the last day */ readonly endsAt: Instant;
  /** how many lists were handed in */ readonly listVersion: number;
  /** rows of the one that is handed in */ readonly listRows: number;
  /** more than seven days after its end without a list (逾期) */ readonly overdue: boolean;
}
type Course = Seen<CourseFacts>;

const owner: By = { ins_business: ['own'] };
const center: By = { ins_center: ['county'] };
const centerHead: By = { ins_center_supervisor: ['county'] };
const platform: By = { ins_admin: ['nation'] };
const unit: By = { ...owner, school_principal: ['school'] };
const system: By = {};

const handsIn = label('確認送出教師研習名單，核發教師研習時數。送出後課程受保護，不得再修改或刪除。', 'The list is handed in for hours to be issued; after this the course can neither be edited nor deleted.');
const handsInAnew = label('確認送出更新名單，核發教師研習時數。此份通過後，將取代先前核發的名單。', 'The new list is handed in for hours to be issued; once it has passed it replaces the one before.');
const beforeList = ['course_pending', 'course_rejected', 'course_passed', 'list_open'] as const;
const hasEnded = (it: Course) => it.now >= it.facts.endsAt;
const listProtected = (it: Course) => it.last('submitList') !== undefined;
const noRows = (it: Course) => it.facts.listRows < 1;
/** What has not ended yet is not late with its list. */
const putOff = (it: Course) => (hasEnded(it) ? {} : { overdue: false });
const nextVersion = (it: Course) => ({ listVersion: it.facts.listVersion + 1 });

/** Reminded at the second working day, told at the end of the third and of the fifth (spec 5.9). */
const review = { term: { length: 3, count: 'working' }, remind: { before: [1], count: 'working' }, reminds: center, tells: [centerHead, platform], late: [0, 2] } as const;
const threeDays = { length: 3, count: 'working' } as const;
const dayBefore = { before: [1, 0], count: 'working' } as const;

export const course = defineLifecycle<CourseFacts>()({
  name: 'course',
  label: label('研習課程', 'In-service course'),
  phases: { review: { label: label('課程審核', 'Course review') }, teaching: { label: label('報名與上課', 'Registration and teaching') }, list: { label: label('名單', 'List') }, issuing: { label: label('核發時數', 'Hours issued') } },
  statuses: {
    course_pending: { label: label('課程待審', 'Course to be reviewed'), formally: label('課程未確認', 'Course not confirmed'), phase: 'review', tone: 'waiting' },
    course_rejected: { label: label('課程不通過', 'Course not passed'), formally: label('課程確認未通過', 'Course confirmation refused'), phase: 'review', tone: 'waiting' },
    course_passed: { label: label('課程通過', 'Course passed'), formally: label('課程確認通過', 'Course confirmed'), phase: 'teaching', tone: 'active' },
    list_open: { label: label('尚未結案', 'Not yet closed'), formally: label('課程確認通過', 'Course confirmed'), phase: 'list', tone: 'waiting' },
    list_pending: { label: label('名單待審', 'List to be reviewed'), formally: label('資料上傳結束', 'List handed in'), phase: 'list', tone: 'waiting' },
    list_rejected: { label: label('名單不通過', 'List not passed'), formally: label('名單確認未通過', 'List confirmation refused'), phase: 'list', tone: 'waiting' },
    issued: { label: label('名單通過', 'List passed'), formally: label('名單確認通過', 'List confirmed'), phase: 'issuing', tone: 'done', final: true },
    deleted: { label: label('已刪除', 'Deleted'), tone: 'neutral', final: true },
  },
  actions: {
    open: { label: label('確認新增', 'Register the course'), moves: { none: 'course_pending' }, by: owner, form: true, sets: ['authorId', 'schoolId', 'startsAt', 'endsAt'], becomes: () => ({ listVersion: 0, listRows: 0, overdue: false }) },
    pass: { label: label('課程通過', 'Pass the course'), moves: { course_pending: [{ when: hasEnded, to: 'list_open' }, { to: 'course_passed' }] }, by: center, tells: owner },
    fail: { label: label('課程不通過', 'Do not pass the course'), moves: { course_pending: 'course_rejected' }, by: center, form: true, tells: owner },
    resubmit: { label: label('修正後更新送出', 'Correct and send again'), moves: { course_rejected: 'course_pending' }, by: owner, form: true, sets: ['startsAt', 'endsAt'], becomes: putOff },
    amend: { label: label('修改課程', 'Edit the course'), moves: each(['course_passed', 'list_open'], 'course_pending'), by: owner, form: true, barred: { listProtected }, notYet: { list_pending: 'listProtected', list_rejected: 'listProtected', issued: 'listProtected' }, sets: ['startsAt', 'endsAt'], becomes: putOff },
    setRegistration: { label: label('線上報名設定', 'Registration settings'), moves: each(['course_pending', 'course_rejected', 'course_passed'], 'same'), by: owner, form: true },
    reviewRegistrations: { label: label('審核報名', 'Review registrations'), moves: each(['course_pending', 'course_rejected', 'course_passed', 'list_open', 'list_pending', 'list_rejected', 'issued'], 'same'), by: owner, form: true, additive: true },
    submitList: { label: label('送出研習名單', 'Hand in the list'), moves: { list_open: 'list_pending' }, by: owner, form: true, sets: ['listRows'], barred: { noRows }, becomes: nextVersion, notYet: { course_passed: 'courseNotEnded', course_pending: 'courseNotPassed', course_rejected: 'courseNotPassed' }, grave: handsIn },
    passList: { label: label('名單通過，核發時數', 'Pass the list and issue hours'), moves: { list_pending: 'issued' }, by: center, then: ['issueHours'], tells: owner, grave: label('名單上的教師將取得研習時數，先前核發的名單由此份取代。', 'The teachers on the list receive their hours; an earlier list is replaced by this one.') },
    failList: { label: label('名單不通過', 'Do not pass the list'), moves: { list_pending: 'list_rejected' }, by: center, form: true, tells: owner },
    resubmitList: { label: label('送出更新名單', 'Hand in a new list'), moves: each(['list_rejected', 'list_pending', 'issued'], 'list_pending'), by: owner, form: true, sets: ['listRows'], barred: { noRows }, becomes: nextVersion, grave: handsInAnew },
    delete: { label: label('刪除課程', 'Delete the course'), moves: each(beforeList, 'deleted'), by: owner, form: true, barred: { listProtected }, notYet: { list_pending: 'listProtected', list_rejected: 'listProtected', issued: 'listProtected' }, then: ['forgetOverdue', 'cancelRegistrations'], grave: label('課程刪除後無法回復，並會通知已報名的教師。', 'A deleted course cannot be brought back; those who registered are told.') },
    list: { label: label('公開可查詢', 'Listed for the public'), moves: each(['course_passed', 'list_open'], 'same'), by: system },
    callRegistrations: { label: label('開課前三日', 'Three days before the start'), moves: each(['course_pending', 'course_rejected', 'course_passed'], 'same'), by: system },
    endCourse: { label: label('課程結束', 'Course ended'), moves: { course_pending: 'same', course_rejected: 'same', course_passed: 'list_open' }, by: system },
    markOverdue: { label: label('逾期', 'Overdue'), moves: each(['course_pending', 'course_rejected', 'list_open', 'list_rejected'], 'same'), by: system, becomes: () => ({ overdue: true }) },
  },
  deadlines: {
    courseReview: { task: 'D-REVIEW', label: label('審核課程', 'Review the course'), asks: ['pass', 'fail'], basis: { rule: 'T45' }, ...review },
    courseCorrection: { task: 'D-FIX', label: label('修正課程', 'Correct the course'), asks: ['resubmit', 'delete'], term: threeDays, basis: { rule: 'D-FIX' }, remind: dayBefore, reminds: owner, tells: [unit] },
    registrationReview: { task: 'D-REG', label: label('審核報名', 'Review registrations'), asks: ['reviewRegistrations'], term: { length: 0, count: 'fixed' }, basis: { rule: 'D-REG' }, remind: { before: [1, 0], count: 'calendar' }, reminds: owner, tells: [unit] },
    listSubmission: { task: 'D-LIST', label: label('送出研習名單', 'Hand in the list'), asks: ['submitList', 'delete'], runsOn: true, term: { length: 7, count: 'calendar' }, basis: { rule: 'T49' }, remind: { before: [3, 1], count: 'calendar' }, reminds: owner, tells: [{ ...unit, ...center, ins_business: ['own', 'school'] }], then: 'markOverdue' },
    listReview: { task: 'D-LREV', label: label('審核名單', 'Review the list'), asks: ['passList', 'failList'], basis: { rule: 'T51' }, ...review },
    listCorrection: { task: 'D-FIX', label: label('修正名單', 'Correct the list'), asks: ['resubmitList'], term: threeDays, basis: { rule: 'D-FIX' }, remind: dayBefore, reminds: owner, tells: [{ ...unit, ...center }], then: 'markOverdue' },
  },
  news: {
    /** the registry of registrations: whether any waits for the owner */ registrations: { label: label('報名異動', 'Registrations changed') },
  },
  readers: { ins_business: ['own'], ins_center: ['county'], ins_center_supervisor: ['county'], ins_admin: ['nation'], school_principal: ['school'], sys_support: ['nation'] },
  contacts: owner,
});
