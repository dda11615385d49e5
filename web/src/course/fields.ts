/** Names of the fields of the course forms (spec 5.2, 5.4), for forms, error summaries and what is read back; with the letters people know them by. */
import type { CourseForm, RegistrationForm } from '#contract/course';
import { countyNames } from '#domain/counties';
import { label, type Label } from '#domain/label';
import type { Draft } from '../cases/screens.ts';
import type { CourseDraft } from './course-draft.ts';

export const courseFields = {
  name: label('A. 研習名稱', 'A. Name'), tag: label('A. 屬性標籤', 'A. Tag'), classKind: label('B. 班別性質', 'B. Kind of class'), schoolBased: label('B. 校本研習', 'B. School-based'), tier: label('C. 主要進修階層', 'C. Tier'),
  nature: label('D. 課程性質', 'D. Nature of the course'), field: label('E. 進修範疇', 'E. Field of study'), letter: label('F. 依據文號', 'F. Approving letter'), delivery: label('G. 主要實施方式', 'G. Delivery'), lecturers: label('H. 授課師資', 'H. Lecturers'),
  intro: label('I. 課程簡介', 'I. Introduction'), attachments: label('J. 研習附件', 'J. Attachments'), hours: label('K. 研習時數／學分數', 'K. Hours or credits'),
  startsOn: label('L. 課程日期（起）', 'L. Course from'), endsOn: label('L. 課程日期（迄）', 'L. Course until'), registerFrom: label('M. 報名日期（起）', 'M. Registration from'), registerTo: label('M. 報名日期（迄）', 'M. Registration until'),
  county: label('N. 開課縣市', 'N. County'), township: label('N. 鄉鎮市區', 'N. Township'), address: label('N. 開課地址', 'N. Address'), notes: label('O. 課程表及注意事項', 'O. Timetable and notes'), classes: label('P. 辦理班數', 'P. Classes'), perClass: label('P. 每班人數', 'P. Persons a class'),
  audience: label('Q. 參加對象', 'Q. Audience'), audienceText: label('Q. 對象類別', 'Q. Kind of audience'), subsidy: label('R. 補助單位', 'R. Subsidised by'), subsidyAmount: label('R. 補助金額', 'R. Subsidy'), fee: label('S. 繳費方式', 'S. Payment'), feeAmount: label('S. 繳費金額', 'S. Fee'),
  questionnaire: label('T. 問卷設定', 'T. Questionnaire'), contacts: label('U. 承辦人', 'U. Contacts'),
} as const satisfies Record<keyof CourseForm, Label>;

/** Names of places are written in one way. */
export const countyOptions = countyNames.map((name) => ({ value: name, label: name }));
export const letterFields = { date: label('發文日期', 'Date of the letter'), unit: label('發文單位', 'Issued by'), number: label('發文字號', 'Letter number') } as const satisfies Record<keyof NonNullable<CourseForm['letter']>, Label>;
export const lecturerFields = { county: label('縣市', 'County'), unit: label('服務單位', 'Unit'), name: label('姓名', 'Name') } as const satisfies Record<keyof CourseForm['lecturers'][number], Label>;
export const contactFields = { name: label('姓名', 'Name'), phone: label('電話', 'Telephone'), email: label('電子郵件', 'E-mail') } as const satisfies Record<keyof CourseForm['contacts'][number], Label>;

export const settingFields = {
  online: label('是否提供線上報名', 'Registration online'), opensOn: label('線上報名開始日', 'Opens on'), opensHour: label('開始時刻', 'Opens at'), closesOn: label('線上報名截止日（至24:00）', 'Closes on (24:00)'), sync: label('同步更新至課程的報名起訖時間', 'Take over into the dates of the course'),
  capacity: label('可線上報名人數', 'Places online'), strict: label('名額限制', 'Limit'), autoPromote: label('備取遞補', 'Waiting list'), stageLimit: label('學校階段限制', 'School stages'), scope: label('報名範圍限制', 'Who may register'), extra: label('報名所需額外資訊', 'Asked when registering'), others: label('其他（自填）', 'Other (own label)'),
} as const satisfies Record<keyof RegistrationForm, Label>;

export const textFields = { reason: label('原因', 'Reason'), confirmed: label('確認', 'Confirmation'), all: label('全數通過', 'Accept all') } as const satisfies Record<string, Label>;

/** Each row, and each part of the letter, has a field of its own beside the one they stand in. */
export function courseFieldsOf(form: Draft): Record<string, Label> {
  const { lecturers, contacts } = form as unknown as CourseDraft;
  const parts: Record<string, [string, Label][]> = { letter: Object.entries(letterFields).map(([part, words]) => [`letter.${part}`, words]), lecturers: rowsOf('lecturers', lecturers.length, lecturerFields), contacts: rowsOf('contacts', contacts.length, contactFields) };
  return Object.fromEntries(Object.entries<Label>(courseFields).flatMap(([name, words]) => [[name, words], ...(parts[name] ?? [])]));
}
const rowsOf = (name: 'lecturers' | 'contacts', count: number, parts: Readonly<Record<string, Label>>): [string, Label][] =>
  Array.from({ length: count }, (_, i) => Object.entries(parts).map(([part, words]): [string, Label] => [`${name}.${i}.${part}`, label(`${courseFields[name].zh} ${i + 1} ${words.zh}`, `${courseFields[name].en} ${i + 1}: ${words.en}`)])).flat();
