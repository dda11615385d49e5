/** Words of the case screens; taken into both locales. */
const zh = {
  list: {
    title: '案件查詢', caption: '符合條件的案件', status: '狀態', anyStatus: '全部狀態', formalStatus: '{formal}（{usual}）', lifecycle: '業務', anyLifecycle: '全部業務', from: '建立日期（起）', to: '建立日期（迄）', q: '關鍵字', qHelp: '案件編號、姓名、課程名稱，或完整的身分證字號', find: '查詢', clear: '清除條件',
    number: '案件編號', subject: '學生或課程', school: '學校', author: '建立者', openedOn: '建立日期', endedOn: '結束日期', notEnded: '尚未結案', empty: '沒有符合條件的案件', emptyWhy: '請放寬日期或狀態，或清除關鍵字後再查一次。', shown: '已顯示 {n} 筆', order: '最近有變動的案件排在最前面。',
  },
  file: { title: '案件', school: '學校', author: '建立者', backToList: '回到案件查詢', loading: '案件載入中', missing: '查無此案件', missingWhy: '案件可能不存在，或不在您的權限範圍內。', tabs: '案件內容', timeline: '經過', forms: '表單', deadlines: '期限' },
  next: {
    heading: '下一步', mine: '請{what}，最晚 {date}。', mineLate: '請{what}：已於 {date} 到期。', mineWaiting: '請{what}；行事曆公布後才能算出到期日。', others: '等待{who}{what}，最晚 {date}。', othersLate: '等待{who}{what}：已於 {date} 到期。', othersWaiting: '等待{who}{what}；行事曆公布後才能算出到期日。',
    ended: '程序已結束（{status}），沒有待辦事項。', nothing: '目前沒有待辦事項；時間到時系統會自動處理。', why: '為什麼是這一天？', moreActions: '其他動作', onlyIn: '限於案件狀態為「{statuses}」時', or: '」或「', and: '、', mend: '{action}',
  },
  act: {
    confirm: '確定要執行「{action}」？', undoable: '送出後 10 秒內可以復原，這段時間不會通知任何人。', send: '確認{action}', done: '已完成：{action}', undone: '已復原：{action}', undoFailed: '無法復原', gone: '此動作目前不能執行', changed: '案件在您填寫期間有變動', changedWhy: '已載入最新內容，您填寫的資料都還在，請確認後再送出。', changedUnknown: '無法得知變動的細節。',
  },
  draft: { saved: '草稿已於 {time} 儲存', saving: '草稿儲存中…', failed: '草稿尚未儲存，將自動再試', restored: '已還原 {time} 的草稿', discard: '捨棄草稿', idle: '填寫內容會自動儲存為草稿' },
  timeline: { caption: '案件經過', empty: '還沒有任何紀錄', told: '已通知：{who}', status: '狀態', from: '由', to: '變為' },
  deadline: {
    caption: '期限', name: '事項', since: '起算', due: '到期日', state: '情形', why: '為什麼是這一天？', empty: '這個案件沒有期限', closedBy: '已由「{action}」完成', extended: '已展延', level: '逾期第 {n} 級',
    title: '為什麼是這一天？', lead: '{label}：{date}', leadWaiting: '{label}：待行事曆', basis: '依據', statutory: '法定期限', rule: '期限長度', start: '起算日', days: '逐日計算', day: '日期', counts: '計算', reason: '說明', provisional: '暫定', provisionalWhy: '部分日子依暫定日曆計算，正式公布後會重新計算。', countedOtherwise: '這個期限結束時，到期日依當時的行事曆為 {then}；以下依現行行事曆逐日計算，為 {now}。', waiting: '待行事曆', waitingWhy: '行政機關辦公日曆尚未公布到這一天；公布後系統會自動算出到期日並通知承辦人。',
    kinds: { start: '起算日，當日不計', counted: '第 {n} 日', skipped: '不計', rolled: '順延', due: '到期日' }, weekend: '週末', rolledWhy: '末日為休息日', extensions: '展延紀錄', extensionLine: '{date} 由{by}展延至 {until}', noExtensions: '未展延。', told: '通知紀錄', toldLine: '通知{who}', notTold: '尚未通知任何人。', toldLevel: { remind: '提醒', late: '逾期第 {n} 級' }, earlier: '展開全部 {n} 日', fewer: '只看不計入與到期的日子',
  },
  clock: { ahead: '此案件的時鐘快了 {n} 日', aheadWhy: '示範案件：期限與逾期都依案件自己的時間（{now}）計算。', still: '示範：快轉此案件的時鐘，看提醒與逾期如何發生', forward: '快轉', days: '{n} 日', busy: '快轉中，正在補上這段期間該發生的事…', done: '已快轉 {n} 日' },
  form: { malformed: '格式不正確', sections: '填寫進度', complete: '已填妥', incomplete: '尚未填妥', notGiven: '—' },
};
const en: typeof zh = {
  list: {
    title: 'Find cases', caption: 'Matching cases', status: 'Status', anyStatus: 'Any status', formalStatus: '{formal} ({usual})', lifecycle: 'Procedure', anyLifecycle: 'All procedures', from: 'Opened from', to: 'Opened until', q: 'Search', qHelp: 'Number, name of a person or course, or a whole ID number', find: 'Find', clear: 'Clear filters',
    number: 'Case number', subject: 'Student or course', school: 'School', author: 'Opened by', openedOn: 'Opened on', endedOn: 'Ended on', notEnded: 'Not ended', empty: 'No case matches', emptyWhy: 'Widen the dates or the status, or clear the search.', shown: '{n} shown', order: 'Cases that changed last stand first.',
  },
  file: { title: 'Case', school: 'School', author: 'Opened by', backToList: 'Back to the search', loading: 'Loading the case', missing: 'No such case', missingWhy: 'It may not exist, or is not yours to see.', tabs: 'Content of the case', timeline: 'History', forms: 'Forms', deadlines: 'Deadlines' },
  next: {
    heading: 'Next step', mine: '{what}, by {date}.', mineLate: '{what}: was due on {date}.', mineWaiting: '{what}; the due day is counted when the calendar is published.', others: 'Waiting for {who}: {what}, by {date}.', othersLate: 'Waiting for {who}: {what}, was due on {date}.', othersWaiting: 'Waiting for {who}: {what}; the due day is counted when the calendar is published.',
    ended: 'This procedure has ended ({status}); nothing is left to do.', nothing: 'Nothing to do now; the system acts when the time comes.', why: 'Why this day?', moreActions: 'Other actions', onlyIn: 'Only while the case is “{statuses}”', or: '” or “', and: ', ', mend: '{action}',
  },
  act: {
    confirm: '{action}: are you sure?', undoable: 'You can undo it for 10 seconds; nobody is told before that.', send: '{action}', done: 'Done: {action}', undone: 'Undone: {action}', undoFailed: 'Could not be undone', gone: 'Not possible now', changed: 'The case changed while you were writing', changedWhy: 'The newest state is loaded and what you typed is still here. Check it, then send.', changedUnknown: 'What changed is not known.',
  },
  draft: { saved: 'Draft saved at {time}', saving: 'Saving the draft…', failed: 'Draft not saved yet; trying again', restored: 'Draft of {time} restored', discard: 'Discard the draft', idle: 'What you type is saved as a draft' },
  timeline: { caption: 'History of the case', empty: 'Nothing has happened yet', told: 'Told: {who}', status: 'Status', from: 'from', to: 'to' },
  deadline: {
    caption: 'Deadlines', name: 'What', since: 'Since', due: 'Due', state: 'State', why: 'Why this day?', empty: 'This case has no deadline', closedBy: 'Fulfilled by “{action}”', extended: 'extended', level: 'late, level {n}',
    title: 'Why this day?', lead: '{label}: {date}', leadWaiting: '{label}: awaiting the calendar', basis: 'Basis', statutory: 'set by law', rule: 'Term', start: 'Starts on', days: 'Day by day', day: 'Day', counts: 'Counts as', reason: 'Why', provisional: 'provisional', provisionalWhy: 'Some days stand in a provisional calendar and are counted again when the official one is published.', countedOtherwise: 'When this deadline ended, its due day by the calendar of then was {then}. Below the days are counted by the calendar of today, which reaches {now}.', waiting: 'Awaiting calendar', waitingWhy: 'The office calendar is not published that far; the due day is counted and told when it is.',
    kinds: { start: 'start, not counted', counted: 'day {n}', skipped: 'not counted', rolled: 'moved on', due: 'due' }, weekend: 'weekend', rolledWhy: 'the last day is not worked', extensions: 'Extensions', extensionLine: '{date}: extended by {by} until {until}', noExtensions: 'Not extended.', told: 'Who was told', toldLine: 'told {who}', notTold: 'Nobody was told yet.', toldLevel: { remind: 'Reminder', late: 'Late, level {n}' }, earlier: 'Show all {n} days', fewer: 'Only days that were skipped or due',
  },
  clock: { ahead: 'The clock of this case is {n} days ahead', aheadWhy: 'Demonstration case: deadlines follow its own time ({now}).', still: 'Demonstration: move this case\'s clock and watch reminders and lateness happen', forward: 'Move ahead', days: '{n} d', busy: 'Moving ahead; recording what falls due on the way…', done: 'Moved ahead {n} days' },
  form: { malformed: 'Not in the right form', sections: 'Progress', complete: 'complete', incomplete: 'incomplete', notGiven: '—' },
};
export const caseWords = { zh, en };
