import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rateLimits } from '../../api/http/rate-limits.ts';
import { requests } from '../../api/http/requests.ts';
import type { RequestState } from '../../api/http/context.ts';
import { peopleWorld, signIn, type PeopleWorld } from './people-world.ts';

let demo: PeopleWorld, production: PeopleWorld;
beforeAll(async () => { demo = await peopleWorld(); production = await peopleWorld('production'); });
afterAll(() => Promise.all([demo.stop(), production.stop()]));

describe('what browsers are told', () => {
  test('scripts and styles come from our own files alone, and nobody frames our pages', async () => {
    const { headers } = await demo.visitor()('GET', '/captcha');
    expect(headers.get('content-security-policy')).toBe("default-src 'self';script-src 'self';script-src-attr 'none';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';worker-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'");
    expect([headers.get('x-content-type-options'), headers.get('x-frame-options'), headers.get('referrer-policy'), headers.get('x-powered-by')]).toEqual(['nosniff', 'DENY', 'same-origin', null]);
  });
  test('https is made lasting over https only', async () => {
    expect((await demo.visitor()('GET', '/captcha')).headers.get('strict-transport-security')).toBeNull();
    expect((await production.visitor()('GET', '/captcha')).headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
  });
  test('refusals carry the same rules, and no answer is kept by a cache', async () => {
    const { status, headers } = await demo.visitor()('GET', '/me');
    expect([status, headers.get('cache-control'), headers.has('content-security-policy')]).toEqual([401, 'no-store', true]);
  });
});

describe('rate limits', () => {
  async function limited(limits: { person: number; address: number; visitor?: number }) {
    const app = new Koa<RequestState>();
    app.use(requests(demo.desk.log)).use(async (ctx, next) => { const accountId = ctx.get('x-person'); if (accountId) ctx.state.person = { accountId, name: '', login: '', sessionId: '', grants: [] }; await next(); });
    app.use(rateLimits(demo.desk, { visitor: 100, ...limits })).use((ctx) => { ctx.body = 'answered'; });
    const server = createServer(app.callback()).listen(0, '127.0.0.1'), port = await new Promise<number>((listening) => server.once('listening', () => listening((server.address() as AddressInfo).port)));
    const ask = (path: string, person = '') => fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'x-person': person } });
    const statuses = async (times: number, path: string, person?: string) => { const all: number[] = []; for (let i = 0; i < times; i++) all.push((await ask(path, person)).status); return all; };
    return { ask, statuses, [Symbol.dispose]: () => server.close() };
  }
  test('a person who asks too often waits, and is told how long; another person does not', async () => {
    using desk = await limited({ person: 2, address: 100 });
    expect(await desk.statuses(3, '/api/v1/cases', 'a')).toEqual([200, 200, 429]);
    const refused = await desk.ask('/api/v1/cases', 'a');
    expect([(await refused.json() as { code: string }).code, Number(refused.headers.get('retry-after')) > 50]).toEqual(['tooMany', true]);
    expect(await desk.statuses(1, '/api/v1/cases', 'b')).toEqual([200]);
  });
  test('so does an address, however the path is spelled', async () => {
    using desk = await limited({ person: 100, address: 2 });
    expect(await desk.statuses(3, '/API/v1/captcha')).toEqual([200, 200, 429]);
  });
  test('so does an address from which the public courses are gathered; who has signed in does not', async () => {
    using desk = await limited({ person: 100, address: 100, visitor: 2 });
    expect(await desk.statuses(3, '/api/v1/course/public?q=1')).toEqual([200, 200, 429]);
    expect(await desk.statuses(1, '/api/v1/course/public/1900001', 'a')).toEqual([200]);
  });
  test.each(['/healthz', '/readyz', '/api/v1/events'])('%s is not counted', async (path) => {
    using desk = await limited({ person: 1, address: 1 });
    expect(await desk.statuses(3, path, 'a')).toEqual([200, 200, 200]);
  });
  test('hundreds of requests of one person pass in the demonstration', async () => {
    const { login } = await demo.account(), visitor = demo.visitor();
    await signIn(visitor, login);
    const statuses = await Promise.all(Array.from({ length: 700 }, async () => (await visitor('GET', '/me')).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});
