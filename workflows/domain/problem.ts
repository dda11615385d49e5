/** Every refusal: its code, its HTTP status and its sentence. Nobody else spells one. Wording after spec appendix B. */
import { label, type Label } from './label.ts';

interface Problem { readonly status: number; readonly label: Label }
const problem = (status: number, zh: string, en: string): Problem => ({ status, label: label(zh, en) });

export const problems = {
  invalid: problem(422, '資料不完整或格式不正確，請依欄位說明修正', 'Some fields are missing or malformed'),
  keyReused: problem(422, '同一冪等鍵已用於不同內容', 'This idempotency key was used with another body'),
  malformed: problem(400, '無法解讀送出的內容', 'The request could not be read'),
  signInNeeded: problem(401, '請先登入', 'Sign in first'),
  badCredentials: problem(401, '帳號、密碼或驗證碼不正確', 'Login, password or code is wrong'),
  captchaRequired: problem(401, '請完成人機驗證', 'Complete the captcha'),
  otpRequired: problem(401, '請輸入動態驗證碼', 'Enter your one-time code'),
  passwordExpired: problem(403, '密碼已逾 90 日，請先變更密碼', 'Your password is older than 90 days: change it first'),
  notAllowed: problem(403, '您沒有執行此動作的權限', 'You may not do this'),
  secondFactorNeeded: problem(403, '請先綁定雙因子驗證，始得使用系統', 'Bind a second factor before you work'),
  foreignOrigin: problem(403, '請求並非來自本系統', 'The request does not come from this site'),
  notFound: problem(404, '查無此筆資料', 'Nothing here under this name'),
  wrongStatus: problem(409, '案件目前的狀態不能執行此動作', 'Not possible in the present status'),
  stale: problem(412, '資料已被更新，請重新整理', 'The case has changed: reload it'),
  tooLarge: problem(413, '送出的內容過大', 'The request is too large'),
  headerMissing: problem(428, '缺少必要的標頭', 'A required header is missing'),
  tooMany: problem(429, '操作過於頻繁，請稍後再試', 'Too many requests: try again later'),
  locked: problem(429, '登入失敗次數過多，請 15 分鐘後再試', 'Locked after repeated failures: try again in 15 minutes'),
  unexpected: problem(500, '系統發生未預期的錯誤，資料未變更', 'Something went wrong; nothing was changed'),
  unavailable: problem(503, '服務暫時無法使用，資料未變更，請稍後再試', 'Temporarily unavailable; nothing was changed'),
  registryAway: problem(503, '學籍系統暫時無法連線，資料未變更，請稍後再試', 'The student registry is away; nothing was changed'),

  tooLate: problem(409, '已逾期限', 'The time for this is over'),
  nothingToUndo: problem(409, '沒有可復原的動作', 'There is nothing to undo'),
  noSuchDeadline: problem(409, '此期限已不存在', 'That deadline is no longer open'),
  alreadyExtended: problem(409, '此期限已展延過一次', 'This deadline was extended before'),
  extensionTooLong: problem(409, '展延不得超過原期限長度，且須晚於原到期日', 'At most its own length again, and later than the present day'),

  adult: problem(409, '該生已年滿18歲，依規定無需填報', 'The student is 18: no report is needed'),
  noRecord: problem(409, '請先新增至少一筆追蹤紀錄，始得通報', 'Add a tracking record before reporting'),
  noSuggestion: problem(409, '最新追蹤紀錄未勾選「建議結案」，無法結案', 'The newest tracking record does not suggest closing'),
  suggestAfterReport: problem(409, '通報後的追蹤紀錄才能建議結案', 'Closing can be suggested only after the report'),
  groundNotAllowed: problem(409, '此離校種類不適用該結案事由', 'This ground does not apply to this category'),
  enrolledElsewhere: problem(409, '學生學籍所在地與學籍不符', 'The registry shows the student enrolled elsewhere'),
  closesByItself: problem(409, '長期缺課於學期結束時自動結案', 'Long absence closes by itself at the end of term'),
  duplicateCase: problem(409, '該生已有未結案之通報案件', 'The student already has an open case'),
  duplicateElsewhere: problem(409, '該生於他校已有未結案通報，請洽主管機關', 'The student has an open case at another school: ask the authority'),
  studentNotFound: problem(404, '查無此人，請確認身分證字號', 'No such student: check the ID number'),
  courseNotPassed: problem(409, '課程審核通過並結束後，始得送出名單', 'The list can be handed in once the course is passed and has ended'),
  courseNotEnded: problem(409, '課程尚未結束，不能送出名單', 'The course has not ended yet'),
  noRows: problem(409, '名單上至少須有一位教師', 'The list needs at least one teacher'),
  listProtected: problem(409, '名單送出後課程受保護；如需更正，請於結案後提出「結案後修改」申請', 'The course is protected once its list was handed in: apply for a change after closing instead'),
  fiveOverdue: problem(409, '貴單位逾期課程已達5堂，無法登錄新課程', 'Your unit has five overdue courses and cannot register new ones'),
  overCapacity: problem(409, '可線上報名人數不可超過開班總人數', 'More places than the course has'),
  registrationsExist: problem(409, '已有人報名，不能關閉線上報名；請改調整報名期限', 'There are registrations already: shorten the time for registration instead'),
  registrationClosed: problem(409, '目前不在線上報名期間，或課程暫停報名', 'Registration is not open now'),
  courseFull: problem(409, '名額已滿，不再提供報名', 'All places are taken'),
  registeredBefore: problem(409, '您已報名過此課程；未通過或取消者不得再次報名', 'You have registered for this course before'),
  notInvited: problem(409, '您不在此課程的招收對象或報名範圍內', 'This course is not open to you'),
  teacherUnknown: problem(404, '查無此人，請確認身分證字號，或該員尚未由服務學校建立於本網', 'Nobody known by this ID: perhaps the school has not added the person yet'),
  hoursOutOfRange: problem(409, '個人時數須大於0、不超過課程時數，且為0.5的倍數', 'Personal hours are above 0, at most those of the course, in halves'),
  listSubmitted: problem(409, '此份名單已送出，請先建立更新名單', 'This list was handed in: begin a new version first'),
  notIssued: problem(409, '課程尚未核發時數，請直接修改課程', 'No hours were issued yet: edit the course itself'),
  changeOpen: problem(409, '此課程已有審核中的結案後修改申請', 'A change of this course is under way already'),
  fileRefused: problem(422, '檔案超過3MB、檔名含符號，或檔案類型不符', 'The file is over 3 MB, has a symbol in its name, or is of another kind'),
  fileUnreadable: problem(422, '無法讀取此檔案；可用格式：xls、xlsx、ods、csv', 'The file cannot be read; use xls, xlsx, ods or csv'),
  sessionClosed: problem(409, '簽到於開始前30分鐘開放，結束後關閉', 'Sign-in opens 30 minutes before the start and closes at the end'),
  displayName: problem(422, '顯示名稱須為「所屬縣市＋校名＋職稱＋姓名」', 'The display name is county, school, title and name'),
  studentElsewhere: problem(409, '該生學籍不在本校，無法填報', 'The student is not enrolled at this school'),
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof problems;
export const isProblemCode = (text: string | undefined | null): text is ProblemCode => typeof text === 'string' && Object.hasOwn(problems, text);

/** What is wrong with one field. */
export const fieldProblems = {
  required: label('此欄必填', 'Required'),
  idNo: label('身分證字號不是合法的', 'Not a valid ID number'),
  tooLong: label('超過字數上限', 'Too long'),
  phone: label('電話格式不正確，多支電話請以「;」分隔', 'Not a telephone number; separate several with “;”'),
  name: label('姓名須為 2 至 50 字', 'A name has 2 to 50 characters'),
  order: label('結束日期早於開始日期', 'Ends before it begins'),
  future: label('日期不可晚於今天', 'A day in the future'),
  mainCause: label('主因須為已勾選因素所屬的類別', 'Choose a group in which a cause is ticked'),
  unstorable: label('含有無法儲存的字元', 'Holds a character that cannot be stored'),
  halfHours: label('時數須為0.5的倍數', 'Hours go in halves'),
  afterStart: label('報名截止日不得晚於課程開始日', 'Registration must not end after the course begins'),
  fileName: label('檔名不得含符號，且須為 doc、jpg、png 或 pdf', 'No symbols in the name; doc, jpg, png or pdf'),
  hours: label('時數須大於0且不超過課程時數', 'Hours are above 0 and at most those of the course'),
  unknownCode: label('不在代碼表內', 'Not in the list of codes'),
  unknownField: label('不認得的欄位', 'Unknown field'),
  tooShort: label('密碼長度不足', 'The password is too short'),
  tooSimple: label('密碼須含大寫、小寫、數字、符號中至少三類', 'Use three of: upper case, lower case, digits, symbols'),
  guessable: label('密碼過於容易猜測', 'The password is easy to guess'),
  usedBefore: label('不可與最近三次使用的密碼相同', 'One of your last three passwords'),
} as const satisfies Record<string, Label>;
export const isFieldProblem = (code: unknown): code is keyof typeof fieldProblems => typeof code === 'string' && Object.hasOwn(fieldProblems, code);
