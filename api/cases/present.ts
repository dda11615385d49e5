/** A case in words, for one person: what it waits for, and each action open, or closed with its reason. */
import { isProvisional } from '#domain/deadline';
import { endOfDay, dateAt, plainDate, type PlainDate } from '#domain/plain-date';
import type { Label, Language } from '#domain/label';
import { problems, type ProblemCode } from '#domain/problem';
import { maskId, maskName } from '#domain/identity-number';
import { roles, type By, type Relation, type Role } from '#domain/roles';
import { workingDaysBetween, type WorkCalendar } from '#domain/work-calendar';
import { closedBecause } from '#case/refusal';
import { keyOf } from '#case/state';
import { bySystem, NONE, allows, type Lifecycle } from '#case/table';
import { lifecycles, procedures } from '#workflows/lifecycles';
import { instantOf, type Timestamp } from '#db/orm';
import type { Desk } from '../desk.ts';
import { may, seesMasked, type CaseAbility, type Person } from '../policy/ability.ts';
import type { ActionView, CaseSummary, CaseView, DeadlineView, TaskView } from './contract.ts';
import { caseDesks } from './desks.ts';
import { iso, nowOf } from './moments.ts';
import type { CaseRow, DeadlineRow, ViewedCase } from './queries.ts';

export interface Viewer { readonly desk: Desk; readonly person: Person; readonly ability: CaseAbility; readonly language: Language; readonly now: number; readonly calendar: (countyId: string) => WorkCalendar }

/** The roles of a case of this jurisdiction: where the supervising authority is meant, the county or the nation. */
export const inWords = (by: By, { jurisdiction }: Pick<CaseRow, 'jurisdiction'>, language: Language): string[] =>
  (Object.entries(by) as [Role, readonly Relation[]][]).filter(([role, relations]) => relations.some((one) => one !== 'jurisdiction') || (roles[role].organisation === 'county') === (jurisdiction === 'county')).map(([role]) => roles[role].label[language]);

/** In lists a name is whole for the student's own school alone (spec 8.3). */
export const presentListed = (row: CaseRow, viewer: Pick<Viewer, 'desk' | 'person'>): CaseSummary => presentSummary(row, viewer, viewer.person.grants.some((grant) => grant.organisationId === row.schoolId));

function presentSummary(row: CaseRow, { desk }: Pick<Viewer, 'desk'>, wholeName: boolean): CaseSummary {
  return {
    id: row.id, lifecycle: row.lifecycle, number: row.number, title: row.title, status: row.status, version: row.version, sequence: row.sequence, since: iso(row.since),
    student: row.studentName === null || row.idNoSealed === null ? null : { name: wholeName ? row.studentName : maskName(row.studentName), idNo: maskId(desk.sealing.open(row.idNoSealed)) },
    school: { id: row.schoolId, name: row.schoolName }, author: { id: row.authorId, name: row.authorName },
    openedAt: iso(row.openedAt), changedAt: iso(row.changedAt), endedAt: row.endedAt && iso(row.endedAt), clockAheadMs: Math.round(row.clockAheadMs),
  };
}
export function presentDeadline(d: DeadlineRow, row: CaseRow, viewer: Viewer): DeadlineView {
  const definition = lifecycles[row.lifecycle].deadlines[d.name as never] as Lifecycle['deadlines'][string];
  return {
    id: keyOf({ deadline: d.name, from: instantOf(d.startedAt) }), name: d.name, label: definition.label[viewer.language], ...(d.isWindow ? {} : { task: definition.task }),
    startedAt: iso(d.startedAt), dueOn: d.dueOn, provisional: restsOnProvisional(d, row, viewer), window: d.isWindow, extended: d.extended, level: d.level, ...lateness(d.dueOn, row, viewer, d.closedAt),
    closedAt: d.closedAt && iso(d.closedAt), closedBy: d.closedBy,
  };
}
/** 暫定: an official table may have confirmed the day since it was recorded; what is closed stays as it was. */
const restsOnProvisional = (d: DeadlineRow, row: CaseRow, viewer: Viewer): boolean => (d.closedAt ? d.provisional : isProvisional((d.dueOn ?? undefined) as PlainDate | undefined, viewer.calendar(row.countyId)));
/** Counted from the case's own clock, or from the moment it was closed. */
function lateness(dueOn: string | null, row: CaseRow, viewer: Viewer, closedAt: Timestamp | null = null): { late: boolean; daysLeft: number | null } {
  if (dueOn === null) return { late: false, daysLeft: null };
  const due = plainDate(dueOn), now = closedAt ? instantOf(closedAt) : nowOf(row, viewer.now);
  return { late: now > endOfDay(due), daysLeft: workingDaysBetween(dateAt(now), due, viewer.calendar(row.countyId)) ?? null };
}
export function presentTask(d: DeadlineRow, row: CaseRow, viewer: Viewer): TaskView {
  const table: Lifecycle = lifecycles[row.lifecycle], definition = table.deadlines[d.name]!;
  const asks = definition.asks.filter((action) => allows(table, action, row.status));
  return {
    deadlineId: keyOf({ deadline: d.name, from: instantOf(d.startedAt) }), task: definition.task, label: definition.label[viewer.language], dueOn: d.dueOn, provisional: restsOnProvisional(d, row, viewer), level: d.level, since: iso(d.startedAt),
    ...lateness(d.dueOn, row, viewer), asks, assignees: inWords(table.actions[definition.asks[0]]!.by, row, viewer.language), mine: may(viewer.ability, definition.asks[0], row.lifecycle, row),
  };
}
/** Each action that this person may ever do here: open, or closed with the sentence that says why. */
export function presentActions(row: CaseRow & Pick<ViewedCase, 'state' | 'stored'>, viewer: Viewer): ActionView[] {
  const procedure = procedures[row.lifecycle], table: Lifecycle = lifecycles[row.lifecycle], desk = caseDesks[row.lifecycle], word = (label: Label): string => label[viewer.language], brought = desk.brings?.(row.stored);
  return Object.entries(table.actions).filter(([name, action]) => !bySystem(action) && !allows(table, name, NONE) && may(viewer.ability, name, row.lifecycle, row)).flatMap(([name, action]) => {
    const code = closedBecause(procedure, row.state, name, nowOf(row, viewer.now), brought) ?? desk.bars?.[name]?.(row.stored, viewer.person);
    if (code === 'wrongStatus' && table.statuses[row.status]?.final) return [];
    return [{ name, label: word(action.label), open: code === undefined, form: action.form ?? false, ...(code ? { reason: reason(code, viewer.language) } : {}), ...(action.grave ? { confirm: word(action.grave) } : {}) }];
  });
}
const reason = (code: ProblemCode, language: Language): { code: string; message: string } => ({ code, message: problems[code].label[language] });

export function presentCase(row: ViewedCase, viewer: Viewer): CaseView {
  const masked = seesMasked(viewer.person, row.lifecycle, row), desk = caseDesks[row.lifecycle], undo = row.state.undo;
  const open = row.deadlines.filter((d) => !d.closedAt);
  return {
    ...presentSummary(row, viewer, !masked), countyId: row.countyId, now: iso(nowOf(row, viewer.now)), actions: presentActions(row, viewer), tasks: open.filter((d) => !d.isWindow).map((d) => presentTask(d, row, viewer)),
    deadlines: row.deadlines.map((d) => presentDeadline(d, row, viewer)), undoUntil: undo && undo.by === viewer.person.accountId && undo.until > nowOf(row, viewer.now) ? iso(undo.until - row.clockAheadMs) : null,
    forms: desk.view.parse(desk.present(row.stored, { row, person: viewer.person, masked })) as Record<string, unknown>,
    drafts: Object.fromEntries(Object.entries(row.drafts).map(([form, draft]) => [form, { ...draft, updatedAt: iso(draft.updatedAt) }])),
  };
}
