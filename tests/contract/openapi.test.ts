/** `GET /api/v1/openapi.json`: valid, complete, and what the server does. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { bySystem, allows, NONE, type Lifecycle } from '#case/table';
import { lifecycles } from '#workflows/lifecycles';
import { problems } from '#domain/problem';
import { createApp } from '../../api/app.ts';
import { testWorld } from '../support/world.ts';

interface Operation { readonly summary: string; readonly parameters?: { name: string; in: string; required?: boolean }[]; readonly requestBody?: { content: Record<string, { schema: object }> }; readonly responses: Record<string, { description: string; content?: Record<string, { schema?: { properties?: Record<string, object>; required?: string[] } }> }> }
interface Described { readonly openapi: string; readonly paths: Record<string, Record<string, Operation>> }
let document: Described;
beforeAll(async () => { document = (await (await fetch(`${(await testWorld()).baseUrl}/api/v1/openapi.json`)).json()) as Described; });
const operations = (): [string, Operation][] => Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method.toUpperCase()} ${path}`, operation]));
const ACT = 'POST /api/v1/cases/{id}/actions/';

describe('openapi.json', () => {
  it('is a valid document of OpenAPI 3.1', async () => {
    const validator = new Validator(), { valid, errors } = await validator.validate(structuredClone(document) as object as Record<string, unknown>);
    expect(errors ?? []).toEqual([]);
    expect([valid, validator.version]).toEqual([true, '3.1']);
  });

  it('describes every route that the desk has', async () => {
    const { desk } = await testWorld(), described = operations().map(([name]) => name.replace(/(actions\/)\w+$/, '$1{action}').replace('/dropout/cases', '/{lifecycle}/cases'));
    const served = routesOf(createApp(desk)).map((name) => name.replaceAll(/:(\w+)/g, '{$1}'));
    expect(served.length).toBeGreaterThan(15);
    expect(served.filter((name) => !described.includes(name))).toEqual([]);
  });

  it('names every action that a person may do, with its form, and none that only the system does', () => {
    const possible = new Set(Object.values<Lifecycle>(lifecycles).flatMap((table) => Object.keys(table.actions).filter((name) => !bySystem(table.actions[name]!) && !allows(table, name, NONE)))), named = operations().filter(([name]) => name.startsWith(ACT)).map(([name]) => name.slice(ACT.length));
    expect(named.sort()).toEqual([...possible, 'undo'].sort());
    for (const [name, { requestBody }] of operations().filter(([path]) => path.startsWith(ACT))) expect(requestBody?.content['application/json'], name).toBeDefined();
  });

  it('says of every command which headers it needs, and with which problems it may be refused', () => {
    for (const [name, { parameters = [], responses }] of operations().filter(([path]) => path.startsWith(ACT) || path === 'POST /api/v1/dropout/cases')) {
      const required = parameters.filter((one) => one.in === 'header' && one.required).map((one) => one.name);
      expect(required.sort(), name).toEqual(name.startsWith(ACT) ? ['idempotency-key', 'if-match'] : ['idempotency-key']);
      expect(Object.keys(responses), name).toEqual(expect.arrayContaining(['401', '403', '409', '422', '428', '503', ...(name.startsWith(ACT) ? ['404', '412'] : [])]));
    }
  });

  it('says which rules may bar an action', () => {
    const said = (path: string) => document.paths[path]!['post']!.responses['409']!.description.split(', ').sort();
    expect(said('/api/v1/dropout/cases')).toEqual(['adult', 'duplicateCase', 'duplicateElsewhere', 'studentElsewhere']);
    expect(said('/api/v1/cases/{id}/actions/close')).toEqual(['enrolledElsewhere', 'noSuggestion', 'wrongStatus']);
    expect(said('/api/v1/cases/{id}/actions/extendDeadline')).toEqual(['alreadyExtended', 'extensionTooLong', 'noSuchDeadline', 'wrongStatus']);
  });

  it('says what may be refused on the way in, before a route has read a word', () => {
    const said = (path: string, method: string) => Object.values(document.paths[path]![method]!.responses).flatMap(({ description }) => description.split(', '));
    expect(said('/api/v1/cases', 'get')).toEqual(expect.arrayContaining(['signInNeeded', 'passwordExpired', 'secondFactorNeeded', 'tooMany', 'invalid']));
    expect(said('/api/v1/dropout/cases', 'post')).toEqual(expect.arrayContaining(['foreignOrigin', 'malformed', 'tooLarge', 'passwordExpired', 'secondFactorNeeded']));
    expect(said('/api/v1/sessions', 'delete')).toContain('foreignOrigin');
    expect(said('/api/v1/sessions', 'delete')).not.toContain('passwordExpired');
    expect(said('/api/v1/course/public', 'get')).not.toContain('signInNeeded');
  });

  it('describes every list as items with a nextCursor, which is null where the list comes whole', () => {
    const listed = operations().flatMap(([name, { responses }]) => Object.values(responses).flatMap(({ content }) => Object.values(content ?? {})).map(({ schema }) => [name, schema] as const)).filter(([, schema]) => schema?.properties?.['items']);
    expect(listed.length).toBeGreaterThan(12);
    expect(listed.filter(([, schema]) => !schema!.required?.includes('nextCursor')).map(([name]) => name)).toEqual([]);
  });

  it('gives every operation its success and its refusals as problem+json, of codes that exist', () => {
    for (const [name, { summary, responses }] of operations()) {
      expect(summary, name).not.toBe('');
      expect(Object.keys(responses).some((status) => status.startsWith('2')), name).toBe(true);
      // a watchman is told which part is away, CONTRACT.md
      for (const [status, { description, content }] of Object.entries(responses).filter(([code]) => code >= '400' && name !== 'GET /readyz')) {
        expect(Object.keys(content ?? {}), `${name} ${status}`).toEqual(['application/problem+json']);
        for (const code of description.split(', ')) expect(problems[code as keyof typeof problems]?.status, `${name} ${code}`).toBe(Number(status));
      }
    }
  });
});

/** Koa keeps the router it was given on its middleware. */
function routesOf(app: { middleware: readonly unknown[] }): string[] {
  const layers = app.middleware.flatMap((one) => (one as { router?: { stack: { methods: string[]; path: string }[] } }).router?.stack ?? []);
  return layers.flatMap(({ methods, path }) => methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`));
}
