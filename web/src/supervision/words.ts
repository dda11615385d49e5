/** Words of the supervisors' screens; taken into both locales. */
const zh = {
  title: '督導', lead: '{scope}：逾期 {n} 件', leadNone: '{scope}：沒有逾期事項',
  board: '逾期看板', by: { school: '學校', county: '縣市' }, ages: { upTo3: '逾期 1–3 個工作日', upTo7: '逾期 4–7 個工作日', more: '逾期 8 個工作日以上' }, total: '合計', all: '全部', none: '目前沒有逾期事項', noneWhy: '有事項逾期時，隔天 00:05 會出現在這裡，並通知相關人員。', chart: '各{by}逾期件數長條圖', open: '查看{place}的{age}，{n} 件',
  oldest: '逾期最久的十件', what: '事項', case: '案件', contacts: '可聯絡', noContacts: '未設定聯絡人',
  ahead: '未來 14 天', aheadWhy: '每一天到期的事項數。', date: '日期', due: '到期', aheadChart: '未來 14 天到期件數長條圖',
  waiting: '有 {n} 個期限待行事曆', waitingWhy: '行政機關辦公日曆尚未公布到這些期限，無法算出到期日。請洽系統管理者載入新年度日曆。',
  late: { title: '逾期事項', back: '回到督導', caption: '逾期事項清單', age: '逾期天數', since: '到期日', empty: '這個範圍目前沒有逾期事項', emptyWhy: '可能剛剛已經處理完成。' },
};
const en: typeof zh = {
  title: 'Supervision', lead: '{scope}: {n} late', leadNone: '{scope}: nothing is late',
  board: 'Late work', by: { school: 'School', county: 'County' }, ages: { upTo3: '1–3 working days late', upTo7: '4–7 working days late', more: '8 or more working days late' }, total: 'Total', all: 'All', none: 'Nothing is late', noneWhy: 'What becomes late appears here at 00:05 of the next day, and those concerned are told.', chart: 'Late work by {by}', open: 'Show {age} of {place}: {n}',
  oldest: 'The ten oldest', what: 'What', case: 'Case', contacts: 'Whom to ring', noContacts: 'No contact',
  ahead: 'Next 14 days', aheadWhy: 'What falls due each day.', date: 'Day', due: 'Due', aheadChart: 'Due in the next 14 days',
  waiting: '{n} deadlines await the calendar', waitingWhy: 'The office calendar is not published that far, so their due day cannot be counted. Ask the system administrator to load it.',
  late: { title: 'Late work', back: 'Back to supervision', caption: 'Late work', age: 'Age', since: 'Due', empty: 'Nothing is late here', emptyWhy: 'It may just have been done.' },
};
export const supervisionWords = { zh, en };
