/** Binding a second factor: a secret is handed out, and counts from the moment a code of it has been seen. */
import { generateSecret, generateURI } from 'otplib';
import type { Instant } from '#domain/plain-date';
import { Account } from '../db/entities/people.ts';
import { row, sql, type EntityManager } from '#db/orm';
import type { Sealing } from '#db/sealing';
import type { Attempts } from './attempts.ts';
import type { OtpBinding, OtpBound } from './contract.ts';
import { provePassword, wrongAt, type Asked } from './new-password.ts';
import { stepOf } from './one-time-code.ts';

/** @throws {ProblemError} `invalid` where the code or the password is wrong, `locked` */
export async function bindSecondFactor(em: EntityManager, sealing: Sealing, attempts: Attempts, asked: Asked, { code, password }: OtpBinding): Promise<OtpBound> {
  if (code === undefined) return handOutSecret(em, sealing, attempts, asked, password);
  if (!(await confirm(em, sealing, asked.person.accountId, code, Date.now()))) throw wrongAt('/code', asked.language);
  return { bound: true };
}
/** The secret bound before stays in force until the new one is confirmed. */
async function handOutSecret(em: EntityManager, sealing: Sealing, attempts: Attempts, asked: Asked, password = ''): Promise<OtpBound> {
  const { accountId, login } = asked.person;
  const account = await row<{ bound: boolean }>(em, sql`select otp_secret_sealed is not null as bound from account where id = ${accountId}`);
  if (account?.bound) await provePassword(em, attempts, asked, password, '/password');
  const secret = generateSecret();
  await em.nativeUpdate(Account, { id: accountId }, { otpPendingSealed: sealing.seal(secret) });
  return { bound: false, secret, uri: generateURI({ issuer: '就學通 Schoolward', label: login, secret }) };
}
async function confirm(em: EntityManager, sealing: Sealing, accountId: string, code: string, now: Instant): Promise<boolean> {
  const account = await row<{ pending: string | null }>(em, sql`select otp_pending_sealed as pending from account where id = ${accountId}`);
  if (!account?.pending) return false;
  const step = await stepOf(code, sealing.open(account.pending), null, now);
  if (step === undefined) return false;
  return (await row(em, sql`update account set otp_secret_sealed = otp_pending_sealed, otp_pending_sealed = null, otp_used_step = ${step} where id = ${accountId} and otp_pending_sealed = ${account.pending} returning id`)) !== undefined;
}
