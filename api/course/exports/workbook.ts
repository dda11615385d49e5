/** A sheet for Excel or LibreOffice. What begins like a formula becomes text: somebody else may have typed it (appendix A). */
import { utils, write, type BookType } from '@e965/xlsx';

export type Cell = string | number;
export interface Sheet { readonly name: string; readonly author: string; readonly heading: readonly string[]; readonly rows: readonly (readonly Cell[])[] }

/** Full-width ones are formulas to Excel as well. */
const neutral = (cell: Cell): Cell => (typeof cell === 'string' && /^[=+\-@＝＋－＠\t\r]/.test(cell) ? `'${cell}` : cell);
/** A Chinese character is two wide; no column takes more than half a screen. */
const widthOf = (cells: readonly Cell[]): number => Math.min(50, Math.max(...cells.map((cell) => [...String(cell)].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 2))));

export function workbook({ name, author, heading, rows }: Sheet, kind: Extract<BookType, 'xlsx' | 'ods'>): Buffer {
  const cells = [heading, ...rows].map((row) => row.map(neutral)), sheet = utils.aoa_to_sheet(cells), book = utils.book_new();
  sheet['!cols'] = heading.map((_, column) => ({ wch: widthOf(cells.slice(0, 200).map((row) => row[column] ?? '')) }));
  utils.book_append_sheet(book, sheet, name);
  book.Props = { Title: name, Author: author };
  return write(book, { type: 'buffer', bookType: kind, compression: true }) as Buffer;
}
