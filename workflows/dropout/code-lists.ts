/** Code lists of the dropout forms. Spec 4.1, 4.4, 4.5, appendix C. */
import { label, type Label } from '../domain/label.ts';

type CodeList = Readonly<Record<string, Label>>;

export const categories = {
  absent3: label('無故缺曠連續三日', 'Absent three days or more without leave'),
  leave: label('休學', 'On leave'),
  transfer: label('轉學', 'Transfer'),
  long_absence: label('長期缺課', 'Long absence'),
} as const satisfies CodeList;
export type Category = keyof typeof categories;

/** Menus of the filing; at most one open case of a student in each (spec 4.7). */
export const families = {
  departure: { label: label('中途離校', 'Dropout'), categories: ['absent3', 'leave', 'transfer'] },
  long_absence: { label: label('長期缺課', 'Long absence'), categories: ['long_absence'] },
} as const satisfies Record<string, { label: Label; categories: readonly Category[] }>;
export type Family = keyof typeof families;
/** What can be filed now; transfers and long absence come with their own forms. */
export const filableCategories = ['absent3', 'leave'] as const satisfies readonly Category[];

const reported = ['absent3', 'leave', 'transfer'] as const;
interface Ground { readonly label: Label; readonly of: readonly Category[]; /** the registry must show the student enrolled here, or at another senior high (spec 4.6) */ readonly enrolled?: 'here' | 'elsewhere'; readonly automatic?: true }
/** 結案事由, spec 4.5. */
export const closingGrounds = {
  returned: { label: label('返校復學', 'Back at school'), of: reported, enrolled: 'here' },
  other_hs: { label: label('其它高中職就讀', 'At another senior high'), of: reported, enrolled: 'elsewhere' },
  college_exp: { label: label('就讀專科以上學校／實驗教育', 'At a college or in experimental education'), of: reported },
  gave_up: { label: label('放棄學籍', 'Gave up enrolment'), of: reported },
  revoked: { label: label('廢止學籍', 'Enrolment revoked'), of: reported },
  deceased: { label: label('死亡', 'Deceased'), of: reported },
  abroad: { label: label('出國留學／移民', 'Abroad or emigrated'), of: reported },
  court: { label: label('法院裁定收容', 'Detained by court order'), of: reported },
  to_leave: { label: label('無故七日轉休學（需填報一筆休學）', 'Seven days absent, now on leave (file a leave case)'), of: ['absent3'] },
  adult_18: { label: label('年滿18歲自動結案', 'Closed at eighteen'), of: reported, automatic: true },
  term_end: { label: label('學期結束自動結案', 'Closed at the end of term'), of: ['long_absence'], automatic: true },
} as const satisfies Record<string, Ground>;
export type ClosingGround = keyof typeof closingGrounds;
const grounds: Record<ClosingGround, Ground> = closingGrounds;
/** The grounds a person may choose for this category. */
export const groundsFor = (category: Category): ClosingGround[] => (Object.keys(grounds) as ClosingGround[]).filter((g) => !grounds[g].automatic && grounds[g].of.includes(category));
export const groundOf = (ground: ClosingGround): Ground => grounds[ground];

export const trackMethods = { phone: label('電訪', 'Telephone'), home: label('家訪', 'Home visit'), messaging: label('通訊軟體', 'Messaging'), other: label('其他追蹤', 'Other') } as const satisfies CodeList;
export const residences = { at_home: label('離校在家', 'At home'), away: label('離校離家', 'Away from home') } as const satisfies CodeList;
export const lives = {
  working: label('已在工作', 'Working'), training: label('準備參加或正參加職訓或職涯試探', 'In or before job training'), studying: label('準備轉／復／升學中', 'Preparing to study again'),
  job_seeking: label('準備或正在找工作', 'Looking for work'), no_plan: label('沒有規劃', 'No plan'), health: label('生病／健康問題', 'Ill'), experimental: label('實驗教育', 'Experimental education'),
  judicial: label('司法介入中', 'Court proceedings'), religion: label('宗教信仰', 'Religious life'), missing: label('行蹤不明', 'Whereabouts unknown'), military: label('服兵役', 'Military service'), other: label('其他情況', 'Other'),
} as const satisfies CodeList;
export const guidances = {
  teacher: label('學校師長持續追蹤', 'Followed by teachers'), psychologist: label('轉介心理師／諮商師', 'Referred to a psychologist'), medical: label('轉介醫療', 'Referred to a doctor'), social: label('通報社政', 'Social services told'),
  labour: label('轉介勞政資源', 'Referred to labour services'), youth: label('轉介青年署生涯探索相關計畫', 'Referred to a youth programme'), police: label('報警協助', 'Police asked'), other: label('其他轉介', 'Other referral'),
} as const satisfies CodeList;

export const schoolTypes = { general: label('普通科', 'General'), vocational: label('專業群科', 'Vocational'), comprehensive: label('綜合高中', 'Comprehensive'), practical: label('實用技能學程', 'Practical skills'), evening: label('進修部', 'Continuing education'), coop: label('建教合作班', 'Cooperative education') } as const satisfies CodeList;
export const familyStatuses = { both: label('雙親家庭', 'Both parents'), single: label('單親（父／母）', 'One parent'), grandparents: label('隔代教養', 'Grandparents'), placement: label('寄養／機構安置', 'Foster or institution'), relatives: label('依親', 'Relatives'), alone: label('獨居', 'Alone'), other: label('其他', 'Other') } as const satisfies CodeList;
export const identities = { ordinary: label('一般生', 'Ordinary'), indigenous: label('原住民', 'Indigenous'), newResident: label('新住民子女', 'Child of new residents') } as const satisfies CodeList;
export const circumstances = {
  low_income: label('低收入戶', 'Low income'), middle_low: label('中低收入戶', 'Middle-low income'), disability: label('身心障礙', 'Disability'), hardship: label('特殊境遇', 'Special hardship'),
  pregnancy: label('懷孕／育兒', 'Pregnancy or parenting'), drugs: label('藥物個案', 'Substance case'), earlier_dropout: label('中輟復學／國中曾中輟', 'Dropped out before'), none: label('無', 'None'),
} as const satisfies CodeList;

interface CauseGroup { readonly label: Label; readonly causes: CodeList }
/** 缺課（離校）因素. `*_other` needs a text (spec 4.4). */
export const causeGroups = {
  personal: { label: label('個人因素', 'Personal'), causes: {
    illness: label('肢體障礙或重大疾病', 'Disability or grave illness'), mental: label('精神或心理疾病', 'Mental illness'), learning: label('智能／學習困難', 'Learning difficulty'), offence: label('觸犯刑罰法律', 'Criminal offence'),
    assault: label('遭受性侵害', 'Sexual assault'), pregnancy: label('懷孕、生子或結婚', 'Pregnancy, birth or marriage'), routine: label('生活作息不正常', 'Irregular routine'), interest: label('志趣不合', 'Other interests'),
    job: label('打工／就業意願', 'Work'), internet: label('沉迷網路', 'Internet addiction'), personal_other: label('個人因素-其他', 'Personal: other') } },
  family: { label: label('家庭因素', 'Family'), causes: {
    parent_died: label('父（母）或監護人去世', 'Death of a parent'), parent_missing: label('父（母）或監護人失蹤', 'Parent missing'), parent_ill: label('父（母）或監護人重殘或疾病', 'Parent ill'), divorce: label('父（母）離婚或分居', 'Divorce'),
    discipline: label('父（母）或監護人管教失當', 'Poor parenting'), abuse: label('父（母）或監護人虐待或傷害', 'Abuse'), habits: label('父（母）或監護人職業或不良生活習性影響', 'Parent’s habits'), discord: label('親屬失和', 'Family discord'),
    care: label('須照顧家人', 'Caring for family'), transport: label('居家交通不便', 'Transport'), poverty: label('經濟因素', 'Poverty'), family_other: label('家庭因素-其他', 'Family: other') } },
  school: { label: label('學校因素', 'School'), causes: {
    dislike: label('對學校生活不感興趣', 'No interest in school'), courses: label('不適應學校課程', 'Courses do not suit'), exams: label('考試壓力過重', 'Exam pressure'), teachers: label('師生關係不佳', 'Poor relation with teachers'), strictness: label('教師管教不當', 'Teachers’ discipline'),
    peers: label('與同儕關係不佳', 'Poor relation with peers'), bullying: label('受同學欺壓', 'Bullied'), rules: label('觸犯校規', 'Broke school rules'), absences: label('缺曠課太多', 'Too many absences'), school_other: label('學校因素-其他', 'School: other') } },
  social: { label: label('社會因素', 'Social'), causes: {
    friends: label('受校外朋友影響', 'Friends outside school'), dropouts: label('受已離校同學影響', 'Friends who left'), gang: label('加入幫派或不良青少年組織', 'Gang'), venues: label('流連不當娛樂場所', 'Unsuitable venues'), cafes: label('流連或沉迷網咖', 'Internet cafés'), social_other: label('社會因素-其他', 'Social: other') } },
  other: { label: label('其他因素', 'Other'), causes: {
    departure: label('離境（移民、旅遊、遊學）', 'Left the country'), vanished: label('不明原因之失蹤或出走', 'Vanished for unknown reasons'), other_other: label('其他因素-其他', 'Other: other') } },
} as const satisfies Record<string, CauseGroup>;
export type CauseGroupName = keyof typeof causeGroups;
export const causes: CodeList = Object.assign({}, ...Object.values(causeGroups).map((group) => group.causes));
export const needsText = (cause: string): boolean => cause.endsWith('_other');
