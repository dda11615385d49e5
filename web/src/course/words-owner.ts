/** Words for those who give a course and those who review it. */
const zh = {
  new: {
    title: '新增課程', lead: '建議於開課兩週前登錄，讓審核單位有時間審核。', unit: '開課單位', overdue: '逾期課程 {n} 堂（達 {cap} 堂即不能登錄）', capWhy: '請先送出逾期課程的研習名單，經審核通過並核發時數後，即可再登錄課程。',
    stepsLabel: '登錄步驟', stepNo: '第 {n} 步', steps: { '0': '課程內容（A–K）', '1': '辦理方式（L–U）', '2': '完成' }, next: '下一頁', confirm: '確認新增', done: '已新增課程，課程代碼 {code}', copied: '已帶入「{name}」的內容，請填寫新的日期', notCopied: '無法帶入原課程的內容',
  },
  form: {
    subject: '課程名稱與分類', content: '依據、師資與內容', dates: '日期與地點', people: '人數、對象與費用', after: '問卷與承辦人', level: '第 {n} 層', tagHelp: '除教育部指定的計畫外，請選「無」。', schoolBasedHelp: '列為「非學分班（校本研習）」。',
    exempt: '自主辦理，免附核准文號', exemptHelp: '主管機關核准的研習請取消勾選，並填寫公文。', lecturer: '講師', contact: '承辦人', contactsHelp: '姓名與電話會公開在課程查詢中。電話例：02-22345678#321。',
    numberHelp: '以「號」結尾，例：測府教研字第1150000001號', introHelp: '請說明：①主旨目的　②辦理形式　③內容簡述　④預期效益。', attachmentsHelp: '每檔 3 MB 以內；檔名不得含符號（如 104.10.10）；限 doc、docx、jpg、png、pdf。附件會公開，請勿含個人資料。', addFile: '選擇檔案', removeFile: '移除 {name}',
    hoursHelp: '以 0.5 小時為單位；未滿 1 小時不採計。', creditsHelp: '學分班、學位班請填學分數，不需乘以 18。', hoursUnit: '小時', creditsUnit: '學分', hoursUncounted: '未滿 1 小時的研習會保留紀錄，但不採計時數。',
    early: '距開課不到兩週。可以登錄，但審核約需 3 個工作日，報名時間也會縮短。', registerHelp: '報名截止日不得晚於課程開始日。是否開放線上報名，審核前後都可以另外設定。', notesHelp: '請寫明各時段的起訖時間與地點。', audienceHelp: '例：高中資訊科教師優先。',
    classesUnit: '班', personsUnit: '人', total: '開班總人數 {n} 人', moneyUnit: '元', questionnaireHelp: '開啟課程問題回饋功能。', anonymous: '不記名', voluntary: '自由填答', unlists: '修改後課程會重新送審：審核通過前課程不公開、暫停報名；已報名的教師會保留。只要改報名日期，請用「線上報名設定」並勾選同步更新。',
  },
  refuse: { templates: '常用原因', help: '點選後加入下方文字，可以再修改。', told: '承辦人會收到通知，並在課程頁面看到這段文字。' },
  handIn: { list: '第 {version} 版名單，共 {n} 位教師', none: '目前沒有編輯中的名單，請先到研習名單頁面建立。', look: '檢視與編輯研習名單', right: '研習時數核發無誤', rightWhy: '已逐筆核對每位教師的時數／學分數與簽到紀錄。' },
  review: { none: '目前沒有待審核的報名。', each: '逐筆審核報名', all: '將未審核的 {n} 人全數通過', allWhy: '送出後會通知每一位錄取的教師。', over: '送出後錄取 {n} 人，超過可線上報名人數 {capacity} 人。' },
  settings: {
    online: '提供線上報名', onlineWhy: '未開啟時，課程的報名日期只是公告。', stays: '已有人報名，不能關閉線上報名；要提早結束，請縮短報名期限，或將可報名人數設為目前人數並勾選額滿為止。', closesHelp: '當天 24:00 截止，不得晚於課程開始日。', syncWhy: '課程的報名日期一併更新，不需重新審核。', total: '開班總人數', capacityHelp: '1 至 {n} 人。',
    strict: '額滿為止，不繼續提供報名', strictWhy: '未勾選時，額滿後報名者列為備取。', autoPromote: '啟用自動遞補備取功能', autoPromoteWhy: '有人取消時，最早的備取者自動錄取，至開課前一日 17:00 為止。', stageLimit: '非招收對象，不予提供報名', stageLimitWhy: '依課程的參加對象：{stages}。', scopeHelp: '要使用校內批次報名，請選「僅校內教師可報名」。', othersHelp: '最多四項，例：身分證字號、出生年月日（投保用）。',
  },
  view: {
    standing: '審核與公開', registrations: '線上報名', lists: '研習名單', course: '課程資料', code: '課程代碼', center: '您課程審核的單位為（{center}）', listed: '公開日期', notListed: '尚未公開', overdueWhy: '課程結束逾七日未送出名單，計入開課單位的逾期堂數。', overdueBadge: '逾期，已送出', overdueSubmitted: '名單已於期限後送出，待審核；核發時數後不再計入逾期課程。', overdueRejected: '名單未通過審核，且逾期未送出更新名單。', refusals: '先前確認不通過的原因', capacity: '可報名人數', window: '報名期限', windowDays: '{from} 至 {to} 24:00', offline: '未提供線上報名。',
    set: '線上報名設定', toRegistrations: '報名審核', toSessions: '研習場次', toList: '編輯或檢視名單', editList: '前往編輯名單', version: '版本', rows: '人數', changedAt: '變動時間', noLists: '還沒有名單。課程結束後，請在七日內送出研習名單。', copy: '以此課程為範本新增', amendment: '申請結案後修改', schoolBased: '（校本研習）', classes: '{classes} 班，每班 {perClass} 人，共 {total} 人', money: '{words}，{n} 元',
  },
};
const en: typeof zh = {
  new: {
    title: 'New course', lead: 'Register two weeks before the start, so that there is time for the review.', unit: 'Unit', overdue: 'Overdue courses: {n} (at {cap} none can be registered)', capWhy: 'Hand in the lists of overdue courses; once their hours are issued, courses can be registered again.',
    stepsLabel: 'Steps', stepNo: 'Step {n}', steps: { '0': 'Content (A–K)', '1': 'Conduct (L–U)', '2': 'Done' }, next: 'Next page', confirm: 'Register the course', done: 'Registered under the code {code}', copied: '“{name}” was copied: fill in the new dates', notCopied: 'The earlier course could not be copied',
  },
  form: {
    subject: 'Name and classes', content: 'Basis, lecturers and content', dates: 'Dates and place', people: 'Numbers, audience and cost', after: 'Questionnaire and contacts', level: 'Level {n}', tagHelp: 'None, unless the ministry names the project.', schoolBasedHelp: 'Shown as a school-based class without credits.',
    exempt: 'On our own account, no letter needed', exemptHelp: 'Untick it for a course the authority approved, and name the letter.', lecturer: 'Lecturer', contact: 'Contact', contactsHelp: 'Name and telephone are published. Telephone, e.g. 02-22345678#321.',
    numberHelp: 'Ends with 號, e.g. 測府教研字第1150000001號', introHelp: 'Say: 1 purpose, 2 form, 3 content, 4 expected benefit.', attachmentsHelp: 'Up to 3 MB each; no symbols in the name (104.10.10 fails); doc, docx, jpg, png, pdf. They are public: no personal data.', addFile: 'Choose a file', removeFile: 'Remove {name}',
    hoursHelp: 'In halves of an hour; under one hour nothing is counted.', creditsHelp: 'Enter credits, not multiplied by 18.', hoursUnit: 'hours', creditsUnit: 'credits', hoursUncounted: 'Under one hour the course is kept on record, but not counted.',
    early: 'Less than two weeks to the start. You may go on; the review takes about 3 working days and leaves less time to register.', registerHelp: 'Registration ends at latest on the day the course starts. Whether people register online is set separately, before or after the review.', notesHelp: 'Name times and place of each part.', audienceHelp: 'E.g. teachers of computing first.',
    classesUnit: 'classes', personsUnit: 'persons', total: '{n} persons in all', moneyUnit: 'NTD', questionnaireHelp: 'Asks participants afterwards.', anonymous: 'Anonymous', voluntary: 'Voluntary', unlists: 'The course is reviewed again: until it passes it is not public and takes no registrations; those who registered stay. For the dates of registration alone, use the registration settings.',
  },
  refuse: { templates: 'Usual reasons', help: 'A click adds the words to the text, where they can be changed.', told: 'The organiser is told, and reads this on the page of the course.' },
  handIn: { list: 'Version {version} of the list, {n} teachers', none: 'No list is being edited: begin one on the page of the list first.', look: 'See and edit the list', right: 'The hours are right', rightWhy: 'Each teacher\'s hours or credits were compared with the attendance sheet.' },
  review: { none: 'Nobody waits to be reviewed.', each: 'Review one by one', all: 'Accept all {n} who wait', allWhy: 'Each of them is told.', over: 'Then {n} are accepted, more than the {capacity} places.' },
  settings: {
    online: 'Take registrations online', onlineWhy: 'Otherwise the dates of registration are an announcement.', stays: 'There are registrations, so it cannot be turned off; to end early, shorten the time, or set the places to the present number with a strict limit.', closesHelp: 'Closes at 24:00, at latest on the day the course starts.', syncWhy: 'The dates of the course follow, without another review.', total: 'Persons in all', capacityHelp: '1 to {n}.',
    strict: 'No registration when full', strictWhy: 'Otherwise those who come later wait on a list.', autoPromote: 'Fill places from the waiting list', autoPromoteWhy: 'Until 17:00 of the day before the start.', stageLimit: 'Only the audience of the course', stageLimitWhy: 'As in the course: {stages}.', scopeHelp: 'To register one\'s own teachers in a batch, choose this school alone.', othersHelp: 'Up to four, e.g. what the insurance asks.',
  },
  view: {
    standing: 'Review and publication', registrations: 'Registration', lists: 'Lists', course: 'The course', code: 'Course code', center: 'This course is reviewed by: {center}', listed: 'Public since', notListed: 'not public yet', overdueWhy: 'No list seven days after the end; it counts among the overdue courses of the unit.', overdueBadge: 'Overdue, handed in', overdueSubmitted: 'The list was handed in after its day and waits for review; once hours are issued the course counts as overdue no more.', overdueRejected: 'The list was not passed, and no new one is handed in: its day has passed.', refusals: 'Why it was not passed before', capacity: 'Places', window: 'Registration', windowDays: '{from} to {to} 24:00', offline: 'No registration online.',
    set: 'Registration settings', toRegistrations: 'Review registrations', toSessions: 'Sessions', toList: 'Edit or see the list', editList: 'Edit the list', version: 'Version', rows: 'Persons', changedAt: 'Changed', noLists: 'No list yet. It is due within seven days of the end.', copy: 'New course after this one', amendment: 'Apply for a change', schoolBased: ' (school-based)', classes: '{classes} classes of {perClass}: {total}', money: '{words}, NTD {n}',
  },
};
export const ownerWords = { zh, en };
