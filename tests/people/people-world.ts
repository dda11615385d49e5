/** The desk in this process, on the stores of the run: in either profile, and with a clock that a test can set. */
import { randomInt, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { rows, sql } from '#db/orm';
import type { Instant } from '#domain/plain-date';
import { roles as roleTable, type Role } from '#domain/roles';
import { createApp } from '../../api/app.ts';
import type { Config } from '../../api/config.ts';
import type { Desk } from '../../api/desk.ts';
import { hashPassword } from '../../api/people/passwords.ts';
import { declaredBy } from '../support/declared.ts';
import { testWorld } from '../support/world.ts';

export const PASSWORD = 'Riverbank-47-Oak';
const hashed = hashPassword(PASSWORD);

export interface Answer { readonly status: number; readonly body: any; readonly headers: Headers }
export type Visitor = (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<Answer>;
export interface AccountWishes { readonly login?: string; readonly roles?: readonly Role[]; readonly demonstration?: boolean; readonly passwordChangedAt?: Date; readonly status?: 'normal' | 'disabled' }
export interface PeopleWorld {
  readonly desk: Desk;
  /** sessions whose live streams were ended */ readonly left: string[];
  /** somebody at a browser: keeps cookies, comes from an address of their own */ visitor(headers?: Record<string, string>): Visitor;
  /** an account with PASSWORD, changed just now unless told */ account(wishes?: AccountWishes): Promise<{ readonly id: string; readonly login: string }>;
  stop(): Promise<void>;
}

/** In production the desk believes `X-Forwarded-For` and `X-Forwarded-Proto`: visitors come over https there. */
export async function peopleWorld(profile: Config['profile'] = 'demo', unusual: Partial<Desk> = {}): Promise<PeopleWorld> {
  const { desk: real } = await testWorld(), left: string[] = [];
  const desk: Desk = { ...real, config: { ...real.config, profile }, hub: { ...real.hub, leave: (id) => void left.push(id) }, ...unusual };
  const server = createServer(createApp(desk).callback()).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`, baseUrl = `${address}/api/v1`, declared = declaredBy(address);
  return {
    desk, left,
    visitor: (headers = {}) => visitorOf(baseUrl, declared, { 'accept-language': 'en', ...(profile === 'production' && { 'x-forwarded-proto': 'https', 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` }), ...headers }),
    account: (wishes) => newAccount(desk, { demonstration: profile === 'demo', ...wishes }),
    async stop() { server.close(); server.closeAllConnections(); },
  };
}
function visitorOf(baseUrl: string, declared: ReturnType<typeof declaredBy>, always: Record<string, string>): Visitor {
  const cookies = new Map<string, string>();
  return async (method, path, body, headers) => {
    const response = await fetch(baseUrl + path, { method, headers: { ...always, 'content-type': 'application/json', cookie: [...cookies].map((c) => c.join('=')).join('; '), ...headers }, ...(body && { body: JSON.stringify(body) }) });
    for (const [name, value] of response.headers.getSetCookie().map((line) => line.split(';')[0]!.split('=') as [string, string])) value ? cookies.set(name, value) : cookies.delete(name);
    const text = await response.text(), answered = text ? JSON.parse(text) : undefined;
    if (!response.ok) await declared(method, path, answered.code);
    return { status: response.status, headers: response.headers, body: answered };
  };
}
async function newAccount({ orm }: Desk, { login = `person-${randomUUID()}`, roles = ['leaver_homeroom'], demonstration = true, passwordChangedAt = new Date(), status = 'normal' }: AccountWishes): Promise<{ id: string; login: string }> {
  const id = randomUUID(), em = orm.em.fork();
  await rows(em, sql`insert into account (id, login, name, email, status, password_hash, password_changed_at, demonstration) values (${id}, ${login}, '測試人員', ${`${id}@example.edu.tw`}, ${status}, ${await hashed}, ${passwordChangedAt}, ${demonstration})`);
  for (const role of roles) {
    const organisation = `P${randomUUID().slice(0, 8)}`;
    await rows(em, sql`insert into organisation (id, kind, name, source) values (${organisation}, ${roleTable[role].organisation}, '測試單位', 'test')`);
    await rows(em, sql`insert into role_grant (account_id, role, organisation_id) values (${id}, ${role}, ${organisation})`);
  }
  return { id, login };
}

/** Sets what this process takes for now; timers go on. */
export const at = (now: Instant | string): void => void vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
export const signIn = (visitor: Visitor, login: string, more: object = {}): Promise<Answer> => visitor('POST', '/sessions', { login, password: PASSWORD, ...more });
