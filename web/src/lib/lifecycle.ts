/** What the screens draw from the lifecycle tables. Nothing here spells a status, an action or a deadline. */
import type { Lifecycle, Status } from '#case/table';
import type { Label } from '#domain/label';
import { isLifecycleName, lifecycles } from '#workflows/lifecycles';

/** @throws {RangeError} for a lifecycle this build does not know: an old page open beside a new desk. */
export function tableOf(name: string): Lifecycle {
  if (!isLifecycleName(name)) throw new RangeError(`unknown lifecycle: ${name}`);
  return lifecycles[name];
}
export function statusOf(lifecycle: string, status: string): Status | undefined {
  return isLifecycleName(lifecycle) ? tableOf(lifecycle).statuses[status] : undefined;
}

export type PhaseState = 'done' | 'current' | 'ahead';
export interface PhaseStep { readonly name: string; readonly label: Label; readonly state: PhaseState }

/** The phases of a table in its order, and where this status stands. An ended case has no phase ahead; one that left the path (作廢) has none done. */
export function phasesOf(table: Lifecycle, status: string): PhaseStep[] {
  const entry = table.statuses[status];
  const names = Object.keys(table.phases);
  const at = entry?.phase === undefined ? -1 : names.indexOf(entry.phase);
  return names.map((name, i) => ({ name, label: table.phases[name]!.label, state: i < at || (i === at && entry?.final) ? 'done' : i === at ? 'current' : 'ahead' }));
}

/** The actions of a table that ask for a form of their own. */
export type FormActionOf<L extends Lifecycle> = { [A in keyof L['actions'] & string]: L['actions'][A] extends { form: true } ? A : never }[keyof L['actions'] & string];
/** One form for each of them: an action without a form does not compile. */
export type ActionFormsOf<L extends Lifecycle, Form> = { readonly [A in FormActionOf<L>]: Form };
