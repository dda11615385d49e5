/** The code lists of fields A, D and E as an installation begins with them (spec 5.2); the administrator of the platform edits the rows. */
export interface CodeRow { readonly list: 'tag' | 'nature' | 'field'; readonly code: string; readonly parent: string | null; readonly zh: string; readonly en: string; readonly position: number }
type Word = readonly [zh: string, en: string];

const tags: readonly (readonly [code: string, ...Word])[] = [['none', '無', 'None'], ['curriculum', '12年國教', 'Twelve-year curriculum'], ['effective', '有效教學', 'Effective teaching'], ['preschool', '幼教知能', 'Early childhood']];
/** D 課程性質: for whom, what for, which subject, and a fourth level that only some projects use. */
const natureLevels: readonly (readonly Word[])[] = [
  [['高中、高職及國中', 'Secondary schools'], ['國小', 'Elementary schools'], ['幼兒園', 'Kindergartens'], ['特殊教育', 'Special education']],
  [['行政', 'Administration'], ['教學', 'Teaching'], ['輔導', 'Guidance']],
  [['語文教育', 'Languages'], ['數學教育', 'Mathematics'], ['資訊教育', 'Information technology'], ['藝術教育', 'Arts'], ['健康與體育', 'Health and sports'], ['綜合活動', 'Integrated activities']],
  [['無', 'None']],
];
/** E 進修範疇. */
const fieldLevels: readonly (readonly [...Word, readonly (readonly [...Word, readonly Word[]])[]])[] = [
  ['課程、教學及評量', 'Curriculum, teaching and assessment', [
    ['領域教學', 'Subject teaching', [['語文領域', 'Languages'], ['數學領域', 'Mathematics'], ['自然領域', 'Science']]],
    ['學習評量', 'Assessment', [['素養導向評量', 'Competence-based assessment'], ['補救教學', 'Remedial teaching']]],
    ['課程綱要重大議題', 'Key issues of the curriculum', [['性別平等教育', 'Gender equality'], ['環境教育', 'Environment'], ['資訊教育', 'Information technology']]],
  ]],
  ['學生輔導', 'Guidance of students', [['輔導知能', 'Guidance skills', [['中輟與中離輔導', 'Dropout guidance'], ['生命教育', 'Life education']]]]],
  ['學校行政', 'School administration', [['法令與資安', 'Law and information security', [['資通安全', 'Information security'], ['個人資料保護', 'Personal data protection']]]]],
];

function below(parent: string | null, depth: number): CodeRow[] {
  return (natureLevels[depth] ?? []).flatMap(([zh, en], i) => {
    const code = parent ? `${parent}.${i + 1}` : `${i + 1}`;
    return [{ list: 'nature', code, parent, zh, en, position: i }, ...below(code, depth + 1)];
  });
}
const fields = fieldLevels.flatMap(([zh, en, seconds], i): CodeRow[] => [
  { list: 'field', code: `${i + 1}`, parent: null, zh, en, position: i },
  ...seconds.flatMap(([zh2, en2, thirds], j): CodeRow[] => [
    { list: 'field', code: `${i + 1}-${j + 1}`, parent: `${i + 1}`, zh: zh2, en: en2, position: j },
    ...thirds.map(([zh3, en3], k): CodeRow => ({ list: 'field', code: `${i + 1}-${j + 1}-${k + 1}`, parent: `${i + 1}-${j + 1}`, zh: zh3, en: en3, position: k })),
  ]),
]);
export const courseCodes: readonly CodeRow[] = [...tags.map(([code, zh, en], position): CodeRow => ({ list: 'tag', code, parent: null, zh, en, position })), ...below(null, 0), ...fields];
