/** 上傳紀錄 over HTTP: for who gives the course. Appendix A. */
import { z } from 'zod';
import { nowOf } from '../cases/moments.ts';
import { fileOf } from '../http/file-answer.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes, type Visit } from '../http/route.ts';
import { shownBad } from './bad-row.ts';
import { takenSheets } from './contract.ts';
import { workbook } from './exports/workbook.ts';
import { courseWithPeople } from './named-people.ts';
import { courseId } from './readable-course.ts';
import { keptSheet, sheetsOf, type KeptSheet } from './taken-sheets.ts';

const path = '/api/v1/course/cases/:id/sheets', oneSheet = courseId.extend({ sheetId: z.uuid() });
const BYTES = 'application/octet-stream', XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** @throws {ProblemError} `notFound`, `notAllowed` */
async function sheetFor(visit: Visit<{ id: string; sheetId: string }, any, any>): Promise<KeptSheet & { readonly at: number }> {
  const found = await courseWithPeople(visit, 'export', ['owner']), sheet = (await keptSheet(visit.em, visit.desk.sealing, found.id, visit.params.sheetId)) ?? refuse('notFound');
  return { ...sheet, at: nowOf(found, Date.now()) };
}
export function takenSheetRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path, summary: '上傳紀錄', params: courseId, response: takenSheets, problems: ['notFound', 'notAllowed'],
    async handle(visit) {
      const found = await courseWithPeople(visit, 'list', ['owner']);
      return { items: await sheetsOf(visit.em, found.id, visit.language) };
    },
  });
  route(routes, {
    method: 'get', path: `${path}/:sheetId/source`, summary: '上傳的檔案', params: oneSheet, response: fileOf(BYTES), problems: ['notFound', 'notAllowed'],
    async handle(visit) {
      const { fileName, bytes } = await sheetFor(visit);
      return { name: fileName, bytes: bytes ?? refuse('notFound') };
    },
  });
  route(routes, {
    method: 'get', path: `${path}/:sheetId/result.xlsx`, summary: '匯入結果', params: oneSheet, response: fileOf(XLSX), problems: ['notFound', 'notAllowed'],
    async handle(visit) {
      const { fileName, taken, bad, at } = await sheetFor(visit), left = shownBad(bad, 'zh').map(({ row, person, message }) => [row, person, message]);
      return { name: `${fileName.replace(/\.\w+$/, '')}_匯入結果.xlsx`, bytes: workbook({ name: '匯入結果', printed: { by: visit.person.name, at }, heading: ['列', '資料', '未匯入原因'], rows: [...left, [], [`成功 ${taken} 筆、失敗 ${bad.length} 筆`]] }, 'xlsx') };
    },
  });
}
