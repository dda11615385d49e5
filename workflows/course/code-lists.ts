/** Code lists of the course forms that the platform itself relies on; the cascades of fields D and E are rows that the administrator edits. Spec 5.2–5.7, appendix C. */
import { label, type Label } from '../domain/label.ts';

type CodeList = Readonly<Record<string, Label>>;

export const classKinds = { non_credit: label('非學分班', 'Without credits'), credit: label('學分班', 'With credits'), degree: label('學位班', 'Towards a degree') } as const satisfies CodeList;
export type ClassKind = keyof typeof classKinds;
export const tiers = { basic: label('第一階 基礎－瞭解熟悉', 'First: knowing'), advanced: label('第二階 進階－應用分析', 'Second: applying'), expert: label('第三階 專精－綜合創新', 'Third: mastering') } as const satisfies CodeList;
export const deliveries = {
  lecture: label('講授', 'Lecture'), panel: label('座談', 'Panel'), workshop: label('工作坊', 'Workshop'), field: label('參訪實察', 'Field visit'), lesson_study: label('觀課議課', 'Lesson study'),
  meet: label('數位課程_GoogleMeet', 'Online: Google Meet'), webex: label('數位課程_CiscoWebex', 'Online: Cisco Webex'), online_other: label('數位課程_其它', 'Online: other'),
} as const satisfies CodeList;
/** 參加對象, 學校階段限制. */
export const stages = {
  sh: label('高中', 'Senior high'), vh: label('高職', 'Vocational'), jh: label('國中', 'Junior high'), es: label('國小', 'Elementary'), kg: label('幼兒園', 'Kindergarten'),
  nursery: label('托兒所', 'Nursery'), sped: label('特殊教育學校', 'Special education'), exp: label('實驗教育機構', 'Experimental education'),
} as const satisfies CodeList;
export type Stage = keyof typeof stages;
export const subsidies = { none: label('無接受補助', 'No subsidy'), ministry: label('教育部', 'Ministry'), county: label('縣市政府', 'County'), other: label('其他單位', 'Another body') } as const satisfies CodeList;
export const fees = { free: label('免費', 'Free'), partial: label('部分負擔', 'Paid in part'), full: label('全額負擔', 'Paid in full') } as const satisfies CodeList;
export const questionnaireModes = { none: label('不開啟', 'None'), system: label('系統寄送問卷', 'Sent by the system'), direct: label('直接填寫', 'Filled in directly'), paper: label('其他（紙本）', 'On paper') } as const satisfies CodeList;
/** 報名範圍限制. */
export const scopes = { anyone: label('不設限', 'Anyone'), school: label('僅校內教師可報名', 'This school alone'), county: label('僅縣（市）內教師可報名', 'This county alone') } as const satisfies CodeList;
export type Scope = keyof typeof scopes;

interface ExtraField { readonly label: Label; readonly options?: readonly Label[] }
/** 報名所需額外資訊. Without options: filled in by oneself. */
export const extraFields = {
  title: { label: label('職稱', 'Title') }, mobile: { label: label('手機號碼', 'Mobile') }, subject: { label: label('任教科目', 'Subject taught') },
  schoolKind: { label: label('學校所屬類別', 'Kind of school'), options: [label('公立', 'Public'), label('私立', 'Private')] },
  meal: { label: label('用餐類別', 'Meal'), options: [label('葷食', 'With meat'), label('素食', 'Vegetarian'), label('不用餐', 'None')] },
  lodging: { label: label('住宿情況', 'Lodging'), options: [label('住宿', 'Stays overnight'), label('不住宿', 'Does not')] },
  transport: { label: label('交通狀況', 'Transport'), options: [label('自行前往', 'Own way'), label('搭乘交通車', 'Bus')] },
  parking: { label: label('停車證需求', 'Parking permit'), options: [label('需要', 'Needed'), label('不需要', 'Not needed')] },
  emergency: { label: label('緊急聯絡人姓名及電話', 'Emergency contact and telephone') },
} as const satisfies Record<string, ExtraField>;
export type ExtraFieldName = keyof typeof extraFields;
/** Fields with a label of the organiser's own (身分證字號 or 出生年月日 for the insurance, for one). */
export const OTHER_FIELDS = 4;

export const registrationStates = { pending: label('待審核', 'Waits for review'), accepted: label('通過', 'Accepted'), rejected: label('不通過', 'Not accepted'), waitlisted: label('備取', 'On the waiting list'), cancelled: label('取消', 'Cancelled') } as const satisfies CodeList;
export type RegistrationState = keyof typeof registrationStates;
/** Of one version of the list of participants; `course_list.state` holds them. */
export const listStates = ['editing', 'handed_in', 'rejected', 'passed', 'replaced'] as const;
export type ListState = (typeof listStates)[number];
/** 職位類別. */
export const positions = {
  full: label('合格專任教師', 'Qualified full-time teacher'), substitute: label('代理代課教師', 'Substitute teacher'), director: label('主任', 'Director'), chief: label('組長', 'Section chief'), trainee: label('實習教師', 'Trainee teacher'),
  principal: label('校長', 'Principal'), homeroom: label('導師', 'Homeroom teacher'), part: label('兼任教師', 'Part-time teacher'), other: label('其他', 'Other'),
} as const satisfies CodeList;
/** Templates for a centre that does not pass a course or a list; spec 5.9 names what it looks at. */
export const reviewReasons = {
  name: label('研習名稱或屬性標籤與內容不符', 'Name or tag does not fit the content'), classes: label('課程性質或進修範疇分類不符', 'Wrong classification'), letter: label('依據文號缺漏或不符', 'Approving letter missing or wrong'),
  lecturers: label('授課師資資料不完整', 'Lecturers incomplete'), intro: label('課程簡介未含主旨目的、辦理形式、內容簡述、預期效益', 'The introduction lacks purpose, form, content or benefit'), hours: label('研習時數與課程表不符', 'Hours do not fit the timetable'),
  dates: label('課程日期或報名日期不符', 'Dates of course or registration do not fit'), audience: label('參加對象不符', 'Audience does not fit'), list: label('名單或個人時數與簽到紀錄不符', 'List or hours do not fit the attendance sheet'),
} as const satisfies CodeList;

/** 逾期 courses of one unit at which it can register no more (spec 5.1). */
export const OVERDUE_CAP = 5;
/** Below this hours are kept, but not counted (spec 5.1). */
export const LEAST_COUNTED_HOURS = 1;
export const isHalfHours = (hours: number): boolean => Number.isInteger(hours * 2);
/** 研習附件, spec 5.1. */
export const ATTACHMENT_BYTES = 3 * 1024 * 1024;
export const isAttachmentName = (name: string): boolean => /^[\p{Script=Han}A-Za-z0-9_ ]+\.(doc|docx|jpg|jpeg|png|pdf)$/u.test(name);
