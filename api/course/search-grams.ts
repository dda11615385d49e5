/** What a course is found by: every character and every two and three in a row, because Chinese words are short and stand without spaces. 臺中 is found as 台中 too. */
const LONGEST = 3;
const charactersOf = (text: string): string[] => [...text.normalize('NFKC').toLowerCase().replace(/[\s'\\]/g, '').replaceAll('台', '臺')];
const inRow = (characters: readonly string[], length: number): string[] => Array.from({ length: Math.max(0, characters.length - length + 1) }, (_, i) => characters.slice(i, i + length).join(''));

export function gramsOf(...texts: readonly string[]): string[] {
  return [...new Set(texts.map(charactersOf).flatMap((characters) => Array.from({ length: LONGEST }, (_, i) => inRow(characters, i + 1)).flat()))];
}
/** Each word by its longest: the longer, the fewer courses have it. The words need not stand side by side. */
export function soughtGrams(text: string): string[] {
  return text.split(/\s+/).map(charactersOf).flatMap((characters) => inRow(characters, Math.min(LONGEST, characters.length) || 1));
}
