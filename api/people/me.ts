/** The person as the screens show them. */
import { roles, roleNames, isRole, type Role } from '#domain/roles';
import type { Language } from '#domain/label';
import { row, sql, type EntityManager } from '#db/orm';
import type { Config } from '../config.ts';
import { IDLE_MS, LONGEST_MS } from '../http/session.ts';
import { abilityNames } from './abilities.ts';
import type { Me } from './contract.ts';
import { isPasswordExpired, passwordExpiresOn } from './standing.ts';

interface MeRow {
  readonly id: string; readonly name: string; readonly login: string; readonly passwordChangedAt: number | null; readonly secondFactor: boolean; readonly createdAt: number; readonly seenAt: number;
  readonly grants: readonly { readonly role: string; readonly organisation: { readonly id: string; readonly name: string; readonly kind: string } }[];
}
/** @param sessionId of a session that is open */
export async function getMe(em: EntityManager, sessionId: string, profile: Config['profile'], language: Language): Promise<Me> {
  const found = (await row<MeRow>(em, sql`
    select a.id, a.name, a.login, (extract(epoch from a.password_changed_at) * 1000)::float8 as "passwordChangedAt", a.otp_secret_sealed is not null as "secondFactor",
      (extract(epoch from s.created_at) * 1000)::float8 as "createdAt", (extract(epoch from s.seen_at) * 1000)::float8 as "seenAt",
      coalesce((select json_agg(json_build_object('role', g.role, 'organisation', json_build_object('id', o.id, 'name', o.name, 'kind', o.kind)) order by o.id)
        from role_grant g join organisation o on o.id = g.organisation_id where g.account_id = a.id), '[]') as grants
    from session s join account a on a.id = s.account_id where s.id = ${sessionId}`))!;
  const { id, name, login, secondFactor } = found;
  const grants = found.grants.filter((grant): grant is MeRow['grants'][number] & { role: Role } => isRole(grant.role)).sort((a, b) => roleNames.indexOf(a.role) - roleNames.indexOf(b.role));
  return {
    id, name, login, secondFactor, profile, grants: grants.map(({ role, organisation }) => ({ role, roleLabel: roles[role].label[language], organisation })), abilities: abilityNames(grants.map((grant) => grant.role)),
    sessionExpiresAt: new Date(Math.min(found.seenAt + IDLE_MS, found.createdAt + LONGEST_MS)).toISOString(), passwordExpiresOn: passwordExpiresOn(found), passwordExpired: isPasswordExpired(found, Date.now()),
  };
}
