/** What the screens offer a person, by name: derived from the lifecycle tables. What a person may do to one case is asked of that case. */
import { openingOf, type Lifecycle } from '#case/table';
import type { By, Role } from '#domain/roles';
import { lifecycles } from '#workflows/lifecycles';

export function abilityNames(roles: readonly Role[]): string[] {
  const tables = Object.values<Lifecycle>(lifecycles);
  const some = (...rights: readonly By[]): boolean => rights.some((by) => roles.some((role) => by[role]?.length));
  return [
    ...tables.filter((table) => some(table.actions[openingOf(table)]!.by)).map((table) => `${table.name}.open`),
    ...(tables.some((table) => some(table.readers)) ? ['cases'] : []),
    ...(tables.some((table) => some(...Object.values(table.actions).map((action) => action.by))) ? ['tasks'] : []),
    ...(tables.some((table) => roles.some((role) => oversees(table, role))) ? ['supervision'] : []),
    ...(roles.includes('sys_admin') ? ['admin'] : []),
    ...(roles.includes('ins_teacher') ? ['course.learn'] : []),
    ...(roles.includes('ins_admin') ? ['course.codes'] : []),
    ...(some(lifecycles.amendment.actions.sendBatch.by) ? ['amendment.sendBatch'] : []),
  ];
}
/** Told of whatever becomes late, or of what only others can do about. */
function oversees(table: Lifecycle, role: Role): boolean {
  const escalating = Object.values(table.deadlines).filter((deadline) => deadline.tells.length > 0), told = escalating.filter((deadline) => deadline.tells.some((who) => who[role]?.length));
  return told.length > 0 && (told.length === escalating.length || told.some((deadline) => !table.actions[deadline.asks[0]]!.by[role]));
}
