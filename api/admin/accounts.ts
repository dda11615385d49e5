/** Whom to sign in as in the demonstration. */
import { isRole, roleNames, roles } from '#domain/roles';
import { rows, sql } from '#db/orm';
import { DEMONSTRATION_PASSWORD } from '../db/seeds/staff.ts';
import type { AdminCommand } from './operator.ts';

interface AccountRow { login: string; name: string; role: string; organisation: string; organisation_id: string }

/** One line an organisation: `測試縣立測試高級中學: main.993301 王志明（主要通報人）, …`. */
export const accounts: AdminCommand = async ({ orm, say }) => {
  const found = await rows<AccountRow>(orm.em.fork(), sql`select a.login, a.name, g.role, o.name as organisation, o.id as organisation_id from account a join role_grant g on g.account_id = a.id join organisation o on o.id = g.organisation_id
    where a.demonstration and a.status = 'normal' order by o.kind = 'school' desc, o.id, array_position(${roleNames}::text[], g.role), a.login`);
  if (!found.length) say('No demonstration accounts; they come with: npm run admin -- seed');
  for (const [organisation, people] of Map.groupBy(found, (one) => one.organisation)) say(`${organisation}: ${people.map(inWords).join(', ')}`);
  if (found.length) say(`Password of each: ${DEMONSTRATION_PASSWORD}, or one click on the sign-in page.`);
  return true;
};
const inWords = ({ login, name, role }: AccountRow): string => `${login} ${name}（${isRole(role) ? roles[role].label.zh : role}）`;
