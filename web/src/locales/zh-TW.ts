import { amendmentWords } from '../amendment/words.ts';
import { caseWords } from '../cases/words.ts';
import { courseWords } from '../course/words.ts';
import { dropoutWords } from '../dropout/words.ts';
import { supervisionWords } from '../supervision/words.ts';

/** Words of the screens. Statuses, actions, deadlines, roles and code lists have theirs in the lifecycle tables and are not repeated here. */
export const zhTW = {
  app: { name: '就學通', purpose: '學校行政個案管理', skip: '跳到主要內容', mainMenu: '主選單', demonstrationName: '示範環境', demonstration: '示範環境：資料皆為虛構，請勿輸入真實個資。' },
  do: {
    close: '關閉', cancel: '取消', retry: '再試一次', loadMore: '載入更多', refresh: '重新整理', undo: '復原', more: '更多', clear: '清除', choose: '請選擇', next: '下一步', previous: '上一步', yes: '是', no: '否',
  },
  field: {
    required: '必填', count: '{used}／{most} 字', over: '超過 {n} 字', datePlaceholder: '例：115/11/22', calendar: '開啟月曆', previousMonth: '上個月', nextMonth: '下個月', dateInvalid: '這不是有效的日期，請輸入如 1151122、115/11/22 或 2026-11-22', errors: '有 {n} 個欄位需要修正', row: '{label} {n}', addRow: '新增{label}', removeRow: '刪除{label} {n}',
  },
  state: { loading: '載入中', },
  due: {
    late: '逾期 {n} 日', lateToday: '已逾期', today: '今日到期', ahead: '剩 {n} 個工作日', waiting: '待行事曆', waitingWhy: '行政機關辦公日曆尚未公布，公布後自動計算', provisional: '暫定', provisionalWhy: '依暫定日曆計算，正式公布後可能調整', done: '完成', on: '到期日 {date}',
  },
  date: { today: '今天', tomorrow: '明天', yesterday: '昨天', },
  phase: { done: '已完成', current: '目前階段', ahead: '尚未開始' },
  menu: { case: '案件', fold: '收合選單', unfold: '展開選單', show: '開啟選單', person: '個人選單', roles: '共 {n} 個職務' },
  palette: { open: '搜尋案件或功能', hint: '案件編號、姓名、課程名稱或功能代碼', menu: '功能', cases: '案件', none: '找不到符合「{q}」的功能或案件。', start: '輸入案件編號、姓名、課程名稱，或功能名稱與代碼。', keys: '↑↓ 選擇　Enter 開啟　Esc 關閉' },
  live: { connecting: '連線中', open: '即時更新中', lost: '連線中斷，正在重新連線', openShort: '即時', lostShort: '離線' },
  session: {
    left: '登入時間剩餘 {time}', ending: '即將自動登出', endingWhy: '您已有一段時間沒有操作，{time} 後將自動登出。草稿會先儲存。', stay: '繼續使用', signOut: '登出', ended: '登入已逾時，請重新登入。您的草稿已保留。', signedOut: '您已登出。',
  },
  look: { zh: '中文', en: 'English', light: '改用淺色', dark: '改用深色' },
  signIn: {
    title: '登入', login: '帳號', password: '密碼', otp: '動態驗證碼', otpHelp: '請輸入驗證程式顯示的 6 位數字。', captcha: '正在確認這不是自動程式，請稍候…', submit: '登入', lending: '帳號含個人資料存取權限，請勿借用。', demoTitle: '示範帳號', demoHelp: '點選一個角色即可登入，不需要密碼。', 
  },
  password: {
    title: '變更密碼', expired: '密碼已逾 90 日。變更密碼後才能繼續使用其他功能。', current: '目前密碼', next: '新密碼', again: '再次輸入新密碼', rules: '至少 8 碼（縣市承辦 12 碼），含大寫、小寫、數字、符號其中三種；不得與帳號相同、含身分證字號或鍵盤順序字串，且不得與前三次相同。', differs: '兩次輸入的新密碼不一致', submit: '變更密碼', done: '密碼已變更', expiresIn: '密碼到期剩餘天數：{n} 天（{date} 到期）',
  },
  otp: {
    title: '動態驗證碼', first: '使用系統前，請先綁定驗證程式。之後登入除了密碼，還需要它顯示的 6 位數字。', again: '更換手機或驗證程式時，請在此重新綁定。', scan: '請以手機的驗證程式掃描下圖，再輸入它顯示的 6 位數字。', picture: '綁定用的 QR 碼', byHand: '無法掃描時，請手動輸入這組金鑰：', bind: '完成綁定', done: '已綁定動態驗證碼',
  },
  problem: {
    offline: '無法連線到伺服器', offlineNext: '請確認網路連線後再試一次。您輸入的內容仍在畫面上。', nothingLost: '資料未變更，您輸入的內容仍在畫面上。', requestId: '問題編號 {id}（洽詢客服時請提供）', unknown: '發生未預期的問題',
    notFoundTitle: '找不到這個頁面', notFoundWhy: '網址可能有誤，或這筆資料不在您的權限範圍內。', notFoundNext: '回到首頁', forbiddenTitle: '您沒有使用此功能的權限', forbiddenWhy: '此功能僅開放給特定角色。若業務需要，請洽貴單位主要通報人或系統管理者。', unavailableTitle: '服務暫時無法使用', unavailableWhy: '系統正在維護或暫時無法連線。先前送出的資料都已保存。', screenTitle: '畫面發生問題', screenWhy: '這個畫面無法顯示。先前送出的資料都已保存，請重新整理；若問題持續，請洽客服。',
  },
  inbox: {
    title: '待辦', question: '今天要做什麼？', nothingToday: '今天沒有到期或逾期的工作。', counts: { overdue: '逾期', today: '今日到期', week: '本週', waiting: '等待他人', todo: '待我處理' },
    views: { todo: '待我處理', today: '今日到期', overdue: '逾期', week: '本週', waiting: '等待他人', sent: '我送出的', organisation: '本單位全部' }, view: '檢視', list: '待辦清單', all: '全部業務', lifecycle: '業務', allTasks: '全部工作', task: '工作', filter: '搜尋待辦', filterHint: '編號、姓名或課程名稱', since: ' 起', comma: '、', also: '可處理：{roles}', mine: '我', unnamed: '尚未給號', noStudent: '未指定學生',
    groups: { overdue: '逾期', waiting: '待行事曆' }, news: '有 {n} 筆新待辦', newsShow: '顯示', pick: '請從左側選一筆待辦', pickWhy: '按 j／k 上下移動，按 Enter 開啟。', end: '已顯示全部 {n} 筆', backToList: '回到清單',
    empty: { todo: '目前沒有待您處理的工作', today: '今天沒有到期的工作', overdue: '沒有逾期的工作', week: '本週沒有到期的工作', waiting: '目前沒有等待他人處理的案件', sent: '您還沒有送出任何案件', organisation: '本單位目前沒有進行中的工作', filtered: '沒有符合條件的待辦' },
    emptyNext: { work: '新的工作會自動出現在這裡，不需要重新整理。', filtered: '請放寬搜尋條件，或清除後再看一次。' },
    keys: { title: '鍵盤操作', next: '下一筆', previous: '上一筆', open: '開啟案件', search: '搜尋', help: '顯示這份說明', palette: '搜尋案件或功能' },
  },
  casePanel: { missing: '案件畫面尚未安裝', missingWhy: '此版本未包含案件畫面。' },
  cases: caseWords.zh,
  dropout: dropoutWords.zh,
  course: courseWords.zh,
  amendment: amendmentWords.zh,
  supervision: supervisionWords.zh,
};

type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
export type Messages = Shape<typeof zhTW>;
