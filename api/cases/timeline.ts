/** 經過: what has happened to a case, in words; and 「為什麼是這一天？」 for each of its deadlines. */
import { dueOn, explainDays, lengthOf, startDateOf, type Term } from '#domain/deadline';
import { label, type Label, type Language } from '#domain/label';
import { plainDate, weekdayOf, type PlainDate } from '#domain/plain-date';
import { roles, isRole } from '#domain/roles';
import { keyOf } from '#case/state';
import type { Basis, Lifecycle } from '#case/table';
import { calendarFor, dayReasons } from '#db/calendar';
import { instantOf, rows, sql, uuidIn, type EntityManager, type Timestamp } from '#db/orm';
import { lifecycles } from '#workflows/lifecycles';
import { iso } from './moments.ts';
import { inWords, presentDeadline, type Viewer } from './present.ts';
import type { DeadlineExplanation, TimelineEntry } from './contract.ts';
import type { ViewedCase } from './queries.ts';

interface EventRow {
  sequence: number; at: Timestamp; kind: TimelineEntry['kind']; name: string; level: number | null; statusBefore: string; statusAfter: string; role: string; person: string | null; note: string | null;
  facts: { from?: number; until?: string } | null;
}
/** Over `case_event e`: who did it, and what was submitted for it. What the system did bears ids of its own. */
export const whoseEvents = sql`left join account a on a.id = ${uuidIn(sql`e.person_id`)} left join submission s on s.id = ${uuidIn(sql`e.command_id`)}`;
const events = (em: EntityManager, caseId: string): Promise<EventRow[]> => rows<EventRow>(em, sql`select e.sequence, e.at, e.kind, e.name, e.level, e.status_before as "statusBefore", e.status_after as "statusAfter", e.role, a.name as person, e.facts,
    coalesce(s.body ->> 'comment', s.body ->> 'reason', s.body ->> 'note', s.body ->> 'content') as note
  from case_event e ${whoseEvents} where e.case_id = ${caseId} order by e.sequence`);

const system = { zh: '系統', en: 'System' };
const kinds: Record<TimelineEntry['kind'], { zh: (label: string, level: number | null) => string; en: (label: string, level: number | null) => string }> = {
  action: { zh: (label) => label, en: (label) => label },
  undo: { zh: () => '復原上一動作', en: () => 'Took the last action back' },
  news: { zh: (label) => `接獲：${label}`, en: (label) => `Heard: ${label}` },
  reminder: { zh: (label) => `提醒：${label}`, en: (label) => `Reminder: ${label}` },
  late: { zh: (label, level) => `逾期第 ${level} 級：${label}`, en: (label, level) => `Late, level ${level}: ${label}` },
  lapse: { zh: (label) => `期限已過：${label}`, en: (label) => `Window closed: ${label}` },
  extension: { zh: (label) => `展延期限：${label}`, en: (label) => `Extended: ${label}` },
  recount: { zh: () => '依行事曆重新計算期限', en: () => 'Due days counted again' },
};
export async function timelineOf(em: EntityManager, row: Pick<ViewedCase, 'id' | 'lifecycle' | 'jurisdiction'>, language: Language): Promise<TimelineEntry[]> {
  const table: Lifecycle = lifecycles[row.lifecycle];
  return (await events(em, row.id)).map((e): TimelineEntry => {
    const { facts: _, person, ...event } = e, label = (table.actions[e.name] ?? table.deadlines[e.name] ?? table.news[e.name])?.label[language] ?? e.name;
    return { ...event, at: iso(e.at), label: kinds[e.kind][language](label, e.level), by: person ?? system[language], role: isRole(e.role) ? roles[e.role].label[language] : '', told: toldOf(row, e, language) };
  });
}
function toldOf(row: Pick<ViewedCase, 'lifecycle' | 'jurisdiction'>, { kind, name, level }: Pick<EventRow, 'kind' | 'name' | 'level'>, language: Language): string[] {
  const definition = (lifecycles[row.lifecycle] as Lifecycle).deadlines[name];
  if (!definition || (kind !== 'reminder' && kind !== 'late')) return [];
  return inWords(level ? (definition.tells[level - 1] ?? {}) : definition.reminds, row, language);
}

/** The day counted before the reader's eyes. @returns undefined where the case has no such deadline */
export async function explain(em: EntityManager, row: ViewedCase, id: string, viewer: Viewer): Promise<DeadlineExplanation | undefined> {
  const found = row.deadlines.find((d) => keyOf({ deadline: d.name, from: instantOf(d.startedAt) }) === id);
  if (!found) return undefined;
  const table: Lifecycle = lifecycles[row.lifecycle], definition = table.deadlines[found.name]!, { language } = viewer;
  // an open one was counted by the rules and the calendar of its run; what is closed is not counted again when a calendar changes
  const from = startDateOf(instantOf(found.startedAt)), term = row.state.rules.deadlines[found.name]?.term ?? definition.term, calendar = found.closedAt ? await calendarFor(em, row.countyId) : row.state.calendar;
  const days = explainDays(term, from, row.state.facts, calendar), reached = days.at(-1)!;
  const reasons = await dayReasons(em, row.countyId, from, reached.date);
  const about = (await events(em, row.id)).filter((e) => e.name === found.name);
  return {
    ...presentDeadline(found, row, viewer), basis: basisInWords(definition.basis, language), term: termInWords(term, row.state.facts, language),
    countedNowOn: !found.extended && reached.kind === 'due' && reached.date !== found.dueOn ? reached.date : null,
    days: days.map((day) => ({ ...day, reason: dayInWords(day.date, reasons.get(day.date)?.reason, language), provisional: reasons.get(day.date)?.provisional ?? false })),
    extensions: about.filter((e) => e.kind === 'extension' && `${e.name}@${e.facts?.from}` === id).map((e) => ({ at: iso(e.at), by: e.person ?? '', untilOn: plainDate(e.facts!.until!), reason: e.note ?? '' })),
    told: about.filter((e) => (e.kind === 'late' || e.kind === 'reminder') && instantOf(e.at) >= instantOf(found.startedAt) && (!found.closedAt || instantOf(e.at) <= instantOf(found.closedAt))).map((e) => ({ at: iso(e.at), level: e.level ?? 0, who: toldOf(row, e, language) })),
    extendableUntilOn: found.closedAt || found.extended || found.dueOn === null ? null : (dueOn(term, plainDate(found.dueOn), row.state.facts, calendar) ?? null),   // spec 7.2: once, by at most its own term
  };
}
const weekends: Readonly<Record<number, Label>> = { 0: label('週日', 'Sunday'), 6: label('週六', 'Saturday') };
/** A holiday keeps the name that the calendar gives it; a plain weekend is said in the reader's language. */
function dayInWords(date: PlainDate, reason: string | null | undefined, language: Language): string | null {
  const weekend = weekends[weekdayOf(date)];
  return weekend && reason === weekend.zh ? weekend[language] : (reason ?? null);
}
function basisInWords(basis: Basis, language: Language): { text: string; statutory: boolean } {
  if ('law' in basis) return { text: `${basis.law}${basis.article}`, statutory: true };
  return { text: language === 'zh' ? `系統預設，非法定期限（${basis.rule}）` : `System default, not set by law (${basis.rule})`, statutory: false };
}
const counts = { working: { zh: '個工作日', en: 'working days' }, calendar: { zh: '日', en: 'days' }, months: { zh: '個月', en: 'months' }, fixed: { zh: '', en: '' } };
function termInWords(term: Term, facts: Record<string, unknown>, language: Language): string {
  return term.count === 'fixed' ? { zh: '固定日期', en: 'A fixed day' }[language] : `${lengthOf(term, facts)} ${counts[term.count][language]}`;
}
