import { describe, expect, it } from 'vitest';
import type { CaseView } from '#contract/cases';
import { dropout } from '#lifecycle/dropout';
import { actionForms, basicForm } from '#contract/dropout';
import { check, filledIn, findingsOf } from '../../web/src/cases/validate.ts';
import { leftToUndo } from '../../web/src/cases/useCommand.ts';
import { dropoutScreens } from '../../web/src/dropout/screens.ts';

const item = { now: '2026-11-22T04:00:00Z', deadlines: [], forms: { student: {}, basic: {}, caseData: null, records: [], closeGround: null, grounds: [], reportedAt: null } } as unknown as CaseView;
const forms = dropoutScreens.forms as Record<string, (typeof dropoutScreens.forms)[string]>;
const found = (action: string, draft: Record<string, unknown>) => check(forms[action]!, { ...forms[action]!.initial(item, {}), ...draft }, item).findings.map(({ pointer, code }) => `${pointer} ${code}`);
const record = { method: 'phone', residence: 'at_home', life: ['no_plan'], guidance: ['teacher'], employmentReferral: false, content: '在家。' };
const caseData = { category: 'absent3', leftOn: '2026-11-02', identity1: 'ordinary', causes: ['interest'], mainCause: 'personal' };

describe('the forms of the dropout procedure', () => {
  const asking = Object.entries(dropout.actions).filter(([, action]) => 'form' in action && !('none' in action.moves)).map(([name]) => name);
  it.each(asking)('of %s exists', (name) => expect(forms[name]).toBeDefined());
  it('are as many as the actions that ask for one', () => expect(Object.keys(forms).sort()).toEqual(asking.sort()));
  it.each(asking)('of %s names every field that its first check speaks of', (name) => {
    const form = forms[name]!, draft = form.initial(item, {}), fields = Object.keys(form.fields(draft));
    expect(check(form, draft, item).findings.map(({ pointer }) => pointer.split('/')[1]).filter((field) => !fields.includes(field!))).toEqual([]);
  });
});
describe('a tracking record', () => {
  it('that is complete has nothing wrong', () => expect(found('sendRecord', record)).toEqual([]));
  it('of 301 characters is too long, of 300 rare ones is not', () => {
    expect(found('sendRecord', { ...record, content: '字'.repeat(301) })).toEqual(['/content tooLong']);
    expect(found('sendRecord', { ...record, content: '𠮷'.repeat(300) })).toEqual([]);
  });
  it('needs a ground where it suggests closing', () => expect(found('sendRecord', { ...record, suggestClose: true })).toEqual(['/closeGround required']));
  it('needs an answer to 轉介公立就業服務機構', () => expect(found('sendRecord', { ...record, employmentReferral: undefined })).toContain('/employmentReferral required'));
  it('is not of tomorrow by the case’s own clock', () => expect(found('sendRecord', { ...record, trackedAt: '2026-11-23T12:00:00+08:00' })).toEqual(['/trackedAt future']));
});
describe('the case data', () => {
  it('of a filing that another case demands begin as a leave', () => {
    const demanded = { ...item, forms: { ...item.forms, demandedCategory: 'leave' } };
    expect([demanded, item].map((one) => forms['submit']!.initial(one, {})['category'])).toEqual(['leave', undefined]);
  });
  it('that are complete have nothing wrong', () => expect(found('submit', caseData)).toEqual([]));
  it('of a leave need its dates, also while other fields are missing', () => expect(found('submit', { category: 'leave' })).toEqual(expect.arrayContaining(['/leaveFrom required', '/leaveTo required', '/leaveCount required'])));
  it('need a text for each cause that ends in 其他', () => expect(found('submit', { ...caseData, causes: ['interest', 'school_other'] })).toContain('/causeTexts/school_other required'));
  it('name as main cause a group in which something is ticked', () => expect(found('submit', { ...caseData, mainCause: 'family' })).toEqual(['/mainCause mainCause']));
  it.each([
    ['2026-09-01', '2026-08-31', ['/leaveTo order']], ['2026-09-01', '2026-09-01', ['/leaveTo leaveLength']], ['2026-09-01', '2026-09-02', []], ['2026-09-01', '2027-07-31', []], ['2026-09-01', '2027-08-31', []],
    ['2026-09-01', '2027-09-01', ['/leaveTo leaveLength']], ['2028-02-29', '2029-02-28', []], ['2028-02-29', '2029-03-01', ['/leaveTo leaveLength']],
  ])('of a leave from %s until %s: longer than a day, at most a school year', (leaveFrom, leaveTo, wrong) => expect([...new Set(found('submit', { ...caseData, category: 'leave', leaveFrom, leaveTo, leaveCount: 1 }))]).toEqual(wrong));
  it('of another category send nothing of a leave that was begun, and bring nothing of one', () => {
    const dates = { leaveFrom: '2026-09-01', leaveTo: '2027-08-31', leaveCount: 1 };
    expect(check(forms['submit']!, { ...forms['submit']!.initial(item, {}), ...caseData, ...dates }, item)).toMatchObject({ body: expect.not.objectContaining(dates), findings: [] });
    expect(findingsOf(actionForms.submit, { ...caseData, ...dates })).toEqual(Object.keys(dates).map((field) => ({ pointer: `/${field}`, code: 'leaveOnly' })));
  });
  it('hold 「無」 alone or not at all', () => expect([['none'], ['none', 'hardship'], ['hardship', 'disability']].map((identity2) => [...new Set(found('submit', { ...caseData, identity2 }))])).toEqual([[], ['/identity2 noneAlone'], []]));
  it('are of no day to come', () => expect(found('submit', { ...caseData, leftOn: '2026-11-23' })).toEqual(['/leftOn future']));
});
describe('the basic data (8.5)', () => {
  const basic = { householdAddress: '測試縣', mailAddress: '測試縣', guardianName: '林父', guardianRelation: '父', guardianPhone: '0912345678', emergencyName: '林母', emergencyRelation: '母', emergencyPhone: '0912345678', familyStatus: 'both', phone: '0912345678' };
  const wrong = (more: object) => findingsOf(basicForm, { ...basic, ...more }).map(({ pointer, code }) => `${pointer} ${code}`);
  it.each(['0912345678', '0912-345-678', '0912-345678', '02-29686834', '0229686834', '(02)29686834', '(02)-29686834', '037-123456', '(037)123456', '049-2345678', '0826-12345', '(0836)22345', '089-123456#12', '04-22334455;0912-345-678', '04-22334455 ; 0912-345-678'])('%s are telephones', (phone) => expect(wrong({ phone })).toEqual([]));
  it.each(['0912-34567', '01-1234567', '00-12345', '0000000000', '(0412345678', '02)12345678', '0912345678;', '09123456789', '02-1234', '02-123456789', '0800-123456', '02-29686834#', '02-29686834#1234567', '29686834', '+886912345678', '電話'])('%s are none', (phone) =>
    expect(wrong({ phone, guardianPhone: phone, emergencyPhone: phone })).toEqual(['/phone phone', '/guardianPhone phone', '/emergencyPhone phone']));
  it.each(['林明', '𠮷田犇', '𪚥𠀀', '葛󠄀城', '伊斯坦大·比吼', '谷辣斯‧尤達卡', 'Nguyễn Thị Hoa', 'Nguyê\u0303n', 'Jean-Paul O\'Neill', 'J. Smith', '王 Mary', '林'.repeat(50)])('%s is a name', (guardianName) => expect(wrong({ guardianName })).toEqual([]));
  it.each(['林', '12', '!!', '<b>x</b>', '😀😀', '林😀明', '林1明', '王○明', '·林明', '--', '林明；', '林\n明', '林'.repeat(51)])('%s is none', (guardianName) => expect(wrong({ guardianName, emergencyName: guardianName })).toEqual(['/guardianName name', '/emergencyName name']));
});
it('What was left empty is not sent', () => expect(filledIn({ note: '  ', list: [], inner: { text: '' }, no: false })).toEqual({ list: [], inner: {}, no: false }));
it('The letter number ends in 號', () => expect(found('voidByLetter', { letterNo: '屏府教管字第1145124742', reason: '誤報' })).toEqual(['/letterNo malformed']));
it('Ten seconds are counted by the desk’s clock, also where a case’s own is days ahead', () => {
  const day = 86_400_000;
  expect(leftToUndo({ undoUntil: '2026-11-22T04:00:10Z', now: new Date(Date.parse('2026-11-22T04:00:00Z') + 3 * day).toISOString(), clockAheadMs: 3 * day })).toBe(10_000);
});
