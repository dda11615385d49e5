/** Whose request this is: an opaque token in a cookie, of which the store keeps the SHA-256 alone. Spec 1.8. */
import { createHash, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Middleware } from 'koa';
import { HOUR, MINUTE, type Instant } from '#domain/plain-date';
import type { ProblemCode } from '#domain/problem';
import { isRole } from '#domain/roles';
import { Session } from '../db/entities/people.ts';
import { row, rows, sql, type EntityManager } from '#db/orm';
import type { Desk } from '../desk.ts';
import { barredFromWork } from '../people/standing.ts';
import type { Grant, Person } from '../policy/ability.ts';
import { refuse } from './problem-error.ts';
import type { HttpContext, RequestState } from './context.ts';

export const IDLE_MS = 30 * MINUTE;
export const LONGEST_MS = 8 * HOUR;
/** Each request would otherwise write a row. */
const TOUCH_AFTER_MS = MINUTE;

/** What somebody may reach who must first change the password or bind the second factor. */
export const wayOut: ReadonlySet<string> = new Set(['/me', '/me/password', '/me/otp', '/sessions', '/captcha', '/demo/accounts', '/demo/sessions'].map((path) => `/api/v1${path}`));

export function session(desk: Desk): Middleware<RequestState> {
  return async (ctx, next) => {
    const token = ctx.cookies.get(cookieName(desk, ctx.secure));
    const found = token ? await findSession(desk, token, Date.now()) : undefined;
    if (found) {
      ctx.state.person = found.person;
      // whatever is not named stays shut: the router takes /API/v1 for /api/v1
      if (found.barred && !wayOut.has(ctx.path)) refuse(found.barred);
    }
    await next();
  };
}

interface SessionRow { readonly accountId: string; readonly name: string; readonly login: string; readonly demonstration: boolean; readonly passwordChangedAt: number | null; readonly secondFactor: boolean; readonly grants: readonly Grant[] }
/** One statement: the session, its account, its grants, and that it was seen. */
async function findSession(desk: Desk, token: string, now: Instant): Promise<{ person: Person; barred: ProblemCode | undefined } | undefined> {
  const id = hashOf(token), production = desk.config.profile === 'production';
  const found = await row<SessionRow>(desk.orm.em.fork(), sql`
    with found as (
      select s.id, s.seen_at, a.id as account_id, a.name, a.login, a.demonstration, a.password_changed_at, a.otp_secret_sealed is not null as second_factor
      from session s join account a on a.id = s.account_id
      where s.id = ${id} and a.status = 'normal' and s.seen_at > ${new Date(now - IDLE_MS)} and s.created_at > ${new Date(now - LONGEST_MS)} and not (a.demonstration and ${production}::boolean)),
    touched as (update session set seen_at = ${new Date(now)} where id in (select id from found where seen_at < ${new Date(now - TOUCH_AFTER_MS)}))
    select f.account_id as "accountId", f.name, f.login, f.demonstration, (extract(epoch from f.password_changed_at) * 1000)::float8 as "passwordChangedAt", f.second_factor as "secondFactor",
      coalesce((select json_agg(json_build_object('role', g.role, 'organisationId', g.organisation_id) order by g.role, g.organisation_id) from role_grant g where g.account_id = f.account_id), '[]') as grants
    from found f`);
  if (!found) return undefined;
  const { accountId, name, login } = found;
  return { person: { accountId, name, login, sessionId: id, grants: found.grants.filter((grant) => isRole(grant.role)) }, barred: barredFromWork(found, desk.config.profile, now) };
}

/** Signs an account in: sets the cookie. @returns the session's id, which is not the token */
export async function openSession(desk: Desk, em: EntityManager, http: HttpContext, accountId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url'), id = hashOf(token), now = Date.now();
  await rows(em, sql`
    with over as (delete from session where account_id = ${accountId} and (seen_at <= ${new Date(now - IDLE_MS)} or created_at <= ${new Date(now - LONGEST_MS)}))
    insert into session (id, account_id, created_at, seen_at) values (${id}, ${accountId}, ${new Date(now)}, ${new Date(now)})`);
  setCookie(desk, http, token);
  return id;
}
/** Which of these sessions are still good: what is disabled, signed out or over its time is not. */
export async function livingSessions(em: EntityManager, ids: readonly string[], now: Instant): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(em, sql`select s.id from session s join account a on a.id = s.account_id
    where s.id in (${sql.join(ids)}) and a.status = 'normal' and s.seen_at > ${new Date(now - IDLE_MS)} and s.created_at > ${new Date(now - LONGEST_MS)}`);
  return new Set(found.map(({ id }) => id));
}
/** Signs out: the session, its cookie and its live stream. */
export async function closeSession(desk: Desk, em: EntityManager, http: HttpContext, sessionId: string): Promise<void> {
  await em.nativeDelete(Session, { id: sessionId });
  desk.hub.leave(sessionId);
  setCookie(desk, http, null);
}
/** Ends what else is open of an account, as after a change of its password. */
export async function closeOtherSessions(desk: Desk, em: EntityManager, { accountId, sessionId }: Person): Promise<void> {
  const ended = await rows<{ id: string }>(em, sql`delete from session where account_id = ${accountId} and id <> ${sessionId} returning id`);
  for (const { id } of ended) desk.hub.leave(id);
}

function setCookie(desk: Desk, http: HttpContext, token: string | null): void {
  http.cookies.set(cookieName(desk, http.secure), token, { httpOnly: true, sameSite: 'lax', path: '/', secure: http.secure, overwrite: true });
}
/** Cookies do not know ports: over loopback the name tells installations side by side apart. */
function cookieName({ config }: Desk, secure: boolean): string {
  return secure ? '__Host-schoolward' : `schoolward-${hashOf(resolve(config.home)).slice(0, 12)}`;
}
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
