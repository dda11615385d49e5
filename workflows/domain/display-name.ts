/** 顯示名稱 in an online meeting: 「所屬縣市＋校名＋職稱＋姓名」, as in 「臺北市○○國中註冊組長王○○」. Spec 6.8. */
import { counties } from './counties.ts';

/** A part that is missing or another's; or a county that is not one's own, or to which the session is closed. */
export type DisplayNameFault = 'county' | 'school' | 'title' | 'name' | 'otherCounty' | 'uninvitedCounty';

/** Longer ones before those that they end with. Kindergartens take part in courses too. */
const schools = '高級中等學校|國中小|國小|國中|高中|高職|高商|高工|附小|附中|中學|小學|大學|學校|幼兒園', titles = '副組長|管理員|校長|園長|主任|組長|教師|老師|導師|幹事|職員';
const begun = { school: new RegExp(`^.{2,24}?(?:${schools})`, 'u'), title: new RegExp(`^.{2,24}?(?:${schools})\\S{0,10}?(?:${titles})`, 'u') };
const whole = new RegExp(`${begun.title.source}$`, 'u');

/** As it is compared: in half width, without spaces and plus signs, 台 as 臺, every dot of a name the same. */
export const plainDisplayName = (text: string): string => text.normalize('NFKC').replace(/[\s+]/g, '').replaceAll('台', '臺').replace(/[·•・‧.]/g, '‧').toUpperCase();

/** @param account whose it should be; `county` that of the school, where it is known. @param invited the counties of the session; none: it is for all. @returns the first fault */
export function faultInDisplayName(text: string, account: { readonly name: string; readonly county?: string }, invited: readonly string[] = []): DisplayNameFault | undefined {
  const given = plainDisplayName(text), own = plainDisplayName(account.name), home = account.county && plainDisplayName(account.county), county = [...(home ? [home] : []), ...counties].find((one) => given.startsWith(one));
  if (!county) return 'county';
  if (home && county !== home) return 'otherCounty';
  if (invited.length > 0 && !invited.map(plainDisplayName).includes(county)) return 'uninvitedCounty';
  const rest = given.slice(county.length);
  if (rest.endsWith(own) && whole.test(rest.slice(0, -own.length))) return undefined;
  if (!begun.school.test(rest)) return 'school';
  return begun.title.test(rest) ? 'name' : 'title';
}
/** Whose name it ends with; several bear the same, or none. Of 明 and 小明 it is the longer one. */
export function bearersOf<T extends { readonly name: string }>(text: string, people: readonly T[]): T[] {
  const given = plainDisplayName(text), found = people.map((one) => ({ one, name: plainDisplayName(one.name) })).filter(({ name }) => given.endsWith(name)), longest = Math.max(0, ...found.map(({ name }) => name.length));
  return found.filter(({ name }) => name.length === longest).map(({ one }) => one);
}
