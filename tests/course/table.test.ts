/** 研習課程: the table, by the rows of spec 5.3, 5.9 and 7.2. */
import { describe, expect, it } from 'vitest';
import { isFinal, type Lifecycle } from '#case/table';
import { lifecycles } from '#workflows/lifecycles';
import { inWords, movesExactlyBy, statusNames, termsOf, type SpecifiedMove } from '../case/specification.ts';

const owner = 'ins_business:own', center = 'ins_center:county', system = '';
const table: Lifecycle = lifecycles.course;
const bySpecification: SpecifiedMove[] = [
  ['none', 'open', owner, 'course_pending'],                                                                                                   // row 1
  ['course_pending', 'pass', center, 'course_passed list_open'],                                                                               // row 2; after its end: list_open
  ['course_pending', 'fail', center, 'course_rejected'],                                                                                       // row 3
  ['course_rejected', 'resubmit', owner, 'course_pending'],                                                                                    // row 4
  ...['course_passed', 'list_open'].map((status): SpecifiedMove => [status, 'amend', owner, 'course_pending']),                                // row 5
  ['course_passed', 'endCourse', system, 'list_open'],                                                                                         // row 6
  ...['course_pending', 'course_rejected'].map((status): SpecifiedMove => [status, 'endCourse', system, status]),                              // 5.3: whatever the state
  ['list_open', 'submitList', owner, 'list_pending'],                                                                                          // row 7
  ['list_pending', 'passList', center, 'issued'],                                                                                              // row 8
  ['list_pending', 'failList', center, 'list_rejected'],                                                                                       // row 9
  ...['list_rejected', 'list_pending', 'issued'].map((status): SpecifiedMove => [status, 'resubmitList', owner, 'list_pending']),              // row 10
  ...['course_pending', 'course_rejected', 'list_open', 'list_rejected'].map((status): SpecifiedMove => [status, 'markOverdue', system, status]),   // rows 11, 12
  ...['course_pending', 'course_rejected', 'course_passed', 'list_open'].map((status): SpecifiedMove => [status, 'delete', owner, 'deleted']), // row 13
  ...['course_passed', 'list_open'].map((status): SpecifiedMove => [status, 'list', system, status]),                                          // T46
  ...['course_pending', 'course_rejected', 'course_passed'].flatMap((status): SpecifiedMove[] => [[status, 'setRegistration', owner, status], [status, 'callRegistrations', system, status]]),   // 5.4, D-REG
  ...['course_pending', 'course_rejected', 'course_passed', 'list_open', 'list_pending', 'list_rejected', 'issued'].map((status): SpecifiedMove => [status, 'reviewRegistrations', owner, status]),   // 5.5: even after the event
];

describe('the course', () => {
  it('has these statuses, by these names (5.3)', () => expect(statusNames('course')).toEqual([
    'course_passed 課程通過', 'course_pending 課程待審', 'course_rejected 課程不通過', 'deleted 已刪除', 'issued 名單通過', 'list_open 尚未結案', 'list_pending 名單待審', 'list_rejected 名單不通過']));
  it('has another name for each on the pages of management (5.3)', () => expect(Object.entries(table.statuses).flatMap(([status, { formally }]) => (formally ? [`${status} ${formally.zh}`] : []))).toEqual([
    'course_pending 課程未確認', 'course_rejected 課程確認未通過', 'course_passed 課程確認通過', 'list_open 課程確認通過', 'list_pending 資料上傳結束', 'list_rejected 名單確認未通過', 'issued 名單確認通過']));
  movesExactlyBy('course', bySpecification, { listRows: 1, listVersion: 0, endsAt: 0, startsAt: 0, overdue: false });
  it('ends in issued and deleted alone', () => expect(Object.keys(table.statuses).filter((status) => isFinal(table, status))).toEqual(['issued', 'deleted']));
  it('is read by its owner, its centre, its principal and the platform (1.9)', () => expect(inWords(table.readers)).toBe(`${owner} ${center} ins_center_supervisor:county ins_admin:nation school_principal:school sys_support:nation`));
  it('waits by the terms of 7.2', () => expect(termsOf('course')).toEqual(['D-FIX D-FIX 3 working', 'D-FIX D-FIX 3 working', 'D-REG D-REG 0 fixed', 'T45 D-REVIEW 3 working', 'T49 D-LIST 7 calendar', 'T51 D-LREV 3 working']));
});
