/** A sheet for Excel or LibreOffice. What begins like a formula becomes text: somebody else may have typed it (appendix A). */
import { utils, write, type BookType } from '@e965/xlsx';
import { printedWords, type Printed } from './printed.ts';

export type Cell = string | number;
/** Who made it and when stands below its rows; an Excel file has both among its properties, too. */
export interface Sheet { readonly name: string; readonly printed: Printed; readonly heading: readonly string[]; readonly rows: readonly (readonly Cell[])[] }

/** Full-width ones are formulas to Excel as well. */
const neutral = (cell: Cell): Cell => (typeof cell === 'string' && /^[=+\-@＝＋－＠\t\r]/.test(cell) ? `'${cell}` : cell);
/** A Chinese character is two wide; no column takes more than half a screen. */
const widthOf = (cells: readonly Cell[]): number => Math.min(50, Math.max(...cells.map((cell) => [...String(cell)].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 2))));

export function workbook({ name, printed, heading, rows }: Sheet, kind: Extract<BookType, 'xlsx' | 'ods'>): Buffer {
  const cells = [heading, ...rows, [], [printedWords(printed)]].map((row) => row.map(neutral)), sheet = utils.aoa_to_sheet(cells), book = utils.book_new();
  sheet['!cols'] = heading.map((_, column) => ({ wch: widthOf(cells.slice(0, Math.min(200, rows.length + 1)).map((row) => row[column] ?? '')) }));
  utils.book_append_sheet(book, sheet, name);
  book.Props = { Title: name, Author: printed.by, CreatedDate: new Date(printed.at) };
  return write(book, { type: 'buffer', bookType: kind, compression: true }) as Buffer;
}
