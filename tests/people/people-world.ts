/** A desk with nothing but its front door, over a real database: what these tests need before anything else of the desk. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import Router from '@koa/router';
import { bodyParser } from '@koa/bodyparser';
import pino from 'pino';
import { createOrm, rows, sql, type MikroORM } from '#db/orm';
import { migrate } from '#db/migrate';
import { sealingWith } from '#db/sealing';
import { readConfig, type Config } from '../../api/config.ts';
import { demoRoutes } from '../../api/demo/routes.ts';
import type { Desk } from '../../api/desk.ts';
import { problemBody, ProblemError } from '../../api/http/problem-error.ts';
import type { RequestState, Routes } from '../../api/http/route.ts';
import { session } from '../../api/http/session.ts';
import { peopleRoutes } from '../../api/people/routes.ts';
import type { Role } from '#domain/roles';

export interface Answer { readonly status: number; readonly body: any; readonly headers: Headers }
export interface PeopleWorld {
  readonly orm: MikroORM; readonly desk: Desk;
  /** a browser: keeps its cookies */ visitor(): (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<Answer>;
  account(account?: Partial<{ login: string; roles: Role[]; demonstration: boolean; passwordHash: string; passwordChangedAt: Date; status: string }>): Promise<{ id: string; login: string }>;
  stop(): Promise<void>;
}

export async function peopleWorld(profile: Config['profile'] = 'demo'): Promise<PeopleWorld> {
  const config = { ...readConfig(), profile };
  const orm = await createOrm(config.databaseUrl, 4);
  await migrate(orm);
  const left: string[] = [];
  const desk = { config, orm, sealing: sealingWith(config.keys), log: pino({ level: 'silent' }), hub: { leave: (id: string) => left.push(id) } } as unknown as Desk;
  const app = new Koa();
  const routes: Routes = { router: new Router<RequestState>(), specs: [], desk };
  peopleRoutes(routes);
  demoRoutes(routes);
  app.use(async (ctx, next) => {
    ctx.state.language = 'en';
    ctx.state.requestId = randomUUID();
    try {
      await next();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const body = problemBody(error, 'en', ctx.state.requestId) as { status: number };
      ctx.status = body.status;
      ctx.body = body;
      ctx.set(error.headers);
    }
  });
  app.use(session(desk)).use(bodyParser()).use(routes.router.routes());
  const server = createServer(app.callback()).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    orm, desk,
    visitor() {
      const cookies = new Map<string, string>();
      return async (method, path, body, headers = {}) => {
        const response = await fetch(`${baseUrl}/api/v1${path}`, { method, headers: { ...(body && { 'content-type': 'application/json' }), cookie: [...cookies].map((c) => c.join('=')).join('; '), ...headers }, ...(body && { body: JSON.stringify(body) }) });
        for (const line of response.headers.getSetCookie()) {
          const [name, value] = line.split(';')[0]!.split('=') as [string, string];
          if (value) cookies.set(name, value); else cookies.delete(name);
        }
        const text = await response.text();
        return { status: response.status, headers: response.headers, body: text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text };
      };
    },
    async account({ login = `user-${randomUUID().slice(0, 8)}`, roles = ['leaver_homeroom'], demonstration = true, passwordHash, passwordChangedAt, status = 'normal' } = {}) {
      const id = randomUUID(), em = orm.em.fork(), school = `school-${id.slice(0, 8)}`;
      await rows(em, sql`insert into organisation (id, kind, name, source) values (${school}, 'school', '測試高中', 'test')`);
      await rows(em, sql`insert into account (id, login, name, email, status, password_hash, password_changed_at, demonstration) values (${id}, ${login}, '王小明', 'a@example.org', ${status}, ${passwordHash ?? null}, ${passwordChangedAt ?? null}, ${demonstration})`);
      for (const role of roles) await rows(em, sql`insert into role_grant (account_id, role, organisation_id) values (${id}, ${role}, ${school})`);
      return { id, login };
    },
    async stop() { server.close(); server.closeAllConnections(); await orm.close(); },
  };
}
