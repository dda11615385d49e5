/** What only the demonstration offers: sign in as any role, and move a case's clock. Elsewhere none of it exists. */
import { roles, roleNames, isRole } from '#domain/roles';
import { z } from 'zod';
import { demoAccounts, demoSignIn, demoStudents, fastForward, fastForwarded, me, registryPresence } from '#contract/people';
import { row, rows, sql } from '#db/orm';
import { anniversary, dateAt, DAY } from '#domain/plain-date';
import { fastForward as moveClock } from '../../activities/adapters/case-clock.ts';
import { takeRegistryAway } from '../../activities/adapters/student-registry.ts';
import { loadCase } from '../cases/queries.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes } from '../http/route.ts';
import { openSession } from '../http/session.ts';
import { getMe } from '../people/me.ts';
import { may, READ } from '../policy/ability.ts';

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

  route(routes, {
    method: 'get', path: '/api/v1/demo/students', summary: 'Invented pupils to file for', response: demoStudents,
    async handle({ desk, em, person }) {
      const schools = person.grants.map((grant) => grant.organisationId), adultBefore = anniversary(dateAt(Date.now()), -18);
      const found = await rows<{ sealed: string; name: string }>(em, sql`select r.id_no_sealed as sealed, r.name from registry_student r where r.school_id = any (${schools}::text[]) and r.birth_date > ${adultBefore}::date + 90
        and not exists (select from student s join case_file c on c.student_id = s.id where s.id_no_index = r.id_no_index) order by r.student_no limit 3`);
      return { items: found.map(({ sealed, name }) => ({ idNo: desk.sealing.open(sealed), name })) };
    },
  });

  route(routes, {
    method: 'post', path: '/api/v1/demo/cases/:id/fast-forward', summary: "Moves a case's own clock; answers when what fell due is recorded",
    params: z.object({ id: z.uuid() }), body: fastForward, response: fastForwarded, problems: ['notFound'],
    async handle({ desk, em, ability, params, body }) {
      const found = await loadCase(em, params.id);
      if (!found || !may(ability, READ, found.lifecycle, found)) return refuse('notFound');
      await moveClock(desk, found.id, body.days * DAY);
      const { id, version, sequence, status, clockAheadMs } = (await loadCase(em.fork(), found.id))!;
      return { id, version, sequence, status, clockAheadMs };
    },
  });

  route(routes, {
    method: 'put', path: '/api/v1/demo/registries/:registry', summary: 'Takes a pretended registry away, or brings it back', params: z.object({ registry: z.enum(['student', 'status']) }), body: registryPresence, response: registryPresence,
    async handle({ em, params, body }) {
      await takeRegistryAway(em, params.registry, body.away);
      return body;
    },
  });
}
