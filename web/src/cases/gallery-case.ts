/** A case for the gallery: everything late, long and rare that a screen must bear. Not in any build for a school. */
import { openingOf } from '#case/table';
import type { ActionView, CaseView, DeadlineExplanation, TaskView, TimelineEntry } from '#contract/cases';
import { dropout } from '#lifecycle/dropout';
import { groundsFor } from '#workflows/dropout/code-lists';

const LONG = '伊斯坦大·比吼·馬哈桑·伊斯坦大·比吼·馬哈桑·伊斯坦大·比吼·馬哈桑·伊斯坦大·比吼·馬哈桑·伊斯坦大·比吼·馬哈桑𠮷犇';
const task: TaskView = { deadlineId: 'reporting@1795000000000', task: dropout.deadlines.reporting.task, label: dropout.deadlines.reporting.label.zh, dueOn: '2026-11-17', provisional: false, late: true, level: 2, daysLeft: -4, since: '2026-11-13T02:00:00Z', asks: ['report', 'returnFiling', 'void'], assignees: ['主要通報人'], mine: true };
const actions: ActionView[] = Object.entries(dropout.actions).filter(([name]) => name !== openingOf(dropout)).slice(0, 8).map(([name, action]) => ({ name, label: action.label.zh, form: 'form' in action, open: name !== 'close', ...(name === 'close' && { reason: { code: 'noSuggestion', message: '最新追蹤紀錄未勾選「建議結案」，無法結案' } }), ...('grave' in action && { confirm: action.grave.zh }) }));
const record = (id: string, content: string) => ({ id, by: '𠮷田犇', mine: true, sentAt: '2026-11-14T02:00:00Z', beforeReport: true, content: { trackedAt: '2026-11-14T02:00:00Z', method: 'phone', residence: 'at_home', life: ['no_plan', 'health'], guidance: ['teacher'], employmentReferral: false, content, suggestClose: false } });
const basic = { phone: '04-22334455;0912-345-678', householdAddress: '測試縣東區中正里1鄰測試路1號', mailAddress: '測試縣東區中正里1鄰測試路1號', guardianName: LONG.slice(0, 30), guardianRelation: '父', guardianPhone: '0912-000-679', emergencyName: '𠮷田犇', emergencyRelation: '母', emergencyPhone: '0912-000-680', familyStatus: 'both' };
const caseData = { category: 'absent3', leftOn: '2026-11-02', identity1: 'indigenous', identity2: ['low_income'], causes: ['interest', 'school_other'], mainCause: 'personal', causeTexts: { school_other: '轉換學習環境' } };

const [, , , waiting] = Object.keys(dropout.statuses) as [string, string, string, string];
/** In each status of the table. */
export const caseIn = (status: string, more: Partial<CaseView> = {}): CaseView => ({
  id: '00000000-0000-4000-8000-000000000001', lifecycle: dropout.name, number: '26111399330101', title: null, status, version: 3, sequence: 7, since: '2026-11-13T02:00:00Z', student: { name: LONG, idNo: 'Y19**329' },
  school: { id: '993301', name: '測試縣私立某某高級工業家事職業學校進修部附設實用技能學程' }, author: { id: 'a', name: '𠮷田犇' }, openedAt: '2026-11-12T02:00:00Z', changedAt: '2026-11-21T02:00:00Z', endedAt: null, clockAheadMs: 0,
  countyId: 'C99', now: '2026-11-22T04:00:00Z', actions, tasks: [task], undoUntil: null, drafts: {},
  deadlines: [
    { id: task.deadlineId, name: 'reporting', label: task.label, task: task.task, startedAt: task.since, dueOn: task.dueOn, provisional: false, window: false, extended: true, level: 2, late: true, daysLeft: -4, closedAt: null, closedBy: null },
    { id: 'nextRecord@1', name: 'nextRecord', label: dropout.deadlines.nextRecord.label.zh, task: dropout.deadlines.nextRecord.task, startedAt: task.since, dueOn: null, provisional: false, window: false, extended: false, level: 0, late: false, daysLeft: null, closedAt: null, closedBy: null },
    { id: 'firstRecord@1', name: 'firstRecord', label: dropout.deadlines.firstRecord.label.zh, startedAt: task.since, dueOn: '2027-01-05', provisional: true, window: false, extended: false, level: 0, late: false, daysLeft: 1, closedAt: '2026-11-14T02:00:00Z', closedBy: 'sendRecord' },
  ],
  forms: { student: { idNo: 'Y19**329', name: LONG, birthDate: '2010-02-27', sex: 'female', studentNo: '11400032', schoolType: 'general', department: '普通科', grade: 2, className: '二年愛班' }, basic, caseData, records: [record('00000000-0000-4000-8000-000000000002', '電話聯繫，學生在家。'), record('00000000-0000-4000-8000-000000000003', '𠮷'.repeat(300))], closeGround: 'other_hs', grounds: groundsFor('absent3'), reportedAt: '2026-11-15T02:00:00Z' },
  ...more,
});
export const lateCase = caseIn(waiting);

const happened = (sequence: number, kind: TimelineEntry['kind'], name: string, label: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({ sequence, at: `2026-11-${12 + sequence}T02:00:00Z`, kind, name, label, by: '𠮷田犇', role: '主要通報人', level: null, statusBefore: lateCase.status, statusAfter: lateCase.status, note: null, told: [], ...more });
export const history: TimelineEntry[] = [
  happened(1, 'action', 'submit', '提交', { statusBefore: Object.keys(dropout.statuses)[0]! }), happened(2, 'action', 'sendRecord', '送出追蹤紀錄', { note: '𠮷'.repeat(300) }), happened(3, 'reminder', 'reporting', '提醒：通報案件', { by: '系統', role: '', told: ['主要通報人'] }),
  happened(4, 'late', 'reporting', '逾期第 2 級：通報案件', { by: '系統', role: '', level: 2, told: ['校長'] }), happened(5, 'extension', 'reporting', '展延期限：通報案件', { note: '學校停班停課，無法於期限內完成。' }), happened(6, 'undo', 'report', '復原上一動作'), happened(7, 'recount', 'reporting', '依行事曆重新計算期限', { by: '系統', role: '' }),
];
export const explained: Pick<DeadlineExplanation, 'days' | 'extensions' | 'told'> = {
  days: [['2026-12-31', 'start'], ['2027-01-01', 'skipped', '開國紀念日'], ['2027-01-02', 'skipped'], ['2027-01-03', 'skipped'], ['2027-01-04', 'counted'], ['2027-01-05', 'due']].map(([date, kind, reason], i) => ({ date: date!, kind: kind as 'start', count: Math.max(0, i - 3), reason: reason ?? null, provisional: i > 0 })),
  extensions: [{ at: '2026-11-17T02:00:00Z', by: LONG, untilOn: '2026-11-19', reason: '學校停班停課，無法於期限內完成。' }],
  told: [{ at: '2026-11-16T00:30:00Z', level: 0, who: ['主要通報人'] }, { at: '2026-11-20T16:05:00Z', level: 2, who: ['校長'] }],
};
