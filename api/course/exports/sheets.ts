/** What is printed of a course: sheets to sign, the list of participants, a teacher's own hours. Official papers, so in Chinese. Spec 5.6. */
import { plainDate } from '#domain/plain-date';
import { formatRocDate } from '#domain/roc-date';
import { LEAST_COUNTED_HOURS, positions } from '#workflows/course/code-lists';
import type { MyHours } from '../contract.ts';
import type { TeacherView } from '../teachers.ts';
import { Paper, type Column, type Fact } from './paper.ts';
import { printedWords, type Printed } from './printed.ts';

export interface SheetCourse { readonly code: string; readonly name: string; readonly unit: string; readonly startsOn: string; readonly endsOn: string; readonly place: string; readonly hours: number; readonly credits: boolean }
export interface Participant { readonly teacher: TeacherView; readonly hours: number }

const roc = (date: string): string => formatRocDate(plainDate(date));
export const sexLabels = { male: '男', female: '女' } as const;
export const unitOf = ({ credits }: Pick<SheetCourse, 'credits'>): string => (credits ? '學分' : '小時');
export const hoursTitle = ({ credits }: Pick<SheetCourse, 'credits'>): string => (credits ? '學分數' : '研習時數');
/** A line to sign on is as high as a thumb is broad. */
const SIGNED = { rowHeight: 30 };

const number: Column = { title: '序號', share: 6, align: 'center' }, name: Column = { title: '姓名', share: 13 }, school: Column = { title: '服務學校', share: 25 }, position: Column = { title: '職位類別', share: 13 };
const idNo: Column = { title: '身分證統一編號', share: 15, align: 'center' }, signatures: Column[] = [{ title: '簽到', share: 14 }, { title: '簽退', share: 14 }];

function paperFor(title: string, of: string, printed: Printed): Paper {
  return new Paper({ title, footer: `${of}　${printedWords(printed)}`, at: new Date(printed.at) });
}
function paperOf(course: SheetCourse, kind: string, printed: Printed): Paper {
  const paper = paperFor(`${course.name} ${kind}`, `課程代碼 ${course.code}`, printed), days = course.startsOn === course.endsOn ? roc(course.startsOn) : `${roc(course.startsOn)} 至 ${roc(course.endsOn)}`;
  const facts: Fact[] = [
    { label: '課程代碼', value: course.code }, { label: '主辦單位', value: course.unit }, { label: '課程日期', value: days }, { label: hoursTitle(course), value: `${course.hours} ${unitOf(course)}` }, { label: '研習地點', value: course.place, wide: true },
  ];
  paper.title(course.name, kind);
  paper.facts(facts);
  return paper;
}
export async function signInSheet(course: SheetCourse, kind: string, teachers: readonly TeacherView[], printed: Printed): Promise<Buffer> {
  const paper = paperOf(course, kind, printed), rows = teachers.map((one, i) => [String(i + 1), one.name, one.school.name, positions[one.position].zh, one.idNo]);
  await paper.table([number, name, school, position, idNo, ...signatures], rows, SIGNED);
  paper.note(`共 ${teachers.length} 人。`);
  return paper.bytes();
}
/** For who comes without having registered: they write down the national ID themselves. */
export async function blankSignInSheet(course: SheetCourse, pages: number, printed: Printed): Promise<Buffer> {
  const paper = paperOf(course, '研習簽到表（現場報名）', printed);
  await paper.table([number, name, { ...school, title: '服務學校及職稱' }, { ...idNo, share: 22 }, ...signatures], numbered(), { ...SIGNED, lastPage: pages });
  return paper.bytes();
}
function* numbered(): Generator<string[]> {
  for (let nth = 1; ; nth++) yield [String(nth)];
}
export async function participantList(course: SheetCourse, participants: readonly Participant[], printed: Printed): Promise<Buffer> {
  const paper = paperOf(course, '研習人員名單', printed), sum = participants.reduce((total, { hours }) => total + hours, 0);
  const rows = participants.map(({ teacher, hours }, i) => [String(i + 1), teacher.name, teacher.idNo, sexLabels[teacher.sex], positions[teacher.position].zh, teacher.school.name, String(hours)]);
  await paper.table([number, { ...name, share: 16 }, idNo, { title: '性別', share: 7, align: 'center' }, { ...position, share: 16 }, { ...school, share: 28 }, { title: hoursTitle(course), share: 11, align: 'center' }], rows);
  paper.note(`共 ${participants.length} 人，合計 ${sum} ${unitOf(course)}。`);
  return paper.bytes();
}

export interface YearOfHours { readonly year: number; readonly sum: MyHours['years'][number] | undefined; readonly items: MyHours['items'] }
const yearTitle = (year: number): string => `${year - 1911} 年度（${year}）`;
/** @param years newest first; of more than one each is summed under its own title */
export async function transcriptOf(teacher: TeacherView, years: readonly YearOfHours[], printed: Printed): Promise<Buffer> {
  const kind = years.length === 1 ? yearTitle(years[0]!.year) : '全部年度', paper = paperFor(`教師研習時數紀錄 ${kind}`, '就學通', printed);
  paper.title('教師研習時數紀錄', kind);
  paper.facts([{ label: '姓名', value: teacher.name }, { label: '身分證統一編號', value: teacher.idNo }, { label: '服務學校', value: teacher.school.name }, { label: '職位類別', value: positions[teacher.position].zh }]);
  for (const { year, sum, items } of years) {
    if (years.length > 1) paper.heading(yearTitle(year));
    await yearTable(paper, sum, items);
  }
  if (years.length === 0) await yearTable(paper, undefined, []);
  return paper.bytes();
}
async function yearTable(paper: Paper, sum: YearOfHours['sum'], items: YearOfHours['items']): Promise<void> {
  await paper.table(
    [number, { title: '課程代碼', share: 12, align: 'center' }, { title: '研習名稱', share: 34 }, { title: '主辦單位', share: 24 }, { title: '結束日期', share: 13, align: 'center' }, { title: '時數／學分', share: 13, align: 'center' }],
    items.map((one, i) => [String(i + 1), one.code, one.name, one.unit, roc(one.endedOn), `${one.hours} ${unitOf(one)}${one.counted ? '' : '＊'}`]),
  );
  paper.note(`合計：研習時數 ${sum?.hours ?? 0} 小時，學分 ${sum?.credits ?? 0} 學分，共 ${items.length} 門課程。`);
  if (items.some(({ counted }) => !counted)) paper.note(`＊ 未滿 ${LEAST_COUNTED_HOURS} 小時，不列計時數。`);
}
