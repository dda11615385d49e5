/**
 * Who fails to sign in, and how often: counted for a login whether or not it exists, and for an address, in the store, for all processes together.
 * Five failures lock a login for 15 minutes (spec 1.8).
 */
import { createHmac } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { kysely, type MikroORM } from '#db/orm';
import type { Config } from '../config.ts';
import { ProblemError, refuse } from '../http/problem-error.ts';
import { networkOf, retryAfter } from '../http/rate-limits.ts';

const FAILURES = 5;
const LOCK_SECONDS = 15 * 60;
/** Failures further apart than this no longer belong together. */
const REMEMBER_SECONDS = 24 * 60 * 60;
/** Drills of the demonstration all come from one. */
const FAILURES_OF_AN_ADDRESS = { production: 100, demo: 100_000 };

export interface Attempts {
  /** How often this login failed since it last succeeded. @throws {ProblemError} `locked` */
  failuresOf(login: string): Promise<number>;
  /** Counts the attempt as failed before anything is compared: a hundred guesses at once are not a hundred free guesses. @throws {ProblemError} `locked`, `tooMany` */
  begin(login: string, address: string): Promise<Attempt>;
  /** Whether this is seen for the first time. */ firstUse(token: string, withinMs: number): Promise<boolean>;
}
export interface Attempt {
  /** It stays failed; the fifth locks. */ failed(): Promise<void>;
  /** It was no failure, and clears none. */ takenBack(): Promise<void>;
  succeeded(): Promise<void>;
}

export function attemptsIn(orm: MikroORM, { keys, profile }: Config): Attempts {
  const limiter = (keyPrefix: string, points: number, duration: number, blockDuration = 0): RateLimiterPostgres =>
    new RateLimiterPostgres({ storeClient: client(orm), storeType: 'client', tableName: 'rate_limit', tableCreated: true, keyPrefix, points, duration, blockDuration });
  const logins = limiter('login', FAILURES, REMEMBER_SECONDS, LOCK_SECONDS), addresses = limiter('address', FAILURES_OF_AN_ADDRESS[profile], LOCK_SECONDS), tokens = limiter('token', 1, REMEMBER_SECONDS);
  // logins can be national IDs, and addresses are personal data too
  const keyOf = (text: string): string => createHmac('sha256', keys.session).update(text.trim().toLowerCase()).digest('base64url');
  return {
    async failuresOf(login) {
      const found = await logins.get(keyOf(login));
      if (found && found.consumedPoints > FAILURES) refuse('locked', { headers: retryAfter(found) });
      return found?.consumedPoints ?? 0;
    },
    async begin(login, address) {
      const from = keyOf(networkOf(address)), who = keyOf(login);
      await unless('tooMany', addresses.consume(from));
      const { consumedPoints } = await unless('locked', logins.consume(who));
      return {
        async failed() { if (consumedPoints >= FAILURES) await logins.block(who, LOCK_SECONDS); },
        async takenBack() { await Promise.all([logins.reward(who), addresses.reward(from)]); },
        async succeeded() { await Promise.all([logins.delete(who), addresses.reward(from)]); },
      };
    },
    firstUse: (token, withinMs) => tokens.consume(keyOf(token), 1, { customDuration: Math.ceil(withinMs / 1000) }).then(() => true, (refused: unknown) => { if (refused instanceof RateLimiterRes) return false; throw refused; }),
  };
}
function unless(code: 'tooMany' | 'locked', consumed: Promise<RateLimiterRes>): Promise<RateLimiterRes> {
  return consumed.catch((refused: unknown) => { throw refused instanceof RateLimiterRes ? new ProblemError(code, { headers: retryAfter(refused) }) : refused; });
}
/** The limiter speaks to `pg`; this lets it use the desk's own connections. */
function client(orm: MikroORM): object {
  return {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const { rows, numAffectedRows } = await kysely(orm.em.fork()).executeQuery(CompiledQuery.raw(text, values));
      return { rows, rowCount: Number(numAffectedRows ?? rows.length) };
    },
  };
}
