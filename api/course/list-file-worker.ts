/** The thread that reads one sheet and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CellObject, DenseWorkSheet } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import type { ProblemCode } from '#domain/problem';

export interface SheetTask { readonly bytes: Uint8Array; readonly csv: boolean; readonly sheet: string; readonly most: number }
export interface SheetRow { /** line of the sheet, the heading is 1 */ readonly row: number; readonly cells: readonly string[] }
export type SheetAnswer = SheetRow[] | ProblemCode;

/** No sheet has more columns that are read: five scores and a remark. */
const COLUMNS = 6;

function* rowsOfCsv(bytes: Uint8Array): Generator<SheetRow> {
  const found = parse(textOf(bytes), { info: true, relax_column_count: true, relax_quotes: true }) as unknown as { record: string[]; info: { lines: number } }[];
  for (const { record, info } of found) yield { row: info.lines, cells: record };
}
/** UTF-8 where it can be that; else Big5, in which Excel still saves. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(Buffer.from(bytes), 'big5');
  }
}
async function* rowsOfBook(bytes: Uint8Array, wanted: string): AsyncGenerator<SheetRow> {
  const { read } = await import('@e965/xlsx');   // most of what this thread loads, and a CSV needs none of it
  const { SheetNames: names } = read(bytes, { type: 'array', bookSheets: true }), name = names.includes(wanted) ? wanted : names[0]!;
  const sheet = read(bytes, { type: 'array', sheets: [name], dense: true, cellFormula: false, cellHTML: false, cellText: false }).Sheets[name] as DenseWorkSheet;
  // a sheet may leave rows out
  for (const [i, cells] of Object.entries(sheet['!data'] as (CellObject | undefined)[][])) yield { row: Number(i) + 1, cells: Array.from(cells.slice(0, COLUMNS), (cell) => String(cell?.v ?? '')) };
}
const tidy = ({ row, cells }: SheetRow): SheetRow => ({ row, cells: cells.slice(0, COLUMNS).map((cell) => cell.trim()) });

async function rowsOf({ bytes, csv, sheet, most }: SheetTask): Promise<SheetAnswer> {
  const kept: SheetRow[] = [];
  for await (const line of csv ? rowsOfCsv(bytes) : rowsOfBook(bytes, sheet)) {
    const row = tidy(line);
    if (row.row === 1 || row.cells.every((cell) => cell === '')) continue;
    if (kept.length === most) return 'tooLarge';
    kept.push(row);
  }
  return kept.length ? kept : 'fileUnreadable';
}
parentPort!.postMessage(await rowsOf(workerData as SheetTask));
