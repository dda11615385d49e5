/** What courses are about, with their places in the lists of fields A, D and E. */
import type { deliveries } from '#workflows/course/code-lists';

/** `nature`: aim (1 行政, 2 教學, 3 輔導) and subject within it; `field`: the third level of field E. */
export interface Topic { readonly name: string; readonly about: string; readonly nature: readonly [aim: 1 | 2 | 3, subject: 1 | 2 | 3 | 4 | 5 | 6]; readonly field: string; readonly tag?: string; readonly delivery?: keyof typeof deliveries }
const topic = (name: string, about: string, nature: Topic['nature'], field: string, more: Pick<Topic, 'tag' | 'delivery'> = {}): Topic => ({ name, about, nature, field, ...more });

export const topics: readonly Topic[] = [
  topic('素養導向評量設計工作坊', '素養導向評量', [2, 1], '1-2-1', { tag: 'curriculum', delivery: 'workshop' }), topic('校園資通安全與個資保護', '資通安全', [1, 3], '3-1-1'), topic('運算思維融入教學', '運算思維', [2, 3], '1-3-3', { tag: 'effective' }),
  topic('數學領域共同備課', '數學領域教學', [2, 2], '1-1-2', { delivery: 'lesson_study' }), topic('閱讀理解策略教學', '閱讀理解', [2, 1], '1-1-1', { tag: 'effective' }), topic('性別平等教育案例研討', '性別平等教育', [3, 6], '1-3-1', { delivery: 'panel' }),
  topic('學生輔導與晤談技巧', '學生輔導', [3, 6], '2-1-2'), topic('中途離校學生之追蹤與協助', '中離預防', [3, 6], '2-1-1'), topic('自然科探究與實作', '探究與實作', [2, 6], '1-1-3', { tag: 'curriculum', delivery: 'workshop' }),
  topic('國語文寫作教學與評閱', '寫作教學', [2, 1], '1-1-1'), topic('環境教育戶外踏查', '環境教育', [2, 6], '1-3-2', { delivery: 'field' }), topic('生命教育融入班級經營', '生命教育', [3, 6], '2-1-2'),
  topic('數位學習平臺操作與應用', '數位學習', [2, 3], '1-3-3', { delivery: 'meet' }), topic('英語口說教學活動設計', '英語教學', [2, 1], '1-1-1'), topic('學習扶助教材與教法', '學習扶助', [2, 2], '1-2-2', { tag: 'effective' }),
  topic('生成式人工智慧於備課之應用', '人工智慧工具', [2, 3], '1-3-3'), topic('個人資料保護法令宣導', '個人資料保護', [1, 3], '3-1-2'), topic('藝術領域跨科協作', '藝術教育', [2, 4], '1-3-3', { delivery: 'workshop' }),
  topic('體適能檢測與運動安全', '健康與體育', [2, 5], '1-3-2'), topic('課程計畫撰寫與審閱', '課程發展', [1, 6], '1-2-1', { tag: 'curriculum' }), topic('校訂課程公開授課與議課', '公開授課', [2, 6], '1-2-1', { delivery: 'lesson_study' }),
  topic('特殊需求學生之課程調整', '課程調整', [3, 6], '1-2-2'), topic('雙語教學入門', '雙語教學', [2, 1], '1-1-1', { delivery: 'workshop' }), topic('程式設計教學與競賽指導', '程式設計', [2, 3], '1-3-3'),
  topic('午餐教育與食農教育', '食農教育', [2, 5], '1-3-2'), topic('親師溝通與家長座談', '親師溝通', [3, 6], '2-1-2', { delivery: 'panel' }), topic('數學奠基活動帶領', '數學奠基', [2, 2], '1-1-2', { delivery: 'workshop' }),
  topic('新課綱素養導向教學設計', '素養導向教學', [2, 6], '1-2-1', { tag: 'curriculum' }), topic('校園偏差行為之辨識與處遇', '偏差行為處遇', [3, 6], '2-1-1'), topic('雲端辦公與資料備份', '資料備份', [1, 3], '3-1-1', { delivery: 'webex' }),
];
