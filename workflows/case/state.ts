/** What a case remembers between two steps, and what one step tells the store. Plain data: it travels through rests and into the record. */
import type { PlainDate, Instant } from '../domain/plain-date.ts';
import type { Reminders, Term } from '../domain/deadline.ts';
import type { Role } from '../domain/roles.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';

/** A deadline that runs. Its identity is its name and its start. */
export interface OpenDeadline {
  readonly deadline: string;
  readonly from: Instant;
  /** null: the calendar it needs is not published yet (待行事曆) */ readonly dueOn: PlainDate | null;
  /** how many of its reminders and levels have been told */ readonly rung: number;
  /** a window that closes, asked of nobody */ readonly window?: true;
  readonly extended?: true;
}
export interface Happened { readonly at: Instant; readonly sequence: number }
export interface Heard extends Happened { readonly version: number; readonly [fact: string]: unknown }
/** Something to set going outside once the action can no longer be undone. */
export interface Effect { readonly id: string; readonly name: string; readonly action: string; readonly version: number; readonly notBefore: Instant }
export interface DeadlineRule { readonly term: Term; readonly remind: Reminders; readonly levels: number; readonly late?: readonly number[] }
/** Terms, reminders and effects as they stood when the run began: data, so that a later table changes no history. */
export interface Rules { readonly deadlines: Readonly<Record<string, DeadlineRule>>; readonly then: Readonly<Record<string, readonly string[]>> }
export interface Answer { readonly commandId: string; readonly version: number; readonly status: string }

export interface State {
  readonly caseId: string;
  readonly status: string;
  /** when the present status was entered */ readonly since: Instant;
  /** of the newest event */ readonly at: Instant;
  /** moves with actions only: what a form's author saw */ readonly version: number;
  /** moves with every event, gap-free */ readonly sequence: number;
  readonly facts: any;
  readonly happened: Readonly<Record<string, Happened>>;
  readonly heard: Readonly<Record<string, Readonly<Record<string, Heard>>>>;
  readonly open: readonly OpenDeadline[];
  /** due days set by an extension, by deadline and start */ readonly extensions: Readonly<Record<string, PlainDate>>;
  readonly effects: readonly Effect[];
  readonly calendar: WorkCalendar;
  readonly rules: Rules;
  /** of the page: fixed for a run, the newest at its next rest */ readonly edition: number;
  /** at its opening: how far the case's clock is ahead of ours; 0 but for demonstrations */ readonly clockAheadMs: number;
  readonly answered: readonly Answer[];
  readonly undo?: { readonly by: string; readonly until: Instant; readonly before: State };
}

export type EventKind = 'action' | 'undo' | 'news' | 'reminder' | 'late' | 'lapse' | 'extension' | 'recount';
export interface CaseEvent {
  readonly kind: EventKind;
  /** the action, the news or the deadline */ readonly name: string;
  readonly by: Author;
  /** unique in the store: what makes a repeated command one */ readonly commandId: string;
  readonly at: Instant;
  /** of a late deadline: 1, 2, 3 */ readonly level?: number;
  readonly facts?: object;
}
export interface Author { readonly person: string; readonly role: Role | 'system' }
export const SYSTEM: Author = { person: 'system', role: 'system' };

/** One event and all that follows from it: written by the store in one transaction. */
export interface Change {
  readonly lifecycle: string;
  readonly event: CaseEvent;
  readonly before: string;
  readonly opened: readonly OpenDeadline[];
  readonly closed: readonly OpenDeadline[];
  /** the same deadline with another due day, or another number of rings */ readonly moved: readonly OpenDeadline[];
  readonly state: State;
}
export interface Step { readonly state: State; readonly change: Change }

export interface Command {
  readonly commandId: string;
  readonly by: Author;
  readonly expectedVersion: number;
  readonly facts?: object;
  readonly extension?: { readonly deadline: string; readonly from: Instant; readonly until: PlainDate };
}
export const keyOf = (open: Pick<OpenDeadline, 'deadline' | 'from'>): string => `${open.deadline}@${open.from}`;

/** What the store answers to a change. */
export interface Recorded {
  readonly receipt: string;
  /** the same command stood there already, perhaps from another minute: the workflow takes over what is recorded */ readonly recorded?: State;
}
/** Refusals of the store that are not problems of the person who acts. */
export const STORE_AHEAD = { repeated: 'repeated', conflict: 'conflict' } as const;
