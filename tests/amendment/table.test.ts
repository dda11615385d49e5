/** 結案後修改: the table, by spec 5.8. */
import { describe, expect, it } from 'vitest';
import { movesExactlyBy, statusNames, termsOf } from '../case/specification.ts';

describe('the change after closing', () => {
  it('has these statuses (5.8)', () => expect(statusNames('amendment')).toEqual(['applied 已申請', 'applied_done 已修改', 'batched 已彙送', 'center_approved 主管機關同意', 'center_rejected 主管機關不同意']));
  movesExactlyBy('amendment', [
    ['none', 'open', 'ins_business:own', 'applied'],
    ['applied', 'approve', 'ins_center:county', 'center_approved'],
    ['applied', 'reject', 'ins_center:county', 'center_rejected'],
    ['center_approved', 'sendBatch', 'ins_center:county', 'batched'],
    ['batched', 'applyChange', 'ins_admin:nation', 'applied_done'],
  ]);
  it('waits three working days for each decision, and for the letter of the fifth (T52)', () => expect(termsOf('amendment')).toEqual(['T52 D-POST 0 fixed', 'T52 D-POST 3 working', 'T52 D-POST 3 working']));
});
