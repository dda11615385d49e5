/** What somebody has begun to write and is no case yet: one a person and lifecycle, kept here and never in a browser, because office machines are shared. */
import { z } from 'zod';
import { openingOf } from '#case/table';
import { isLifecycleName, lifecycles } from '#workflows/lifecycles';
import { Draft } from '../db/entities/cases.ts';
import { refuse } from '../http/problem-error.ts';
import { checked, route, type Routes, type Visit } from '../http/route.ts';
import { mayAnywhere } from '../policy/ability.ts';
import { draftBody, openingDraft } from './contract.ts';
import { caseDesks } from './desks.ts';
import type { OpeningDraft } from './feature.ts';

const path = '/api/v1/:lifecycle/draft', params = z.object({ lifecycle: z.string() });
type DraftVisit = Visit<z.output<typeof params>, unknown, unknown>;

/** Under its author's own id: there is no other yet. @throws {ProblemError} where the lifecycle keeps none, or the person may open nothing there */
function placeOf({ params: { lifecycle }, person, ability }: DraftVisit): { readonly draft: OpeningDraft; readonly key: { caseId: string; form: string; accountId: string } } {
  const named = isLifecycleName(lifecycle) ? lifecycle : refuse('notFound'), draft = caseDesks[named].openingDraft ?? refuse('notFound');
  const action = openingOf(lifecycles[named]);
  if (!mayAnywhere(ability, action, named)) refuse('notAllowed');
  return { draft, key: { caseId: person.accountId, form: `${named}.${action}`, accountId: person.accountId } };
}

export function openingDraftRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path, summary: '尚未送出的新案件', params, response: openingDraft, problems: ['notFound', 'notAllowed'],
    async handle(visit) {
      const { draft, key } = placeOf(visit), kept = await visit.em.findOne(Draft, key);
      return { draft: kept && { body: draft.shown(kept.body as never, visit.desk.sealing), updatedAt: kept.updatedAt.toISOString() } };
    },
  });
  route(routes, {
    method: 'put', path, summary: '自動儲存新案件', params, body: draftBody, problems: ['notFound', 'notAllowed', 'invalid'],
    async handle(visit) {
      const { draft, key } = placeOf(visit), body = draft.kept(checked(draft.schema, visit.body, visit.language) as never, visit.desk.sealing);
      await visit.em.upsert(Draft, { ...key, body, updatedAt: new Date() });
    },
  });
  route(routes, {
    method: 'delete', path, summary: '捨棄新案件', params, problems: ['notFound', 'notAllowed'],
    async handle(visit) { await visit.em.nativeDelete(Draft, placeOf(visit).key); },
  });
}
