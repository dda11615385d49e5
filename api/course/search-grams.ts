/** What a course is found by: every single character and every two in a row, because Chinese words are short and stand without spaces. */
export function gramsOf(...texts: readonly string[]): string[] {
  const grams = new Set<string>();
  for (const text of texts) {
    const characters = [...text.normalize('NFKC').toLowerCase().replace(/[\s'\\]/g, '')];
    characters.forEach((one, i) => {
      grams.add(one);
      if (i + 1 < characters.length) grams.add(one + characters[i + 1]!);
    });
  }
  return [...grams];
}
