/** OpenAPI 3.1, drawn from the routes' own contracts: what is described is what is enforced. */
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { problems, type ProblemCode } from '#domain/problem';
import { caseDesks } from '../cases/feature.ts';
import type { RouteSpec } from './route.ts';

const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.int(), code: z.string(), requestId: z.string(), errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional() }).meta({ id: 'Problem' });
const always: readonly ProblemCode[] = ['signInNeeded', 'tooMany', 'unexpected', 'unavailable'];
const perAction = '/api/v1/cases/{id}/actions/{action}', perLifecycle = '/api/v1/{lifecycle}/cases';

export function openApi(specs: readonly RouteSpec<any, any, any, any>[]): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const spec of specs) {
    const path = spec.path.replaceAll(/:(\w+)/g, '{$1}');
    for (const [concrete, operation] of expanded(path, spec)) paths[concrete] = { ...paths[concrete], [spec.method]: operation };
  }
  return createDocument({ openapi: '3.1.0', info: { title: 'Schoolward 就學通', version: '1' }, paths });
}
/** One path for each action and lifecycle: every form stands in the document. */
function expanded(path: string, spec: RouteSpec<any, any, any, any>): [string, ZodOpenApiOperationObject][] {
  if (path === perLifecycle) return Object.entries(caseDesks).map(([name, desk]) => [path.replace('{lifecycle}', name), operationOf(spec, desk.forms['open'], ['lifecycle'])]);
  if (path !== perAction) return [[path, operationOf(spec, spec.body)]];
  const forms = Object.assign({}, ...Object.values(caseDesks).map((desk) => desk.forms)) as Record<string, z.ZodType>;
  return Object.entries({ ...forms, undo: z.object({}) }).filter(([name]) => name !== 'open').map(([name, form]) => [path.replace('{action}', name), operationOf(spec, form, ['action'])]);
}
function operationOf(spec: RouteSpec<any, any, any, any>, body: z.ZodType | undefined, fixed: readonly string[] = []): ZodOpenApiOperationObject {
  const params = spec.params instanceof z.ZodObject ? spec.params.omit(Object.fromEntries(fixed.map((name) => [name, true])) as never) : undefined;
  const refusals = Object.groupBy([...(spec.problems ?? []), ...always], (code) => String(problems[code].status));
  return {
    summary: spec.summary,
    requestParams: { ...(params && Object.keys(params.shape).length ? { path: params } : {}), ...(spec.query instanceof z.ZodObject ? { query: spec.query } : {}), ...(spec.headers ? { header: spec.headers } : {}) },
    ...(body ? { requestBody: { content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [spec.status ?? (spec.response ? 200 : 204)]: spec.response ? { description: spec.summary, content: { 'application/json': { schema: spec.response } } } : { description: spec.summary },
      ...Object.fromEntries(Object.entries(refusals).map(([status, codes]) => [status, { description: [...new Set(codes)].join(', '), content: { 'application/problem+json': { schema: problemSchema } } }])),
    },
  };
}
