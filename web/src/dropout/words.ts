/** Words of the dropout screens; code lists have theirs in `workflows/dropout`. */
const zh = {
  filing: {
    title: '新增填報', menu: '中途離校', step1: '第一步　確認學生', step2: '第二步　填寫基本資料', idNo: '身分證字號', demoStudents: '示範資料中可填報的學生（皆為虛構）：', idNoHelp: '國民身分證統一編號，或外來人口統一證號。離開欄位時會向學籍系統查詢。', look: '查詢學籍', looking: '正在向學籍系統查詢…', found: '學籍資料（由學籍系統帶入，如有錯誤請至學籍系統更正）', existing: '已有案件：{number}', another: '換一位學生', save: '儲存並填寫案件資料', saved: '已建立案件，請接著填寫案件資料',
  },
  student: { title: '學生', birthDate: '出生日期', sex: '性別', male: '男', female: '女', studentNo: '學號', schoolType: '學制', department: '科別', grade: '年級', className: '班級', name: '學生姓名', idNo: '身分證字號' },
  sameAsGuardian: '同監護人', sameDone: '已複製監護人資料到緊急聯絡人', phoneHelp: '多支電話以「;」分隔，例：04-22334455;0912-345-678', guardian: '監護人', emergency: '緊急聯絡人', contact: '聯絡方式',
  caseData: { leaving: '離校資料', identity: '學生身份', causes: '缺課（離校）因素', leave: '休學期間', rest: '說明', demanded: '原案以「無故七日轉休學」結案，須填報休學。', leftOnHelp: '最後到校日，不可晚於今天。', causesHelp: '可複選；請在主因所屬的類別至少勾選一項。', mainHelp: '從已勾選因素的類別中選一個。', mainEmpty: '請先勾選缺課因素。', leaveCountHelp: '休學以二次為限，每次一學年。', alsoBasic: '一併修改基本資料', causeText: '請說明「{cause}」' },
  record: { title: '追蹤紀錄', about: '追蹤對象', number: '通報字號', contentHelp: '撰寫重點即可，300 字以內。', suggestHelp: '建議結案後，案件轉為「{status}」，由主要通報人確認。', workNote: '穩定在校外打工或工作，不是結案事由。', toLeaveNote: '結案時系統會建立一筆休學填報，請於 3 個工作日內完成。', trackedHelp: '不可晚於今天。' },
  close: { ground: '結案事由', warn: '送出時會即時與學籍系統比對學生學籍所在地；不符時案件狀態不會改變。', warnHere: '「{ground}」須學籍在本校。', warnElsewhere: '「{ground}」須學籍在另一所高級中等學校。', elsewhereHint: '可能的原因：學籍系統尚未更新，或基本資料（如生日）有誤，致視為不同人。請先確認學籍系統，或洽國教署。', noGround: '最新的追蹤紀錄沒有建議結案事由。' },
  related: { title: '相關案件', follows: '原案（以「無故七日轉休學」結案）', followedBy: '結案後須填報的休學' },
  letterHelp: '例：屏府教管字第1145124742號。最多 60 字，須以「號」結尾。',
  extend: { which: '要展延的期限', max: '最晚可展延至 {date}（原期限長度再一次）。', maxUnknown: '最多再展延一次原期限的長度：{term}。', none: '目前沒有可以展延的期限。', now: '目前到期日 {date}' },
  remove: { note: '只能刪除自己送出、且案件尚未通報前的紀錄。刪除後不會出現在清單中，但經過會留下紀錄。', none: '沒有可以刪除的追蹤紀錄。', option: '{date} {method}' },
  view: { registry: '學籍資料', basic: '基本資料', caseData: '案件資料', noCaseData: '尚未填寫案件資料。', records: '追蹤紀錄', noRecords: '還沒有追蹤紀錄。', addRecord: '新增追蹤紀錄', deleteRecord: '刪除', recordBy: '{by} 於 {at} 送出' },
};
const en: typeof zh = {
  filing: {
    title: 'New filing', menu: 'Dropout', step1: 'Step 1: the student', step2: 'Step 2: basic data', idNo: 'ID number', demoStudents: 'Invented students you can file for:', idNoHelp: 'National ID or UI number. The registry is asked when you leave the field.', look: 'Ask the registry', looking: 'Asking the registry…', found: 'Registry data (to be corrected in the registry)', existing: 'There is a case already: {number}', another: 'Another student', save: 'Save and go on to the case data', saved: 'The case is open: go on with the case data',
  },
  student: { title: 'Student', birthDate: 'Born on', sex: 'Sex', male: 'male', female: 'female', studentNo: 'Student number', schoolType: 'School type', department: 'Department', grade: 'Grade', className: 'Class', name: 'Name', idNo: 'ID number' },
  sameAsGuardian: 'Same as guardian', sameDone: 'Guardian copied to the emergency contact', phoneHelp: 'Separate several with “;”, e.g. 04-22334455;0912-345-678', guardian: 'Guardian', emergency: 'Emergency contact', contact: 'Contact',
  caseData: { leaving: 'Leaving', identity: 'Student\'s identity', causes: 'Causes', leave: 'Leave', rest: 'Remarks', demanded: 'An earlier case was closed as “now on leave”: this is the leave filing.', leftOnHelp: 'Last day at school, not later than today.', causesHelp: 'Tick all that apply, at least one in the group of the main cause.', mainHelp: 'One of the groups in which a cause is ticked.', mainEmpty: 'Tick causes first.', leaveCountHelp: 'At most twice, one school year each.', alsoBasic: 'Change the basic data too', causeText: 'Explain “{cause}”' },
  record: { title: 'Tracking record', about: 'About', number: 'Report number', contentHelp: 'The main points, up to 300 characters.', suggestHelp: 'The case then is “{status}” and the main reporter decides.', workNote: 'Steady work is no ground for closing.', toLeaveNote: 'Closing opens a leave filing, to be completed within 3 working days.', trackedHelp: 'Not later than today.' },
  close: { ground: 'Ground', warn: 'The registry is compared when you send; if it differs, nothing changes.', warnHere: '“{ground}” needs the student enrolled here.', warnElsewhere: '“{ground}” needs the student enrolled at another senior high.', elsewhereHint: 'Possible causes: the registry is not yet up to date, or basic data such as the birth date are wrong. Check the registry, or ask the K-12 Administration.', noGround: 'The newest tracking record suggests no ground.' },
  related: { title: 'Related cases', follows: 'The absence whose closing asked for this leave filing', followedBy: 'The leave filing that its closing asked for' },
  letterHelp: 'Up to 60 characters, ending in 號.',
  extend: { which: 'Deadline to extend', max: 'At latest {date} (its own length again).', maxUnknown: 'At most its own length again: {term}.', none: 'There is no deadline to extend.', now: 'Now due {date}' },
  remove: { note: 'Only your own, before the report. It leaves the list; the history keeps a note.', none: 'There is no record to delete.', option: '{date} {method}' },
  view: { registry: 'Registry', basic: 'Basic data', caseData: 'Case data', noCaseData: 'No case data yet.', records: 'Tracking records', noRecords: 'No tracking record yet.', addRecord: 'Add a tracking record', deleteRecord: 'Delete', recordBy: 'sent by {by} on {at}' },
};
export const dropoutWords = { zh, en };
