/** Noto Sans TC, whole: a document embeds the glyphs that it uses, and draws a box for the few that no Chinese typeface has. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';

const fileOf = (name: string): string => fileURLToPath(new URL(`../fonts/${name}.otf`, import.meta.resolve('@embedpdf/fonts-tc')));
let typeface: { readonly regular: Font; readonly bold: Font } | undefined;

/** Opened once a process: to open it costs more than a document of a hundred people. */
export function loadedTypeface(): NonNullable<typeof typeface> {
  return (typeface ??= { regular: opened('NotoSansHant-Regular'), bold: opened('NotoSansHant-Bold') });
}
const opened = (name: string): Font => create(readFileSync(fileOf(name))) as Font;
