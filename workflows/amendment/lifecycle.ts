/** 結案後修改: how a course is changed after its hours were issued. Spec 5.8, T52. */
import { defineLifecycle } from '../case/table.ts';
import { label } from '../domain/label.ts';
import type { By } from '../domain/roles.ts';

export interface AmendmentFacts {
  readonly authorId: string;
  readonly schoolId: string;
  /** the case of the course */ readonly courseId: string;
}
const owner: By = { ins_business: ['own'] };
const center: By = { ins_center: ['county'] };
const centerHead: By = { ins_center_supervisor: ['county'] };
const platform: By = { ins_admin: ['nation'] };
const threeDays = { length: 3, count: 'working' } as const;

export const amendment = defineLifecycle<AmendmentFacts>()({
  name: 'amendment',
  label: label('結案後修改', 'Change after closing'),
  phases: { application: { label: label('申請', 'Application') }, batch: { label: label('彙送', 'Monthly batch') }, change: { label: label('修改', 'Change') } },
  statuses: {
    applied: { label: label('已申請', 'Applied'), phase: 'application', tone: 'waiting' },
    center_approved: { label: label('主管機關同意', 'Approved by the authority'), phase: 'batch', tone: 'active' },
    batched: { label: label('已彙送', 'Sent in the batch'), phase: 'change', tone: 'waiting' },
    center_rejected: { label: label('主管機關不同意', 'Refused by the authority'), tone: 'neutral', final: true },
    applied_done: { label: label('已修改', 'Changed'), phase: 'change', tone: 'done', final: true },
  },
  actions: {
    open: { label: label('申請結案後修改', 'Apply for a change after closing'), moves: { none: 'applied' }, by: owner, form: true, sets: ['authorId', 'schoolId', 'courseId'] },
    approve: { label: label('同意修改', 'Approve the change'), moves: { applied: 'center_approved' }, by: center, tells: owner },
    reject: { label: label('不同意修改', 'Refuse the change'), moves: { applied: 'center_rejected' }, by: center, form: true, tells: owner },
    sendBatch: { label: label('函送平臺', 'Send in the monthly letter'), moves: { center_approved: 'batched' }, by: center, form: true },
    applyChange: { label: label('完成修改', 'Make the change'), moves: { batched: 'applied_done' }, by: platform, tells: { ...owner, ...center }, grave: label('課程內容將依申請修改。', 'The course is changed as applied for.'), then: ['changeCourse'] },
  },
  deadlines: {
    decision: { task: 'D-POST', label: label('審核結案後修改', 'Decide on the change'), asks: ['approve', 'reject'], term: threeDays, basis: { rule: 'T52' }, remind: { before: [1], count: 'working' }, reminds: center, tells: [centerHead] },
    monthlyBatch: { task: 'D-POST', label: label('彙送結案後修改', 'Send the monthly batch'), asks: ['sendBatch'], term: { length: 0, count: 'fixed' }, basis: { rule: 'T52' }, remind: { before: [3, 0], count: 'calendar' }, reminds: center, tells: [centerHead] },
    change: { task: 'D-POST', label: label('修改課程內容', 'Make the change'), asks: ['applyChange'], term: threeDays, basis: { rule: 'T52' }, remind: { before: [1], count: 'working' }, reminds: platform, tells: [platform] },
  },
  news: {},
  readers: { ins_business: ['own'], ins_center: ['county'], ins_center_supervisor: ['county'], ins_admin: ['nation'], school_principal: ['school'], sys_support: ['nation'] },
  contacts: owner,
  unique: { key: (facts) => facts.courseId, problem: 'changeOpen' },
});
