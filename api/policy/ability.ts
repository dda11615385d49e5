/** Who may do what to which case: derived from the lifecycle tables. Policies only allow, never forbid. */
import { createMongoAbility, subject, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { bySystem } from '#case/table';
import { isMasked, roles, type Relation, type Role } from '#domain/roles';
import { lifecycles, lifecycleNames, type LifecycleName } from '#workflows/lifecycles';
import type { Lifecycle } from '#case/table';

export interface Grant { readonly role: Role; readonly organisationId: string }
export interface Person { readonly accountId: string; readonly name: string; readonly login: string; readonly sessionId: string; readonly grants: readonly Grant[] }
/** What decides how a person stands to a case. */
export interface CaseScope { readonly schoolId: string; readonly countyId: string; readonly jurisdiction: string; readonly authorId: string; readonly assigneeIds: readonly string[] }
type Condition = Partial<Record<keyof CaseScope, string>>;
export type CaseAbility = MongoAbility<[string, string | (CaseScope & { __caslSubjectType__?: string })]>;

export const READ = 'read';

const conditions: Record<Relation, (grant: Grant, accountId: string) => Condition> = {
  own: (grant, me) => ({ authorId: me, schoolId: grant.organisationId }),
  assigned: (grant, me) => ({ assigneeIds: me, schoolId: grant.organisationId }),
  school: (grant) => ({ schoolId: grant.organisationId }),
  county: (grant) => ({ countyId: grant.organisationId }),
  nation: () => ({}),
  jurisdiction: (grant) => (roles[grant.role].organisation === 'county' ? { jurisdiction: 'county', countyId: grant.organisationId } : { jurisdiction: 'k12ea' }),
};
interface Allowance { readonly action: string; readonly lifecycle: LifecycleName; readonly role: Role; readonly condition: Condition }

function allowances(person: Pick<Person, 'accountId' | 'grants'>): Allowance[] {
  return lifecycleNames.flatMap((lifecycle) => {
    const table: Lifecycle = lifecycles[lifecycle];
    const rights = [[READ, table.readers] as const, ...Object.entries(table.actions).filter(([, action]) => !bySystem(action)).map(([name, action]) => [name, action.by] as const)];
    return person.grants.flatMap((grant) => rights.flatMap(([action, by]) => (by[grant.role] ?? []).map((relation) => ({ action, lifecycle, role: grant.role, condition: conditions[relation](grant, person.accountId) }))));
  });
}
export function abilityOf(person: Pick<Person, 'accountId' | 'grants'>): CaseAbility {
  const rules: RawRuleOf<CaseAbility>[] = allowances(person).map(({ action, lifecycle, condition }) => ({ action, subject: lifecycle, conditions: condition }));
  return createMongoAbility<CaseAbility>(rules);
}
/** Always asked about the loaded row: about the type alone CASL says yes where any rule is conditional. */
export function may(ability: CaseAbility, action: string, lifecycle: string, scope: CaseScope): boolean {
  return ability.can(action, subject(lifecycle, { ...scope }));
}
/** Whether there may be a case to which this person may do this; asked before there is one. */
export const mayAnywhere = (ability: CaseAbility, action: string, lifecycle: string): boolean => ability.can(action, lifecycle);
/** The role in which a person may do this to the case; the first that fits. */
export function roleFor(person: Person, action: string, lifecycle: string, scope: CaseScope): Role | undefined {
  return allowances(person).find((a) => a.action === action && a.lifecycle === lifecycle && fits(a.condition, scope))?.role;
}
function fits(condition: Condition, scope: CaseScope): boolean {
  return (Object.entries(condition) as [keyof CaseScope, string][]).every(([key, value]) => (Array.isArray(scope[key]) ? scope[key].includes(value) : scope[key] === value));
}
/** Reads national IDs, phones and addresses masked: who holds no role that shows them. */
export const seesMasked = (person: Person, lifecycle: string, scope: CaseScope): boolean =>
  !allowances(person).some((a) => a.action === READ && a.lifecycle === lifecycle && !isMasked(a.role) && fits(a.condition, scope));
