/** Names of the fields of the dropout forms (spec 4.4), for forms, error summaries and what is read back. */
import type { BasicForm, CaseDataForm, RecordForm, RegistryStudent } from '#contract/dropout';
import { label, type Label } from '#domain/label';
import { causes, needsText } from '#workflows/dropout/code-lists';

export const basicFields = {
  phone: label('電話／手機', 'Telephone'), householdAddress: label('戶籍地址', 'Household address'), mailAddress: label('居住地址', 'Address'),
  guardianName: label('監護人姓名', 'Guardian\'s name'), guardianRelation: label('監護人關係', 'Guardian\'s relation'), guardianPhone: label('監護人電話', 'Guardian\'s telephone'),
  emergencyName: label('緊急聯絡人姓名', 'Emergency contact'), emergencyRelation: label('緊急聯絡人關係', 'Relation of the emergency contact'), emergencyPhone: label('緊急聯絡人電話', 'Telephone of the emergency contact'),
  familyStatus: label('家庭狀態', 'Family'),
} as const satisfies Record<keyof BasicForm, Label>;

export const caseDataFields = {
  category: label('離校種類', 'Category'), leftOn: label('離校日期（最後到校日）', 'Left on (last day at school)'), identity1: label('學生身份（項目1）', 'Identity, item 1'), identity2: label('學生身份（項目2，可複選）', 'Identity, item 2 (several)'),
  causes: label('缺課（離校）因素', 'Causes'), mainCause: label('缺課主因', 'Main cause'), causeTexts: label('因素說明', 'Explanation of causes'),
  leaveFrom: label('休學起日', 'Leave from'), leaveTo: label('休學迄日', 'Leave until'), leaveCount: label('第幾次休學', 'Which leave'), description: label('說明', 'Remarks'),
} as const satisfies Record<keyof CaseDataForm, Label>;

export const recordFields = {
  trackedAt: label('追蹤日期', 'Tracked on'), method: label('追蹤方式', 'Method'), residence: label('居住狀況', 'Residence'), life: label('目前生活狀況', 'Present life'), guidance: label('輔導處遇', 'Guidance'),
  employmentReferral: label('轉介公立就業服務機構', 'Referred to a public employment office'), content: label('追蹤說明內容', 'What was learnt'), suggestClose: label('建議結案', 'Suggest closing'), closeGround: label('建議結案事由', 'Ground'),
} as const satisfies Record<keyof RecordForm, Label>;

export const textFields = {
  letterNo: label('發文字號', 'Letter number'), deadlineId: label('期限', 'Deadline'), untilOn: label('新到期日', 'New due day'), recordId: label('追蹤紀錄', 'Tracking record'), comment: label('意見', 'Comment'), reason: label('原因', 'Reason'), note: label('說明', 'Note'),
} as const satisfies Record<string, Label>;

/** Each ticked cause that asks for a text has a field of its own. */
export const causeTextFields = (ticked: readonly string[]): Record<string, Label> =>
  Object.fromEntries(ticked.filter(needsText).map((cause) => [`causeTexts.${cause}`, causes[cause] ?? caseDataFields.causeTexts]));
export const prefixed = (prefix: string, fields: Readonly<Record<string, Label>>): Record<string, Label> => Object.fromEntries(Object.entries(fields).map(([name, words]) => [`${prefix}.${name}`, words]));
/** Gregorian, as in the registry (spec 4.4). */
export const writtenBirthDate = ({ birthDate }: Pick<RegistryStudent, 'birthDate'>): string => birthDate.replaceAll('-', '/');
