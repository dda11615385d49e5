/** OpenAPI 3.1, drawn from the routes' own contracts: what is described is what is enforced. */
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { problems, type ProblemCode } from '#domain/problem';
import { allows, NONE, openingOf, type Lifecycle } from '#case/table';
import { lifecycleNames, lifecycles, type LifecycleName } from '#workflows/lifecycles';
import { UNDO } from '../cases/act.ts';
import { actionView } from '../cases/contract.ts';
import { caseDesks } from '../cases/desks.ts';
import { mediaTypeOf } from './file-answer.ts';
import { FILE_TYPE, fileLimitOf } from './file-body.ts';
import { living, readiness } from './health.ts';
import type { RouteSpec } from './route.ts';
import { wayOut } from './session.ts';

/** With `wrongStatus` of an action on a case: what this person may do to it now. */
const possibleActions = z.array(actionView.pick({ name: true, label: true }));
const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.int(), code: z.string(), requestId: z.string(), errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(), actions: possibleActions.optional() }).meta({ id: 'Problem' });
/** What may be said on the way in to a route, before or while its own words are read. */
function onTheWayIn({ method, path, anonymous, params, query }: RouteSpec<any, any, any, any>, body: z.ZodType | undefined): ProblemCode[] {
  return [
    'tooMany', 'unexpected', 'unavailable', ...(anonymous ? [] : (['signInNeeded'] as const)), ...(wayOut.has(path) ? [] : (['passwordExpired', 'secondFactorNeeded'] as const)),
    ...(method === 'get' ? [] : (['foreignOrigin'] as const)), ...(method === 'post' || method === 'put' ? (['malformed', 'tooLarge'] as const) : []), ...(params || query || body ? (['invalid'] as const) : []),
  ];
}
const perAction = '/api/v1/cases/{id}/actions/{action}', perLifecycle = '/api/v1/{lifecycle}/cases';

export function openApi(specs: readonly RouteSpec<any, any, any, any>[]): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const spec of specs) {
    const path = spec.path.replaceAll(/:(\w+)/g, '{$1}');
    for (const [concrete, operation] of expanded(path, spec)) paths[concrete] = { ...paths[concrete], [spec.method]: operation };
  }
  return createDocument({ openapi: '3.1.0', info: { title: 'Schoolward 就學通', version: '1' }, paths: { ...paths, ...unlike } });
}
/** What answers no JSON of a contract. */
const unlike: ZodOpenApiPathsObject = {
  '/api/v1/events': { get: {
    summary: 'Server-sent events: `case` with the id, version and sequence of a case that changed, `reload` after a silence',
    responses: { 200: { description: 'A stream that stays open', content: { 'text/event-stream': { schema: z.string() } } }, ...refusals(['signInNeeded', 'passwordExpired', 'secondFactorNeeded', 'unexpected', 'unavailable']) },
  } },
  '/api/v1/openapi.json': { get: { summary: 'This document', responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: z.looseObject({ openapi: z.string() }) } } }, ...refusals(['passwordExpired', 'secondFactorNeeded', 'tooMany', 'unexpected', 'unavailable']) } } },
  '/healthz': { get: { summary: 'Whether the process lives', responses: { 200: { description: 'It does', content: { 'application/json': { schema: living } } } } } },
  '/readyz': { get: { summary: 'Whether what it needs works', responses: {
    200: { description: 'All of it', content: { 'application/json': { schema: readiness } } }, 503: { description: 'Not what is named `away`', content: { 'application/json': { schema: readiness } } },
  } } },
};
/** One path for each action and lifecycle: every form stands in the document. */
function expanded(path: string, spec: RouteSpec<any, any, any, any>): [string, ZodOpenApiOperationObject][] {
  if (path === perLifecycle) return lifecycleNames.map((name) => [path.replace('{lifecycle}', name), operationOf(spec, caseDesks[name].forms[openingOf(lifecycles[name])], ['lifecycle'], problemsOf(name, openingOf(lifecycles[name])))]);
  if (path !== perAction) return [[path, operationOf(spec, spec.body)]];
  const acts = lifecycleNames.flatMap((name) => Object.entries(caseDesks[name].forms).filter(([action]) => !allows(lifecycles[name], action, NONE)).map(([action, form]) => [action, form, problemsOf(name, action)] as const));
  return [...acts, [UNDO, z.object({}), ['nothingToUndo']] as const].map(([action, form, codes]) => [path.replace('{action}', action), operationOf(spec, form, ['action'], codes)]);
}
/** By which rules the procedure may bar an action, and what the desk's look-ups for it may find. */
function problemsOf(lifecycle: LifecycleName, name: string): ProblemCode[] {
  const table: Lifecycle = lifecycles[lifecycle], action = table.actions[name]!;
  return [
    ...(Object.keys(action.barred ?? {}) as ProblemCode[]), ...(Object.values(action.notYet ?? {}) as ProblemCode[]), ...(caseDesks[lifecycle].refusals[name] ?? []),
    ...(action.extends ? (['noSuchDeadline', 'alreadyExtended', 'extensionTooLong'] as const) : []), ...(table.unique && allows(table, name, NONE) ? [table.unique.problem] : []),
  ];
}
function operationOf(spec: RouteSpec<any, any, any, any>, body: z.ZodType | undefined, fixed: readonly string[] = [], codes: readonly ProblemCode[] = []): ZodOpenApiOperationObject {
  const params = spec.params instanceof z.ZodObject ? spec.params.omit(Object.fromEntries(fixed.map((name) => [name, true])) as never) : undefined;
  return {
    summary: spec.summary,
    requestParams: { ...(params && Object.keys(params.shape).length ? { path: params } : {}), ...(spec.query instanceof z.ZodObject ? { query: spec.query } : {}), ...(spec.headers ? { header: spec.headers } : {}) },
    ...(body ? { requestBody: { content: fileLimitOf(body) ? { [FILE_TYPE]: { schema: binary } } : { 'application/json': { schema: body } } } } : {}),
    responses: {
      [spec.status ?? (spec.response ? 200 : 204)]: spec.response ? { description: spec.summary, content: contentOf(spec.response) } : { description: spec.summary },
      ...refusals([...(spec.problems ?? []), ...codes, ...onTheWayIn(spec, body)]),
    },
  };
}
const binary = z.string().meta({ format: 'binary' });
function contentOf(response: z.ZodType): Record<string, { schema: z.ZodType }> {
  const mediaType = mediaTypeOf(response);
  return mediaType ? { [mediaType]: { schema: binary } } : { 'application/json': { schema: response } };
}
function refusals(codes: readonly ProblemCode[]): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy([...new Set(codes)], (code) => String(problems[code].status));
  return Object.fromEntries([...byStatus].map(([status, some]) => [status, { description: some.join(', '), content: { 'application/problem+json': { schema: problemSchema } } }]));
}
