/** Why a command cannot be done now. Asked by the button, by the validator before the command enters history, and again in its turn. */
import { dueOn } from '../domain/deadline.ts';
import type { Instant } from '../domain/plain-date.ts';
import type { ProblemCode } from '../domain/problem.ts';
import type { Role } from '../domain/roles.ts';
import { Present, type Procedure } from './page.ts';
import { allowedFacts, isLate } from './step.ts';
import { keyOf, type Command, type State } from './state.ts';
import { allows, bySystem, NONE, type Lifecycle, type Seen } from './table.ts';

/** @returns undefined when it can be done. */
export function refusalOf(procedure: Procedure, state: State, name: string, command: Command, now: Instant): ProblemCode | undefined {
  if (name === 'undo') return refusalOfUndo(state, command, now);
  const action = procedure.table.actions[name];
  if (!action || bySystem(action)) return 'notAllowed';
  if (command.expectedVersion !== state.version && !action.additive) return 'stale';
  if (!mayDo(procedure.table, name, command.by.role)) return 'notAllowed';
  return closedBecause(procedure, state, name, now, command.facts) ?? (action.extends ? refusalOfExtension(state, command) : undefined);
}
/** A sibling case is opened by an effect, in nobody's name (CASES, rule 18); everything else a person's command asks for, a person does. */
const mayDo = (table: Lifecycle, name: string, role: Role | 'system'): boolean => (role === 'system' ? allows(table, name, NONE) : table.actions[name]!.by[role] !== undefined);
/** Why nobody can do this now, whoever asks: what closes the button. */
export function closedBecause(procedure: Procedure, state: State, name: string, now: Instant, facts: object = {}): ProblemCode | undefined {
  const { table } = procedure, action = table.actions[name]!;
  if (!allows(table, name, state.status)) return action.notYet?.[state.status] ?? 'wrongStatus';
  if (state.open.some((open) => open.window && isLate(open, now) && table.deadlines[open.deadline]!.asks.includes(name))) return 'tooLate';
  const it = new Present({ ...state, facts: { ...state.facts, ...allowedFacts(action.sets, facts) } }, now);   // as it would be, with what the command may bring
  return (Object.entries(action.barred ?? {}) as [ProblemCode, (it: Seen<unknown>) => boolean][]).find(([, bars]) => bars(it))?.[0];
}
function refusalOfUndo(state: State, command: Command, now: Instant): ProblemCode | undefined {
  if (!state.undo || now > state.undo.until) return 'nothingToUndo';
  if (state.undo.by !== command.by.person) return 'notAllowed';
  return command.expectedVersion === state.version ? undefined : 'stale';
}
/** Once, and by at most the original term (spec 7.2). */
function refusalOfExtension(state: State, { extension }: Command): ProblemCode | undefined {
  const open = state.open.find((o) => extension && keyOf(o) === keyOf(extension));
  if (!extension || !open?.dueOn) return 'noSuchDeadline';
  if (open.extended) return 'alreadyExtended';
  const longest = dueOn(state.rules.deadlines[open.deadline]!.term, open.dueOn, state.facts, state.calendar);
  return extension.until > open.dueOn && longest !== undefined && extension.until <= longest ? undefined : 'extensionTooLong';
}
