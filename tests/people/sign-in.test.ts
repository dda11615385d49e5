import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { MINUTE } from '#domain/plain-date';
import { at, peopleWorld, signIn, type Answer, type PeopleWorld, type Visitor } from './people-world.ts';

let demo: PeopleWorld, production: PeopleWorld;
beforeAll(async () => { demo = await peopleWorld(); production = await peopleWorld('production'); });
afterEach(() => { vi.useRealTimers(); });
afterAll(() => Promise.all([demo.stop(), production.stop()]));

const wrong = (visitor: Visitor, login: string, more: object = {}): Promise<Answer> => visitor('POST', '/sessions', { login, password: 'Not-my-password-1', ...more });
async function failures(visitor: Visitor, login: string, times: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < times; i++) answers.push(await wrong(visitor, login));
  return answers;
}
async function solution(visitor: Visitor): Promise<string> {
  const { body: challenge } = await visitor('GET', '/captcha');
  return Buffer.from(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })).toString('base64');
}
const told = ({ status, body }: Answer): unknown => ({ status, ...body, requestId: undefined });

describe('signing in (spec 1.8)', () => {
  test('login and password of an account let in', async () => {
    const { login } = await demo.account(), answer = await signIn(demo.visitor(), login);
    expect([answer.status, answer.body.login]).toEqual([201, login]);
  });
  test('an unknown login, a wrong password and a disabled account are answered alike', async () => {
    const visitor = demo.visitor(), { login } = await demo.account(), disabled = await demo.account({ status: 'disabled' });
    const [unknown, known, off] = [await signIn(visitor, `nobody-${crypto.randomUUID()}`), await wrong(visitor, login), await signIn(visitor, disabled.login)];
    expect(told(known)).toEqual(told(unknown));
    expect(told(off)).toEqual(told(unknown));
    expect(known.body.code).toBe('badCredentials');
  });
  test.each(['a known', 'an unknown'])('five failures lock %s login for 15 minutes, the right password too', async (which) => {
    const T = Date.parse('2026-11-20T01:00:00Z'), visitor = demo.visitor();
    at(T);
    const login = which === 'a known' ? (await demo.account()).login : `nobody-${Math.random()}`;
    expect((await failures(visitor, login, 5)).map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401]);
    at(T + 5 * MINUTE);
    const locked = await signIn(visitor, login);
    expect([locked.status, locked.body.code, locked.headers.get('retry-after')]).toEqual([429, 'locked', '600']);
    at(T + 15 * MINUTE - 1_000);
    expect((await signIn(visitor, login)).status).toBe(429);
    at(T + 15 * MINUTE + 1_000);
    expect((await signIn(visitor, login)).status).toBe(which === 'a known' ? 201 : 401);
  });
  test('ten guesses at once are no more than five guesses', async () => {
    const { login } = await demo.account(), visitor = demo.visitor();
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => wrong(visitor, login)))).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
    expect((await signIn(visitor, login)).status).toBe(429);
  });
  test('a success forgets the failures before it', async () => {
    const { login } = await demo.account(), visitor = demo.visitor();
    for (let round = 0; round < 2; round++) {
      await failures(visitor, login, 4);
      expect((await signIn(visitor, login)).status).toBe(201);
    }
  });
});

test('what is logged of a sign-in names the request that its answer names (issue B5), and no login', async () => {
  const lines: string[] = [], heard = await peopleWorld('demo', { log: pino({}, { write: (line) => void lines.push(line) }) }), { login } = await heard.account(), visitor = heard.visitor();
  const answers = [await wrong(visitor, login), await signIn(visitor, login)], said = lines.map((line) => JSON.parse(line) as { msg: string; requestId?: string });
  expect(said.filter(({ msg }) => msg !== 'request').map(({ msg, requestId }) => [msg, requestId])).toEqual([['sign-in refused', answers[0]!.headers.get('x-request-id')], ['signed in', answers[1]!.headers.get('x-request-id')]]);
  expect(lines.join()).not.toContain(login);
  await heard.stop();
});

describe('signing in, production profile', () => {
  test('the cookie is bound to this host and to https', async () => {
    const { login } = await production.account(), answer = await signIn(production.visitor(), login);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-schoolward=[\w-]{43}; path=\/; samesite=lax; secure; httponly$/);
  });
  test('after two failures the captcha is asked for, and without it even the right password is not looked at', async () => {
    const { login } = await production.account(), visitor = production.visitor();
    await failures(visitor, login, 2);
    expect((await signIn(visitor, login)).body.code).toBe('captchaRequired');
    expect((await signIn(visitor, login, { captcha: 'bm90IGEgc29sdXRpb24=' })).body.code).toBe('captchaRequired');
    expect((await signIn(visitor, login, { captcha: await solution(visitor) })).status).toBe(201);
  });
  test('a solved captcha is good once', async () => {
    const { login } = await production.account(), visitor = production.visitor(), captcha = await solution(visitor);
    await failures(visitor, login, 2);
    expect((await wrong(visitor, login, { captcha })).body.code).toBe('badCredentials');
    expect((await signIn(visitor, login, { captcha })).body.code).toBe('captchaRequired');
  });
  test('a captcha that was made easier is none', async () => {
    const { login } = await production.account(), visitor = production.visitor();
    await failures(visitor, login, 2);
    const { challenge, solution: solved } = JSON.parse(Buffer.from(await solution(visitor), 'base64').toString());
    challenge.parameters.expiresAt += 3_600;
    const captcha = Buffer.from(JSON.stringify({ challenge, solution: solved })).toString('base64');
    expect((await signIn(visitor, login, { captcha })).body.code).toBe('captchaRequired');
  });
  test('demonstration accounts do not exist, nor does anything else of the demonstration', async () => {
    const { login } = await production.account({ demonstration: true }), visitor = production.visitor();
    expect((await signIn(visitor, login)).body.code).toBe('badCredentials');
    for (const [method, path] of [['GET', '/demo/accounts'], ['POST', '/demo/sessions'], ['POST', `/demo/cases/${crypto.randomUUID()}/fast-forward`]] as const) {
      expect((await visitor(method, path, method === 'POST' ? { account: login, days: 1 } : undefined)).status).toBe(404);
    }
  });
  test('a hundred failures from one address close the door to it, whatever logins they tried', async () => {
    const visitor = production.visitor();
    const answers = await Promise.all(Array.from({ length: 101 }, () => wrong(visitor, `nobody-${crypto.randomUUID()}`)));
    expect(answers.filter((answer) => answer.body.code === 'tooMany')).toHaveLength(1);
    expect((await wrong(production.visitor(), `nobody-${crypto.randomUUID()}`)).body.code).toBe('badCredentials');
  });
});
