/** What only the demonstration offers: sign in as any role, and move a case's clock. Elsewhere none of it exists. */
import { roles, roleNames, isRole } from '#domain/roles';
import { demoAccounts, demoSignIn, me } from '#contract/people';
import { row, rows, sql } from '#db/orm';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes } from '../http/route.ts';
import { openSession } from '../http/session.ts';
import { getMe } from '../people/me.ts';

export function demoRoutes(routes: Routes): void {
  if (routes.desk.config.profile !== 'demo') return;

  route(routes, {
    method: 'get', path: '/api/v1/demo/accounts', summary: 'The accounts to sign in as', anonymous: true, response: demoAccounts,
    async handle({ em, language }) {
      const found = await rows<{ account: string; name: string; role: string; organisation: string }>(em, sql`
        select a.login as account, a.name, g.role, o.name as organisation from account a join role_grant g on g.account_id = a.id join organisation o on o.id = g.organisation_id
        where a.demonstration and a.status = 'normal' order by array_position(${roleNames}::text[], g.role), o.id, a.login`);
      return { items: found.flatMap((item) => (isRole(item.role) ? [{ ...item, roleLabel: roles[item.role].label[language] }] : [])) };
    },
  });

  route(routes, {
    method: 'post', path: '/api/v1/demo/sessions', summary: 'Signs in as one of them', anonymous: true, body: demoSignIn, response: me, status: 201, problems: ['notFound'],
    async handle({ desk, em, body, http, language }) {
      const found = await row<{ id: string }>(em, sql`select id from account where login = ${body.account} and demonstration and status = 'normal'`);
      return getMe(em, await openSession(desk, em, http, (found ?? refuse('notFound')).id), desk.config.profile, language);
    },
  });
}
