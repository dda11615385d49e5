/** What the desk answers about cases, tasks and deadlines. The same schemas are enforced on the way out and described in OpenAPI. */
import { z } from 'zod';

/** A text of this many characters at most, counted in code points: 犇 or an emoji is one (spec 8.5). */
export const textOrNone = (most: number) => z.string().trim().refine((value) => [...value].length <= most, { message: `at most ${most} characters`, params: { code: 'tooLong', most } });
/** The same, and not empty. */
export const text = (most: number) => textOrNone(most).min(1);
/** What is wrong with a form as a whole, said of one of its fields. */
export const problemAt = (ctx: z.RefinementCtx, path: readonly (string | number)[], code: string, message: string): void => { ctx.addIssue({ code: 'custom', path: [...path], message, params: { code } }); };

const instant = z.iso.datetime({ offset: true });
const date = z.iso.date();
const place = z.object({ id: z.string(), name: z.string() });
const person = z.object({ id: z.string(), name: z.string() });
/** Of a list that comes whole. */
export const wholeList = z.null().default(null);
export const problemReason = z.object({ code: z.string(), message: z.string() });

export const actionView = z.object({
  name: z.string(), label: z.string(),
  open: z.boolean(), /** why it is closed */ reason: problemReason.optional(),
  /** has a form of its own */ form: z.boolean(),
  /** asks once with this sentence, and can be undone for ten seconds */ confirm: z.string().optional(),
});
export const deadlineView = z.object({
  /** name@start */ id: z.string(), name: z.string(), label: z.string(), /** code of the task, where somebody is asked */ task: z.string().optional(),
  startedAt: instant, /** null: waits for the calendar (待行事曆) */ dueOn: date.nullable(), provisional: z.boolean(), window: z.boolean(), extended: z.boolean(),
  /** 0 in time; 1, 2, 3 as it was told */ level: z.int(), late: z.boolean(),
  /** working days left; negative: working days late; null where the calendar does not reach */ daysLeft: z.int().nullable(),
  closedAt: instant.nullable(), /** what closed it */ closedBy: z.string().nullable(),
});
export const taskView = z.object({
  deadlineId: z.string(), task: z.string(), label: z.string(), dueOn: date.nullable(), provisional: z.boolean(), late: z.boolean(), level: z.int(), daysLeft: z.int().nullable(), since: instant,
  /** the actions that fulfil it, the usual one first */ asks: z.array(z.string()),
  /** roles that may do it, as words */ assignees: z.array(z.string()), /** the caller is one of them */ mine: z.boolean(),
});
export const caseSummary = z.object({
  id: z.uuid(), lifecycle: z.string(), number: z.string().nullable(), /** what a case without a student is known by */ title: z.string().nullable(), status: z.string(), version: z.int(), sequence: z.int(), since: instant,
  student: z.object({ name: z.string(), idNo: z.string() }).nullable(), school: place, author: person,
  openedAt: instant, changedAt: instant, endedAt: instant.nullable(), /** how far a demonstration case's clock is ahead of ours */ clockAheadMs: z.int(),
});
export const caseView = caseSummary.extend({
  countyId: z.string(), /** the case's own present */ now: instant,
  actions: z.array(actionView), tasks: z.array(taskView), deadlines: z.array(deadlineView),
  /** the last grave action can be taken back by this person until then */ undoUntil: instant.nullable(),
  /** what belongs to the lifecycle: its forms, as stored */ forms: z.record(z.string(), z.unknown()),
  /** the caller's unsent drafts by form */ drafts: z.record(z.string(), z.object({ body: z.record(z.string(), z.unknown()), updatedAt: instant })),
});
export const caseList = z.object({ items: z.array(caseSummary), nextCursor: z.string().nullable() });

export const timelineEntry = z.object({
  sequence: z.int(), at: instant, kind: z.enum(['action', 'undo', 'news', 'reminder', 'late', 'lapse', 'extension', 'recount']), name: z.string(),
  /** in words */ label: z.string(), by: z.string(), role: z.string(), level: z.int().nullable(), statusBefore: z.string(), statusAfter: z.string(),
  /** comment, reason or letter number of the submission */ note: z.string().nullable(),
  /** who was told, for reminders and lateness */ told: z.array(z.string()),
});
export const timeline = z.object({ items: z.array(timelineEntry), nextCursor: wholeList });

export const deadlineExplanation = deadlineView.extend({
  basis: z.object({ text: z.string(), statutory: z.boolean() }), term: z.string(),
  /** the day that the same term reaches by the calendar of today, where it was another when the deadline was closed */ countedNowOn: date.nullable(),
  days: z.array(z.object({ date, kind: z.enum(['start', 'counted', 'skipped', 'rolled', 'due']), count: z.int(), reason: z.string().nullable(), provisional: z.boolean() })),
  extensions: z.array(z.object({ at: instant, by: z.string(), untilOn: date, reason: z.string() })),
  told: z.array(z.object({ at: instant, level: z.int(), who: z.array(z.string()) })),
  /** the last day to which it may still be extended; null where it may not */ extendableUntilOn: date.nullable(),
});

export const inboxViews = ['todo', 'today', 'overdue', 'week', 'waiting', 'sent', 'organisation'] as const;
export type InboxView = (typeof inboxViews)[number];
export const inboxQuery = z.object({ view: z.enum(inboxViews).default('todo'), lifecycle: z.string().optional(), /** code of the catalogue, for one queue alone */ task: z.string().max(20).optional(), q: z.string().max(100).optional(), cursor: z.string().max(500).optional() });
export const inboxItem = taskView.extend({ case: caseSummary });
export const inbox = z.object({ items: z.array(inboxItem), nextCursor: z.string().nullable(), counts: z.record(z.enum(['overdue', 'today', 'week', 'waiting', 'todo']), z.int()) });

export const caseQuery = z.object({ lifecycle: z.string().optional(), status: z.string().optional(), from: date.optional(), to: date.optional(), q: z.string().max(100).optional(), cursor: z.string().max(500).optional() });
export const draftBody = z.record(z.string(), z.unknown());
/** Of a case that is not opened yet. */
export const openingDraft = z.object({ draft: z.object({ body: draftBody, updatedAt: instant }).nullable() });

const overdueRow = z.object({ id: z.string(), name: z.string(), /** working days late */ ages: z.object({ upTo3: z.int(), upTo7: z.int(), more: z.int() }), total: z.int() });
export const overdueBoard = z.object({
  /** named together where there are several */ scope: place, /** each place of which the reader has cases */ scopes: z.array(place), /** what a row is */ by: z.enum(['school', 'county']), rows: z.array(overdueRow),
  oldest: z.array(z.object({ case: caseSummary, task: taskView, /** whom to ring */ contacts: z.array(z.object({ name: z.string(), role: z.string() })) })),
  /** what falls due on each of the next 14 days */ ahead: z.array(z.object({ date, due: z.int() })),
  /** deadlines that wait for a calendar */ waitingForCalendar: z.int(),
});

/** Behind a count of the board. */
export const lateQuery = z.object({ /** id of a row */ place: z.string().max(50).optional(), age: z.enum(['upTo3', 'upTo7', 'more']).optional(), cursor: z.string().max(500).optional() });
export const lateList = z.object({ items: z.array(inboxItem), nextCursor: z.string().nullable() });

export type ActionView = z.infer<typeof actionView>;
export type DeadlineView = z.infer<typeof deadlineView>;
export type TaskView = z.infer<typeof taskView>;
export type CaseSummary = z.infer<typeof caseSummary>;
export type CaseView = z.infer<typeof caseView>;
export type CaseList = z.infer<typeof caseList>;
export type TimelineEntry = z.infer<typeof timelineEntry>;
export type DeadlineExplanation = z.infer<typeof deadlineExplanation>;
export type InboxItem = z.infer<typeof inboxItem>;
export type Inbox = z.infer<typeof inbox>;
export type OverdueBoard = z.infer<typeof overdueBoard>;
export type LateList = z.infer<typeof lateList>;
