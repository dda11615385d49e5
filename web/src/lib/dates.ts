/** Dates and times as the screens show them: ROC years in Chinese, Taipei time always, the ISO form in `title`. */
import type { Language } from '#domain/label';
import { dateAt, daysBetween, isPlainDate, weekdayOf, type PlainDate } from '#domain/plain-date';
import { formatRocDate } from '#domain/roc-date';

const weekdays = { zh: ['週日', '週一', '週二', '週三', '週四', '週五', '週六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] } as const satisfies Record<Language, readonly string[]>;
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Taipei', hour: '2-digit', minute: '2-digit', hour12: false });

/** `115/11/22 週日`; in English the ISO date with its weekday. */
export function formatDate(date: PlainDate, language: Language): string {
  return `${language === 'zh' ? formatRocDate(date) : date} ${formatWeekday(date, language)}`;
}
export const formatWeekday = (date: PlainDate, language: Language): string => weekdays[language][weekdayOf(date)]!;
/** `115/11/22 週日 14:05`, Taipei time. */
export function formatInstant(iso: string, language: Language): string {
  const at = Date.parse(iso);
  return `${formatDate(dateAt(at), language)} ${clock.format(at)}`;
}
export const formatClock = (iso: string | number): string => clock.format(typeof iso === 'string' ? Date.parse(iso) : iso);

/** The day an answer of the desk names, be it a date or an instant. */
export const dayOf = (text: string): PlainDate => (isPlainDate(text) ? text : dateAt(Date.parse(text)));
export const todayInTaipei = (now = Date.now()): PlainDate => dateAt(now);

export type NearDay = 'today' | 'tomorrow' | 'yesterday';
/** Words that stand beside a date, never instead of it. */
export function nearDay(date: PlainDate, today: PlainDate): NearDay | undefined {
  return ({ '0': 'today', '1': 'tomorrow', '-1': 'yesterday' } as const)[String(daysBetween(today, date)) as '0'];
}

/** `9:05` of 545 seconds. */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
