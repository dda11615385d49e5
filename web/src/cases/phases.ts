/** When a case entered each of its phases, as its history tells. */
import type { Lifecycle } from '#case/table';
import type { TimelineEntry } from '#contract/cases';

type Moved = Pick<TimelineEntry, 'at' | 'kind' | 'statusBefore' | 'statusAfter'>;

/** @returns phase → instant of its first entry; a phase that was left backwards, or whose step was taken back, has none */
export function enteredPhases(table: Lifecycle, timeline: readonly Moved[]): Readonly<Record<string, string>> {
  const order = Object.keys(table.phases);
  let entered: Record<string, string> = {};
  let before = entered;
  for (const { at, kind, statusBefore, statusAfter } of timeline) {
    if (kind === 'undo') {
      entered = before;
      continue;
    }
    if (kind === 'action') before = entered;
    const phase = table.statuses[statusAfter]?.phase;
    if (phase === undefined || phase === table.statuses[statusBefore]?.phase) continue;
    const place = order.indexOf(phase);
    entered = { ...Object.fromEntries(Object.entries(entered).filter(([name]) => order.indexOf(name) < place)), [phase]: entered[phase] ?? at };
  }
  return entered;
}
