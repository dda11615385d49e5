/**
 * A document on A4 that people print and screen readers read: tagged after PDF/UA (heading, paragraphs, tables with their headings), every page
 * numbered, the heading of a table repeated.
 */
import { setImmediate as others } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { loadedTypeface } from './typeface.ts';

export interface Column { readonly title: string; /** of the width, beside the other columns */ readonly share: number; readonly align?: Align }
export interface Fact { readonly label: string; readonly value: string; /** has a line of its own */ readonly wide?: true }
export interface TableLook { /** at least so high, for a signature */ readonly rowHeight?: number; /** ends with this page, however many rows would follow */ readonly lastPage?: number }
type Align = 'left' | 'center' | 'right';
interface Style { readonly size: number; readonly bold?: true; readonly align?: Align | undefined }
interface Cell { readonly left: number; readonly width: number; readonly column: Column }
type Element = PDFKit.PDFStructureElement;

const MARGIN = 42, PADDING = 4, FOOT = 22;
const plain: Style = { size: 10 }, heading: Style = { size: 9.5, bold: true, align: 'center' }, small: Style = { size: 8.5 };
const INK = '#111827', LINE = '#5b6470', SHADE = '#eef1f5';

export class Paper {
  private readonly doc: PDFKit.PDFDocument;
  private readonly root: Element;
  private readonly footer: string;
  /** most words of a list stand in it more than once */ private readonly heights = new Map<string, number>();
  private y = MARGIN;
  private pages = 1;

  /** @param footer at the foot of each page, beside its number */
  constructor({ title, footer, at }: { title: string; footer: string; at: Date }) {
    this.footer = footer;
    this.doc = new PDFDocument({
      size: 'A4', margin: 0, pdfVersion: '1.7', tagged: true, subset: 'PDF/UA' as never, lang: 'zh-TW', displayTitle: true, bufferPages: true, info: { Title: title, Creator: 'Schoolward 就學通', CreationDate: at },
      // PDFKit's own is not embedded, and an accessible document embeds all it draws with
      font: null as never,
    });
    const { regular, bold } = loadedTypeface();
    this.doc.registerFont('regular', regular as never).registerFont('bold', bold as never);
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
  }
  title(name: string, kind: string): void {
    this.paragraph('H1', name, { size: 17, bold: true, align: 'center' });
    this.paragraph('P', kind, { size: 13, align: 'center' });
    this.y += 8;
  }
  /** What the document is about, two beside each other. */
  facts(items: readonly Fact[]): void {
    const half = this.width / 2;
    let column = 0, below = this.y;
    for (const { label, value, wide } of items) {
      if (wide) [column, this.y] = [0, below];
      const width = wide ? this.width : half - PADDING, words = `${label}：${value}`, left = MARGIN + column * half;
      this.tagged(this.root, 'P', () => this.write(words, { left, top: this.y, width }, plain));
      below = Math.max(below, this.y + this.heightOf(words, width, plain));
      column = wide ? 0 : 1 - column;
      if (column === 0) this.y = below;
    }
    this.y = below + 8;
  }
  /** Begins a part, never at the foot of a page. */
  heading(words: string): void {
    if (this.y + 5 * FOOT > this.bottom) this.turn();
    this.y += 10;
    this.paragraph('H2', words, { size: 12, bold: true });
    this.y += 2;
  }
  note(words: string): void {
    this.y += 6;
    this.paragraph('P', words, small);
  }
  /** Lets others have their turn after each page. */
  async table(columns: readonly Column[], rows: Iterable<readonly string[]>, { rowHeight = 0, lastPage = Infinity }: TableLook = {}): Promise<void> {
    const cells = this.cellsOf(columns), titles = columns.map(({ title }) => title), table = this.element(this.root, 'Table');
    if (this.y + 3 * this.rowHeightOf(cells, titles, heading) > this.bottom) this.turn();
    this.row(this.element(this.element(table, 'THead'), 'TR'), 'TH', cells, titles, this.rowHeightOf(cells, titles, heading));
    const body = this.element(table, 'TBody');
    for (const row of rows) {
      const height = Math.max(rowHeight, this.rowHeightOf(cells, row, plain));
      if (this.y + height > this.bottom) {
        if (this.pages >= lastPage) break;
        this.turn();
        this.repeatHeading(cells, titles);
        await others();
      }
      this.row(this.element(body, 'TR'), 'TD', cells, row, height);
    }
    table.end();
  }
  /** Numbers the pages, now that they are counted. */
  async bytes(): Promise<Buffer> {
    this.root.end();
    for (let nth = 0; nth < this.pages; nth++) {
      this.doc.switchToPage(nth);
      const place = { left: MARGIN, top: this.doc.page.height - MARGIN - this.heightOf(this.footer, this.width, small) / 2, width: this.width };
      this.artifact(() => {
        this.write(this.footer, place, small);
        this.write(`第 ${nth + 1} 頁，共 ${this.pages} 頁`, place, { ...small, align: 'right' });
      });
    }
    const chunks: Buffer[] = [], { promise, resolve, reject } = Promise.withResolvers<void>();
    this.doc.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve).on('error', reject).end();
    await promise;
    return Buffer.concat(chunks);
  }

  private get width(): number { return this.doc.page.width - 2 * MARGIN; }
  private get bottom(): number { return this.doc.page.height - MARGIN - FOOT; }
  private turn(): void {
    this.doc.addPage();
    this.pages++;
    this.y = MARGIN;
  }
  private element(parent: Element, type: string): Element {
    const element = this.doc.struct(type as never);
    parent.add(element);
    return element;
  }
  private tagged(parent: Element, type: string, drawing: () => void, options: object = {}): void {
    const element = this.doc.struct(type as never, options);
    parent.add(element);
    element.add(drawing);
    element.end();
  }
  /** What no screen reader should read out. */
  private artifact(drawing: () => void): void {
    this.doc.markContent('Artifact', { type: 'Pagination' });
    drawing();
    this.doc.endMarkedContent();
  }
  private paragraph(type: 'H1' | 'H2' | 'P', words: string, style: Style): void {
    const height = this.heightOf(words, this.width, style);
    if (this.y + height > this.bottom) this.turn();
    this.tagged(this.root, type, () => this.write(words, { left: MARGIN, top: this.y, width: this.width }, style));
    this.y += height + 2;
  }
  private cellsOf(columns: readonly Column[]): Cell[] {
    const all = columns.reduce((sum, { share }) => sum + share, 0), widths = columns.map(({ share }) => (share / all) * this.width);
    return columns.map((column, i) => ({ column, width: widths[i]!, left: widths.slice(0, i).reduce((sum, width) => sum + width, MARGIN) }));
  }
  private row(row: Element, type: 'TH' | 'TD', cells: readonly Cell[], words: readonly string[], height: number): void {
    this.artifact(() => this.grid(cells, height, type === 'TH'));
    for (const [i, cell] of cells.entries()) this.tagged(row, type, () => this.writeCell(cell, words[i] ?? '', height, type === 'TH' ? heading : plain), type === 'TH' ? { scope: 'Column' } : {});
    row.end();
    this.y += height;
  }
  private repeatHeading(cells: readonly Cell[], titles: readonly string[]): void {
    const height = this.rowHeightOf(cells, titles, heading);
    this.artifact(() => {
      this.grid(cells, height, true);
      for (const [i, cell] of cells.entries()) this.writeCell(cell, titles[i]!, height, heading);
    });
    this.y += height;
  }
  private grid(cells: readonly Cell[], height: number, shaded: boolean): void {
    if (shaded) this.doc.rect(MARGIN, this.y, this.width, height).fill(SHADE);
    for (const { left, width } of cells) this.doc.rect(left, this.y, width, height);
    this.doc.lineWidth(0.6).stroke(LINE);
  }
  private writeCell({ column, left, width }: Cell, words: string, height: number, style: Style): void {
    const inner = width - 2 * PADDING, top = this.y + (height - this.heightOf(words, inner, style)) / 2;
    this.write(words, { left: left + PADDING, top, width: inner }, { ...style, align: style.align ?? column.align });
  }
  private rowHeightOf(cells: readonly Cell[], words: readonly string[], style: Style): number {
    return Math.max(...cells.map(({ width }, i) => this.heightOf(words[i] ?? '', width - 2 * PADDING, style))) + 2 * PADDING;
  }
  private write(words: string, { left, top, width }: { left: number; top: number; width: number }, style: Style): void {
    if (words) this.inStyle(style).fillColor(INK).text(words, left, top, { width, align: style.align ?? 'left' });
  }
  private heightOf(words: string, width: number, style: Style): number {
    const key = `${style.size} ${style.bold} ${width} ${words}`;
    let height = this.heights.get(key);
    if (height === undefined) this.heights.set(key, (height = words ? this.inStyle(style).heightOfString(words, { width }) : 0));
    return height;
  }
  private inStyle({ size, bold }: Style): PDFKit.PDFDocument { return this.doc.font(bold ? 'bold' : 'regular').fontSize(size); }
}
