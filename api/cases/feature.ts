/** What a lifecycle brings to the desk: its forms, what must be asked before a command, and what its cases show. */
import type { z } from 'zod';
import { plainDate } from '#domain/plain-date';
import type { Language } from '#domain/label';
import type { ProblemCode } from '#domain/problem';
import type { RawBuilder } from '#db/orm';
import type { EntityManager } from '#db/orm';
import type { Sealing } from '#db/sealing';
import type { Command } from '#case/state';
import type { Desk } from '../desk.ts';
import type { CaseAbility, Person } from '../policy/ability.ts';
import type { CaseRow, ViewedCase } from './queries.ts';

export interface Asking { readonly desk: Desk; readonly em: EntityManager; readonly person: Person; readonly ability: CaseAbility; readonly language: Language; readonly now: number; /** of the request whose answer shows the case */ readonly requestId?: string }
/** What the command brings to the procedure (ids, dates, codes), and the submission as it is stored. */
export interface Prepared { readonly facts?: object; readonly stored: object; readonly extension?: NonNullable<Command['extension']> }
export interface PreparedOpening extends Prepared { readonly facts: { readonly schoolId: string; readonly authorId: string } & object }

/** By action, each with what its form has made of the body. */
export type Preparations<Forms> = { readonly [action in keyof Forms]?: (body: never, found: CaseRow, asking: Asking) => Promise<Prepared> };
export interface CaseDesk {
  /** one form an action that people may do */ readonly forms: Readonly<Record<string, z.ZodType>>;
  /** what the look-ups before an action may find, beside the table's own rules */ readonly refusals: Readonly<Record<string, readonly ProblemCode[]>>;
  /** look-ups before an opening. @throws {ProblemError} */ prepareOpening(body: unknown, asking: Asking): Promise<PreparedOpening>;
  /** look-ups before an action; where it needs none, its form is stored as it came. @throws {ProblemError} */ readonly preparations: Preparations<Readonly<Record<string, z.ZodType>>>;
  /** facts that a command would bring now, as its rows stand: a button closes by these */ readonly brings?: (stored: unknown) => object;
  /** by action, why this person can do nothing there, as its rows stand: closes the button */ readonly bars?: { readonly [action: string]: (stored: unknown, person: Person) => ProblemCode | undefined };
  /** its rows as one json over `case_file c` */ readonly stored: RawBuilder<unknown>;
  /** what the case shows beside the common view */ present(stored: unknown, view: { row: ViewedCase; person: Person; masked: boolean }): Record<string, unknown>;
  readonly view: z.ZodType;
  /** of its opening form, where that is too long to be lost */ readonly openingDraft?: OpeningDraft;
}
/** Whatever stands in the form so far, and how it lies in the store: a national ID is sealed there. */
export interface OpeningDraft {
  readonly schema: z.ZodType;
  kept(body: never, sealing: Sealing): object;
  shown(kept: never, sealing: Sealing): Record<string, unknown>;
}
/** `name@start` of a deadline's id. */
export function deadlineOf(id: string, untilOn: string): NonNullable<Command['extension']> {
  const [deadline = '', from] = id.split('@');
  return { deadline, from: Number(from), until: plainDate(untilOn) };
}
