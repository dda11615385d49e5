/** 中途離校通報: the table, by the rows of spec 4.2, 1.3 and 7.2. */
import { describe, expect, it } from 'vitest';
import { isFinal } from '#case/table';
import { lifecycles } from '#workflows/lifecycles';
import { inWords, movesExactlyBy, statusNames, termsOf, type SpecifiedMove } from '../case/specification.ts';

const filler = 'leaver_main:school leaver_homeroom:own', tracker = 'leaver_main:school leaver_homeroom:own,assigned leaver_counsellor:school', main = 'leaver_main:school';
const authority = 'leaver_county:jurisdiction leaver_k12ea:jurisdiction', ministry = 'leaver_k12ea:nation', system = '';
const bySpecification: SpecifiedMove[] = [
  ['none', 'open', filler, 'draft'],                                          // rows 1, 2
  ['draft', 'submit', filler, 'submitted'],                                   // row 4
  ['draft', 'void', main, 'voided'],                                          // row 7
  ['draft', 'extendDeadline', authority, 'draft'],                            // 7.2
  ['draft', 'comeOfAge', system, 'draft'],                                    // 4.2, T56
  ['submitted', 'sendRecord', tracker, 'pending_report'],                     // row 5
  ['submitted', 'returnFiling', main, 'returned'],                            // row 6
  ['submitted', 'void', main, 'voided'],                                      // row 7
  ['submitted', 'extendDeadline', authority, 'submitted'],
  ['submitted', 'comeOfAge', system, 'submitted'],
  ['returned', 'submit', filler, 'pending_report submitted'],                 // rows 4, 4b
  ['returned', 'deleteRecord', tracker, 'returned'],                          // 4.4: before the report
  ['returned', 'void', main, 'voided'],                                       // row 7
  ['returned', 'extendDeadline', authority, 'returned'],
  ['returned', 'comeOfAge', system, 'returned'],
  ['pending_report', 'sendRecord', tracker, 'pending_report'],                // row 8b
  ['pending_report', 'deleteRecord', tracker, 'pending_report submitted'],    // row 8c
  ['pending_report', 'returnFiling', main, 'returned'],                       // row 6
  ['pending_report', 'void', main, 'voided'],                                 // row 7
  ['pending_report', 'report', main, 'tracking'],                             // row 8
  ['pending_report', 'extendDeadline', authority, 'pending_report'],
  ['pending_report', 'comeOfAge', system, 'pending_report'],
  ['tracking', 'sendRecord', tracker, 'pending_close tracking'],              // rows 9, 10
  ['tracking', 'voidByLetter', ministry, 'voided'],                           // row 19
  ['tracking', 'extendDeadline', authority, 'tracking'],
  ['tracking', 'comeOfAge', system, 'closed'],                                // row 14
  ['tracking', 'endTerm', system, 'closed'],                                  // row 15
  ['tracking', 'suspend', system, 'suspended'],                               // row 16
  ['pending_close', 'sendRecord', tracker, 'pending_close tracking'],         // rows 11, 11b
  ['pending_close', 'close', main, 'closed'],                                 // row 12
  ['pending_close', 'sendBack', main, 'tracking'],                            // row 13
  ['pending_close', 'overrideEnrolment', ministry, 'pending_close'],          // 4.6
  ['pending_close', 'voidByLetter', ministry, 'voided'],                      // row 19
  ['pending_close', 'extendDeadline', authority, 'pending_close'],
  ['pending_close', 'comeOfAge', system, 'closed'],                           // row 14
  ['suspended', 'resume', system, 'tracking'],                                // row 17
  ['suspended', 'endTerm', system, 'closed'],                                 // row 18
  ['closed', 'voidByLetter', ministry, 'voided'],                             // row 19
];

describe('the dropout report', () => {
  it('has these statuses, by these names (4.2)', () => expect(statusNames('dropout')).toEqual([
    'closed 已結案', 'draft 暫存', 'pending_close 待結案', 'pending_report 待通報', 'returned 退回修正', 'submitted 已填報', 'suspended 暫時結案', 'tracking 追蹤中', 'voided 作廢']));
  movesExactlyBy('dropout', bySpecification);
  it('ends in closed and voided alone', () => expect(Object.keys(lifecycles.dropout.statuses).filter((status) => isFinal(lifecycles.dropout, status))).toEqual(['closed', 'voided']));
  it('is read by these and nobody else (1.3)', () => expect(inWords(lifecycles.dropout.readers)).toBe(
    `${tracker} leaver_supervisor:school school_principal:school leaver_county:county leaver_k12ea:nation sys_support:nation`));
  it('waits by the terms of 7.2', () => expect(termsOf('dropout')).toEqual([
    'T36 C-DRAFT 3 calendar', 'T37 C-RECORD 2 working', 'T38 C-REPORT 2 working', 'T39 C-RECORD trackIntervalDays calendar', 'T40 C-CLOSE 5 working', 'T43 C-LEAVE 3 working', 'T55 C-FIX 3 working', 'T56 C-ADULT 3 working']));
});
