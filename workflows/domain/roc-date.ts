/** Dates as people in Taiwan write them: ROC years (1912 is 1). Spec 8.5. */
import { isPlainDate, yearOf, type PlainDate } from './plain-date.ts';

const EPOCH = 1911;
const written = /^(\d{2,3})[/.\-年](\d{1,2})[/.\-月](\d{1,2})日?$/;
const packed = /^(\d{3})(\d{2})(\d{2})$/;
const gregorian = /^(\d{4})[/.\-年](\d{1,2})[/.\-月](\d{1,2})日?$/;

/**
 * Reads `115/11/22`, `115年11月22日`, `1151122` and `2026-11-22`, in half or full width.
 * @returns undefined for anything that is not a day that exists; an ROC year is never guessed from two readings: `1151122` has seven digits.
 */
export function parseRocDate(text: string): PlainDate | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replace(/^民國/, '');
  const roc = written.exec(plain) ?? packed.exec(plain);
  if (roc) return dateOf(Number(roc[1]) + EPOCH, roc);
  const western = gregorian.exec(plain);
  return western ? dateOf(Number(western[1]), western) : undefined;
}

function dateOf(year: number, parts: RegExpExecArray): PlainDate | undefined {
  if (year <= EPOCH) return undefined;
  const text = `${year}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  return isPlainDate(text) ? text : undefined;
}

/** `115/11/22`; a day before 1912 has no ROC year and keeps its own. */
export function formatRocDate(date: PlainDate): string {
  const year = yearOf(date);
  return year > EPOCH ? `${String(year - EPOCH).padStart(2, '0')}/${date.slice(5, 7)}/${date.slice(8, 10)}` : date;
}
