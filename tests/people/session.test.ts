import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { row, rows, sql } from '#db/orm';
import { HOUR, MINUTE } from '#domain/plain-date';
import { at, PASSWORD, peopleWorld, signIn, type PeopleWorld } from './people-world.ts';

let world: PeopleWorld;
beforeAll(async () => { world = await peopleWorld(); });
afterEach(() => { vi.useRealTimers(); });
afterAll(() => world.stop());

const T = Date.parse('2026-11-20T01:00:00Z');
async function signedIn() {
  const { id, login } = await world.account({ roles: ['leaver_main', 'leaver_homeroom'] }), visitor = world.visitor();
  const answer = await signIn(visitor, login);
  const whoAmI = async (): Promise<number> => (await visitor('GET', '/me')).status;
  return { id, login, visitor, answer, whoAmI };
}
const em = () => world.desk.orm.em.fork();

describe('session (spec 1.8)', () => {
  test('the token is opaque, kept from scripts and other sites, and stored as its hash alone', async () => {
    const { id, answer } = await signedIn(), cookie = answer.headers.getSetCookie()[0]!;
    expect(cookie).toMatch(/^schoolward-[0-9a-f]{12}=[\w-]{43}; path=\/; samesite=lax; httponly$/);
    const stored = await rows<{ id: string }>(em(), sql`select id from session where account_id = ${id}`);
    expect(stored).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });
  test('ends after 30 idle minutes; each request starts them anew', async () => {
    at(T);
    const { whoAmI } = await signedIn();
    at(T + 29 * MINUTE);
    expect(await whoAmI()).toBe(200);
    at(T + 58 * MINUTE);
    expect(await whoAmI()).toBe(200);
    at(T + 88 * MINUTE);
    expect(await whoAmI()).toBe(401);
  });
  test('ends after eight hours however busy', async () => {
    at(T);
    const { whoAmI } = await signedIn();
    for (let ms = 0; ms < 8 * HOUR; ms += 20 * MINUTE) { at(T + ms); expect(await whoAmI()).toBe(200); }
    at(T + 8 * HOUR);
    expect(await whoAmI()).toBe(401);
  });
  test('that it was seen is written at most once a minute', async () => {
    at(T);
    const { id, whoAmI } = await signedIn();
    const seen = async () => (await row<{ ms: number }>(em(), sql`select (extract(epoch from seen_at) * 1000)::float8 as ms from session where account_id = ${id}`))!.ms;
    at(T + 59_000); await whoAmI();
    expect(await seen()).toBe(T);
    at(T + 61_000); await whoAmI();
    expect(await seen()).toBe(T + 61_000);
  });
  test('a disabled account is out at once', async () => {
    const { id, whoAmI } = await signedIn();
    await rows(em(), sql`update account set status = 'disabled' where id = ${id}`);
    expect(await whoAmI()).toBe(401);
  });
  test('a role taken away is gone with the next request', async () => {
    const { id, visitor } = await signedIn();
    await rows(em(), sql`delete from role_grant where account_id = ${id} and role = 'leaver_main'`);
    const { body } = await visitor('GET', '/me');
    expect(body.grants.map((grant: { role: string }) => grant.role)).toEqual(['leaver_homeroom']);
    expect(body.abilities).not.toContain('supervision');
  });
  test('signing out ends the session, its cookie and its live stream', async () => {
    const { visitor, answer } = await signedIn(), cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    expect((await visitor('DELETE', '/sessions')).status).toBe(204);
    expect(world.left.at(-1)).toMatch(/^[0-9a-f]{64}$/);
    expect((await world.visitor()('GET', '/me', undefined, { cookie })).status).toBe(401);
  });
  test('signing in again ends the session before', async () => {
    const { visitor, answer, login } = await signedIn(), cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
    await signIn(visitor, login);
    expect((await world.visitor()('GET', '/me', undefined, { cookie })).status).toBe(401);
    expect((await visitor('GET', '/me')).status).toBe(200);
  });
  test('an invented token is nobody', async () => {
    const { answer } = await signedIn(), name = answer.headers.getSetCookie()[0]!.split('=')[0]!;
    expect((await world.visitor()('GET', '/me', undefined, { cookie: `${name}=${'A'.repeat(43)}` })).status).toBe(401);
  });
  test('says who is signed in, as what, and until when', async () => {
    at(T);
    const { id, login, visitor } = await signedIn();
    expect((await visitor('GET', '/me')).body).toMatchObject({
      id, login, name: '測試人員', profile: 'demo', secondFactor: false, passwordExpired: false, passwordExpiresOn: '2027-02-18', sessionExpiresAt: '2026-11-20T01:30:00.000Z',
      grants: [{ role: 'leaver_main', roleLabel: 'Main reporter', organisation: { kind: 'school', name: '測試單位' } }, { role: 'leaver_homeroom' }], abilities: ['dropout.open', 'cases', 'tasks', 'supervision'],
    });
  });
  test('a change of state asked for by another site is refused before anything happens', async () => {
    const { login } = await world.account(), visitor = world.visitor();
    const answer = await visitor('POST', '/sessions', { login, password: PASSWORD }, { origin: 'https://elsewhere.example' });
    expect([answer.status, answer.body.code, answer.headers.getSetCookie()]).toEqual([403, 'foreignOrigin', []]);
  });
});
