/** A course for the gallery: everything long and rare that a screen must bear. Not in any build for a school. */
import type { CaseView } from '#contract/cases';
import type { CourseForms } from '#contract/course';
import { course } from '#lifecycle/course';
import { reviewReasons, stages } from '#workflows/course/code-lists';
import { caseIn } from '../cases/gallery-case.ts';

const NAME = '十二年國民基本教育課程綱要總綱素養導向教學與評量暨人工智慧融入各領域教學設計𠮷犇堃跨校共備增能研習工作坊（第二梯次）';
const at = '2026-11-22T04:00:00Z';
export const galleryCourse: CourseForms = {
  course: {
    name: NAME, tag: 'curriculum', classKind: 'non_credit', schoolBased: true, tier: 'basic', nature: ['1', '1.2', '1.2.3', '1.2.3.1'], field: ['1', '1-3', '1-3-3'], letter: { date: '2026-11-02', unit: '測試縣政府教育處', number: '測府教字第1150000123號' }, delivery: 'workshop',
    lecturers: [{ county: '測試縣', unit: '測試縣私立某某高級工業家事職業學校進修部', name: '𠮷田犇' }, { county: '測試縣', unit: '測試高中', name: '伊斯坦大·比吼·馬哈桑' }], intro: '𠮷'.repeat(300), attachments: [], hours: 0.5, startsOn: '2026-12-05', endsOn: '2026-12-06', registerFrom: '2026-11-23', registerTo: '2026-12-04',
    county: '測試縣', township: '東區', address: '測試路1號', notes: '9:00 至 12:00，視聽教室。\n13:00 至 16:00，分組討論。', classes: 2, perClass: 20, audience: Object.keys(stages) as CourseForms['course']['audience'], audienceText: '資訊科教師優先', subsidy: 'ministry', subsidyAmount: 120_000, fee: 'partial', feeAmount: 500,
    questionnaire: { mode: 'system', anonymous: true, voluntary: true }, contacts: [{ name: '𠮷田犇', phone: '02-22345678#321', email: 'contact@example.edu.tw' }],
  },
  code: '1900001', center: '測試縣政府教育處區域管理中心', listedAt: null, overdue: true, attachments: [{ id: '00000000-0000-4000-8000-000000000009', name: '研習課程表與注意事項.pdf' }],
  registration: { online: true, opensOn: '2026-11-23', opensHour: 8, closesOn: '2026-12-04', sync: false, capacity: 40, strict: true, autoPromote: true, stageLimit: true, scope: 'county', extra: ['title', 'meal', 'transport', 'emergency'], others: ['身分證字號', '出生年月日'] },
  registrations: { capacity: 40, pending: 12, accepted: 35, waitlisted: 3 },
  lists: [{ version: 2, state: 'editing', rows: 34, changedAt: at }, { version: 1, state: 'passed', rows: 35, changedAt: at }],
  refusals: [{ at, action: 'failList', reason: Object.values(reviewReasons).map(({ zh }) => zh).join('\n') }, { at, action: 'fail', reason: reviewReasons.hours.zh }],
};
/** In each status of the table. */
export const courseIn = (status: string, forms: Partial<CourseForms> = {}): CaseView =>
  caseIn(status, { lifecycle: course.name, number: galleryCourse.code, title: NAME, student: null, tasks: [], deadlines: [], actions: [], forms: { ...galleryCourse, ...forms } });
