/** The same permissions as SQL. `null` from CASL means that nothing is allowed: here it becomes `false`, never a missing WHERE. */
import { rulesToCondition } from '@casl/ability/extra';
import { sql, type RawBuilder } from '#db/orm';
import type { CaseAbility, CaseScope } from './ability.ts';

const columns: Record<keyof CaseScope, (value: string) => RawBuilder<unknown>> = {
  schoolId: (value) => sql`c.school_id = ${value}`,
  countyId: (value) => sql`c.county_id = ${value}`,
  jurisdiction: (value) => sql`c.jurisdiction = ${value}`,
  authorId: (value) => sql`c.author_id = ${value}::uuid`,
  assigneeIds: (value) => sql`${value}::uuid = any (c.assignee_ids)`,
};
const all = (parts: RawBuilder<unknown>[], word: 'and' | 'or'): RawBuilder<unknown> => sql`(${sql.join(parts, word === 'and' ? sql` and ` : sql` or `)})`;

/** Over `case_file c`: the rows of this lifecycle to which the action is allowed. */
export function allowedRows(ability: CaseAbility, action: string, lifecycle: string): RawBuilder<unknown> {
  const condition = rulesToCondition<CaseAbility, RawBuilder<unknown>, RawBuilder<unknown>>(ability.rulesFor(action, lifecycle), (rule) => {
    const parts = Object.entries(rule.conditions ?? {}).map(([key, value]) => columns[key as keyof CaseScope](String(value)));
    return parts.length ? all(parts, 'and') : sql`true`;
  }, { and: (parts) => all(parts, 'and'), or: (parts) => all(parts, 'or'), empty: () => sql`true` });
  return condition === null ? sql`false` : sql`(c.lifecycle = ${lifecycle} and ${condition})`;
}
/** The same over every lifecycle. */
export function allowedCases(ability: CaseAbility, action: string, lifecycles: readonly string[]): RawBuilder<unknown> {
  return lifecycles.length ? all(lifecycles.map((lifecycle) => allowedRows(ability, action, lifecycle)), 'or') : sql`false`;
}
