import { generate } from 'otplib';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { DAY } from '#domain/plain-date';
import { row, sql } from '#db/orm';
import { at, PASSWORD, peopleWorld, signIn, type AccountWishes, type Answer, type PeopleWorld } from './people-world.ts';

let world: PeopleWorld;
beforeAll(async () => { world = await peopleWorld('production'); });
afterEach(() => { vi.useRealTimers(); });
afterAll(() => world.stop());

const T = Date.parse('2026-11-20T02:00:10Z');
const codeOf = (secret: string, now = Date.now()): Promise<string> => generate({ secret, epoch: Math.floor(now / 1000) });
const problemOf = ({ body }: Answer): string[] => [body.code, ...(body.errors ?? []).map((error: { pointer: string; code: string }) => `${error.pointer} ${error.code}`)];

async function newcomer(wishes?: AccountWishes) {
  const account = await world.account(wishes), visitor = world.visitor();
  await signIn(visitor, account.login);
  return { ...account, visitor };
}
/** Somebody who has bound the second factor; it was bound half a minute ago, so the present code is unused. */
async function officer(wishes?: AccountWishes) {
  at(T - 60_000);
  const person = await newcomer(wishes), { secret } = (await person.visitor('POST', '/me/otp', {})).body;
  await person.visitor('POST', '/me/otp', { code: await codeOf(secret) });
  at(T);
  return { ...person, secret: secret as string };
}

describe('second factor', () => {
  test('is bound before work: until then nothing else opens', async () => {
    const { visitor } = await newcomer();
    expect((await visitor('GET', '/me')).body.secondFactor).toBe(false);
    const barred = await visitor('GET', '/cases');
    expect([barred.status, barred.body.code]).toEqual([403, 'secondFactorNeeded']);
    expect(problemOf(await visitor('POST', '/../../API/v1/dropout/student-lookups', { idNo: 'Y190006824' }))).toEqual(['secondFactorNeeded']);
    const { body } = await visitor('POST', '/me/otp', {});
    expect(body.uri).toMatch(/^otpauth:\/\/totp\/.+secret=/);
    expect(problemOf(await visitor('POST', '/me/otp', { code: '000000' }))).toEqual(['invalid', '/code badCredentials']);
    expect((await visitor('POST', '/me/otp', { code: await codeOf(body.secret) })).body).toEqual({ bound: true });
    expect((await visitor('GET', '/cases')).status).toBe(200);
  });
  test('its secret is stored sealed', async () => {
    const { id, secret } = await officer();
    const stored = (await row<{ sealed: string }>(world.desk.orm.em.fork(), sql`select otp_secret_sealed as sealed from account where id = ${id}`))!.sealed;
    expect(stored).not.toContain(secret);
    expect(world.desk.sealing.open(stored)).toBe(secret);
  });
  test('only who knows the password learns that it is missing', async () => {
    const { login } = await officer(), visitor = world.visitor();
    expect(problemOf(await signIn(visitor, login))).toEqual(['otpRequired']);
    expect(problemOf(await visitor('POST', '/sessions', { login, password: 'Not-my-password-1' }))).toEqual(['badCredentials']);
  });
  test('asking for it is no failure, a wrong code is', async () => {
    const { login } = await officer(), visitor = world.visitor();
    for (let i = 0; i < 6; i++) expect(problemOf(await signIn(visitor, login))).toEqual(['otpRequired']);
    for (let i = 0; i < 2; i++) expect(problemOf(await signIn(visitor, login, { otp: '000000' }))).toEqual(['badCredentials']);
    expect(problemOf(await signIn(visitor, login))).toEqual(['captchaRequired']);
  });
  test('a code lets in once', async () => {
    const { login, secret } = await officer(), otp = await codeOf(secret);
    expect((await signIn(world.visitor(), login, { otp })).status).toBe(201);
    expect(problemOf(await signIn(world.visitor(), login, { otp }))).toEqual(['badCredentials']);
  });
  test('of two who use the same code at once, one comes in', async () => {
    const { login, secret } = await officer(), otp = await codeOf(secret);
    const answers = await Promise.all([1, 2].map(() => signIn(world.visitor(), login, { otp })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 401]);
  });
  test('the code that bound it does not let in', async () => {
    const { login, secret } = await officer();
    at(T - 60_000);
    expect(problemOf(await signIn(world.visitor(), login, { otp: await codeOf(secret) }))).toEqual(['badCredentials']);
  });
  test('is replaced only with the password, and the old one stays until the new one is confirmed', async () => {
    const { login, visitor, secret } = await officer();
    expect(problemOf(await visitor('POST', '/me/otp', {}))).toEqual(['invalid', '/password badCredentials']);
    expect((await visitor('POST', '/me/otp', { password: PASSWORD })).body.secret).not.toBe(secret);
    expect((await signIn(world.visitor(), login, { otp: await codeOf(secret) })).status).toBe(201);
  });
});

describe('own password (spec 1.8)', () => {
  const change = (visitor: Awaited<ReturnType<typeof newcomer>>['visitor'], next: string, current = PASSWORD): Promise<Answer> => visitor('POST', '/me/password', { current, next });

  test('must follow the policy, and everything wrong with it is told', async () => {
    const { visitor } = await newcomer({ roles: ['leaver_county'] });
    expect(problemOf(await change(visitor, 'qwer'))).toEqual(['invalid', '/next tooShort', '/next tooSimple', '/next guessable']);
    expect(problemOf(await change(visitor, 'Oak-47-Riv9'))).toEqual(['invalid', '/next tooShort']);
  });
  test('the present one is needed, and guessing it locks as at the door', async () => {
    const { visitor, login } = await newcomer();
    for (let i = 0; i < 5; i++) expect(problemOf(await change(visitor, 'Meadow-58-Elm', 'Not-my-password-1'))).toEqual(['invalid', '/current badCredentials']);
    expect((await change(visitor, 'Meadow-58-Elm')).status).toBe(429);
    expect(problemOf(await signIn(world.visitor(), login))).toEqual(['locked']);
  });
  test('differs from the last three, the present one among them', async () => {
    const { visitor } = await newcomer(), [first, second, third] = ['Meadow-58-Elm', 'Harbour-69-Ash', 'Valley-71-Fir'] as const;
    expect(problemOf(await change(visitor, PASSWORD))).toEqual(['invalid', '/next usedBefore']);
    expect((await change(visitor, first)).status).toBe(204);
    expect((await change(visitor, second, first)).status).toBe(204);
    expect(problemOf(await change(visitor, PASSWORD, second))).toEqual(['invalid', '/next usedBefore']);
    expect((await change(visitor, third, second)).status).toBe(204);
    expect((await change(visitor, PASSWORD, third)).status).toBe(204);
  });
  test('a change ends the other sessions of the account, not this one', async () => {
    const { visitor, login } = await newcomer(), elsewhere = world.visitor();
    await signIn(elsewhere, login);
    await change(visitor, 'Meadow-58-Elm');
    expect([(await elsewhere('GET', '/me')).status, (await visitor('GET', '/me')).status]).toEqual([401, 200]);
    expect((await signIn(world.visitor(), login)).status).toBe(401);
  });
  test('older than 90 days: signing in succeeds, and nothing opens until it is changed', async () => {
    const { visitor, login, secret } = await officer({ passwordChangedAt: new Date(T - 80 * DAY) });
    at(T + 11 * DAY);
    const answer = await signIn(visitor, login, { otp: await codeOf(secret) });
    expect([answer.status, answer.body.passwordExpired]).toEqual([201, true]);
    expect(problemOf(await visitor('GET', '/cases'))).toEqual(['passwordExpired']);
    expect((await visitor('GET', '/me')).status).toBe(200);
    expect((await change(visitor, 'Meadow-58-Elm')).status).toBe(204);
    expect((await visitor('GET', '/cases')).status).toBe(200);
  });
  test('who must change it can sign out instead', async () => {
    const { visitor } = await newcomer({ passwordChangedAt: new Date(Date.now() - 100 * DAY) });
    expect((await visitor('DELETE', '/sessions')).status).toBe(204);
  });
});
