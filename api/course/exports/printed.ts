/** Who made a paper or a sheet, and when: what is left lying about tells whose it was. Spec 11. */
import { dateAt, type Instant } from '#domain/plain-date';
import { formatRocDate } from '#domain/roc-date';

export interface Printed { readonly by: string; readonly at: Instant }
const HOUR_OF_DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Taipei', hour: '2-digit', minute: '2-digit' });
export const printedWords = ({ by, at }: Printed): string => `製表：${by}　${formatRocDate(dateAt(at))}　${HOUR_OF_DAY.format(at)}`;
