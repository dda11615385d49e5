/** Changing one's own password. Spec 1.8. */
import type { z } from 'zod';
import { problems } from '#domain/problem';
import { Account } from '../db/entities/people.ts';
import { row, sql, type EntityManager } from '#db/orm';
import type { Language } from '#domain/label';
import { ProblemError, type FieldError } from '../http/problem-error.ts';
import type { Person } from '../policy/ability.ts';
import type { Attempts } from './attempts.ts';
import type { passwordChange } from './contract.ts';
import { passwordProblems } from './password-policy.ts';
import { fits, fitsAny, hashPassword } from './passwords.ts';

const REMEMBERED = 3;

interface PasswordRow { readonly hash: string | null; readonly history: string[] }
const getPasswords = async (em: EntityManager, accountId: string): Promise<PasswordRow> =>
  (await row<PasswordRow>(em, sql`select password_hash as hash, password_history as history from account where id = ${accountId}`))!;

/** Where the change is asked for: by whom, from which address, in which language. */
export interface Asked { readonly person: Person; readonly address: string; readonly language: Language }

/** @throws {ProblemError} `invalid` with all that is wrong with either field, `locked` */
export async function changePassword(em: EntityManager, attempts: Attempts, asked: Asked, { current, next }: z.infer<typeof passwordChange>): Promise<void> {
  const { accountId, login, grants } = asked.person;
  await provePassword(em, attempts, asked, current, '/current');
  const { hash, history } = await getPasswords(em, accountId);
  const used = [...new Set([...(hash ? [hash] : []), ...history])].slice(0, REMEMBERED);
  const codes = [...passwordProblems(next, { login, roles: grants.map((grant) => grant.role) }), ...((await fitsAny(next, used)) ? ['usedBefore'] : [])];
  if (codes.length) throw new ProblemError('invalid', { errors: codes.map((code): FieldError => ({ pointer: '/next', code })) });
  const hashed = await hashPassword(next);
  await em.nativeUpdate(Account, { id: accountId }, { passwordHash: hashed, passwordChangedAt: new Date(), passwordHistory: [hashed, ...used].slice(0, REMEMBERED) });
}
/** Who finds a screen unlocked cannot try passwords here more often than at the door. @throws {ProblemError} `invalid` at the field, `locked` */
export async function provePassword(em: EntityManager, attempts: Attempts, { person, address, language }: Asked, typed: string, pointer: string): Promise<void> {
  const attempt = await attempts.begin(person.login, address);
  const { hash } = await getPasswords(em, person.accountId);
  if (await fits(typed, hash)) return attempt.succeeded();
  await attempt.failed();
  throw wrongAt(pointer, language);
}
export const wrongAt = (pointer: string, language: Language): ProblemError => new ProblemError('invalid', { errors: [{ pointer, code: 'badCredentials', message: problems.badCredentials.label[language] }] });
