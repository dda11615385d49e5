/** Words of the screens of changes after closing. */
const zh = {
  letterHelp: '例：測府教字第1150000123號。最多 60 字，須以「號」結尾。',
  new: {
    title: '結案後修改申請', why: '時數核發後，課程內容須由主管機關同意並函送平臺修改（每月 5 日前彙送）。影響時數或名單的事項，請改送更新名單。', changesHelp: '勾選要修改的項目，再填寫修改後的內容。', next: '{field}（修改後）', send: '送出申請', done: '已申請結案後修改，等待主管機關審核', missing: '查無此課程', missingWhy: '請從已核發時數的課程頁面，按「申請結案後修改」。',
  },
  view: { application: '申請說明', course: '課程', changes: '修改內容', now: '現在', next: '修改後', letter: '函送平臺發文字號' },
  batch: { title: '結案後修改彙送', lead: '每月 5 日前，將已同意的申請一次函送平臺。', waiting: '等待彙送的申請', send: '彙送 {n} 件', more: '以上為前 {n} 件；未列出的申請會一併彙送。', ask: '以「{letter}」彙送？', askWhy: '清單上的申請將以同一公文函送平臺，送出後不能再抽回。', sent: '已彙送 {n} 件', failed: '有 {n} 件未能彙送，仍列在清單上，請稍後再試', empty: '目前沒有等待彙送的申請', emptyWhy: '同意的申請會出現在這裡。' },
};
const en: typeof zh = {
  letterHelp: 'Up to 60 characters, ending in 號.',
  new: {
    title: 'Change after closing', why: 'Once hours are issued the authority must agree and ask the platform by letter (by the 5th of each month). What changes hours or people is a new list instead.', changesHelp: 'Tick what is to be changed, then write how.', next: '{field}: new', send: 'Apply', done: 'Applied; the authority decides', missing: 'No such course', missingWhy: 'Begin on the page of a course whose hours were issued.',
  },
  view: { application: 'Application', course: 'Course', changes: 'Changes', now: 'Now', next: 'To be', letter: 'Letter to the platform' },
  batch: { title: 'Monthly letter', lead: 'Send what was approved to the platform in one letter, by the 5th of each month.', waiting: 'Waiting for the letter', send: 'Send {n}', more: 'These are the first {n}; those not shown are sent with them.', ask: 'Send under “{letter}”?', askWhy: 'All of them go to the platform in this letter and cannot be taken back.', sent: '{n} sent', failed: '{n} could not be sent and are still listed: try again later', empty: 'Nothing waits for the letter', emptyWhy: 'What is approved appears here.' },
};
export const amendmentWords = { zh, en };
