/** Nobody asks so often that others wait: a limit for each person and each address, kept by each process for itself. */
import type { Middleware } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Desk } from '../desk.ts';
import { refuse } from './problem-error.ts';
import type { RequestState } from './context.ts';

export interface RequestsAMinute { readonly person: number; readonly address: number; /** of an address that looks through the public courses without signing in */ readonly visitor: number }
/** A clerk who works fast makes some sixty requests a minute; a whole county office can stand behind one address. Who copies 150,000 courses one by one is busy for a day. */
const production: RequestsAMinute = { person: 600, address: 6_000, visitor: 120 };
/** Drills and benchmarks run against the demonstration and must not measure this. */
const demo: RequestsAMinute = { person: 600_000, address: 6_000_000, visitor: 6_000_000 };

const PUBLIC = '/api/v1/course/public';
/** A stream is asked for once and stays; whether we live is asked by machines. */
const uncounted = new Set(['/api/v1/events', '/healthz', '/readyz']);

export function rateLimits(desk: Desk, limits: RequestsAMinute = desk.config.profile === 'production' ? production : demo): Middleware<RequestState> {
  const limiter = (points: number): RateLimiterMemory => new RateLimiterMemory({ points, duration: 60 });
  const people = limiter(limits.person), addresses = limiter(limits.address), visitors = limiter(limits.visitor);
  return async (ctx, next) => {
    if (!uncounted.has(ctx.path)) {
      await orTooMany(addresses.consume(networkOf(ctx.ip)));
      if (ctx.state.person) await orTooMany(people.consume(ctx.state.person.accountId));
      else if (ctx.path.startsWith(PUBLIC)) await orTooMany(visitors.consume(networkOf(ctx.ip)));
    }
    await next();
  };
}
async function orTooMany(consumed: Promise<RateLimiterRes>): Promise<void> {
  try {
    await consumed;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    refuse('tooMany', { headers: retryAfter(refused) });
  }
}
export const retryAfter = ({ msBeforeNext }: Pick<RateLimiterRes, 'msBeforeNext'>): Record<string, string> => ({ 'Retry-After': String(Math.max(1, Math.ceil(msBeforeNext / 1000))) });

/** One subscriber holds a whole /64 of IPv6 addresses. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^.*:/, '');
  const [head = '', tail] = address.split('::').map((part) => part.split(':').filter(Boolean).join(':'));
  const groups = head.split(':').filter(Boolean), rest = tail === undefined ? [] : tail.split(':').filter(Boolean);
  return [...groups, ...Array<string>(tail === undefined ? 0 : 8 - groups.length - rest.length).fill('0'), ...rest].slice(0, 4).join(':');
}
