/** Whether a login and what was typed with it belong together. Whatever is wrong is answered alike, and takes as long. Spec 1.8. */
import { row, sql, type EntityManager } from '#db/orm';
import type { Desk } from '../desk.ts';
import { refuse } from '../http/problem-error.ts';
import type { Attempts } from './attempts.ts';
import { isSolved } from './captcha.ts';
import type { SignIn } from './contract.ts';
import { useCode } from './one-time-code.ts';
import { fits } from './passwords.ts';

const FAILURES_BEFORE_CAPTCHA = 2;

interface AccountRow { readonly id: string; readonly passwordHash: string | null; readonly sealed: string | null; readonly usedStep: number | null }

/** @returns the account's id. @throws {ProblemError} `locked`, `tooMany`, `captchaRequired`, `badCredentials`; `otpRequired` only to who knows the password */
export async function authenticate(desk: Desk, em: EntityManager, attempts: Attempts, { login, password, otp, captcha }: SignIn, { address, requestId }: { address: string; requestId: string }): Promise<string> {
  const production = desk.config.profile === 'production';
  const failures = await attempts.failuresOf(login);
  if (production && failures >= FAILURES_BEFORE_CAPTCHA && !(await isSolved(desk.config, attempts, captcha))) refuse('captchaRequired');
  const attempt = await attempts.begin(login, address);
  const account = await findAccount(em, login, production);
  const right = await fits(password, account?.passwordHash);
  if (right && account?.sealed && !otp) {
    await attempt.takenBack();
    refuse('otpRequired');
  }
  if (!account || !right || !(await secondFactorFits(desk, em, account, otp))) {
    await attempt.failed();
    desk.log.warn({ requestId, accountId: account?.id ?? null }, 'sign-in refused');
    return refuse('badCredentials');
  }
  await attempt.succeeded();
  desk.log.info({ requestId, accountId: account.id }, 'signed in');
  return account.id;
}
function findAccount(em: EntityManager, login: string, production: boolean): Promise<AccountRow | undefined> {
  return row<AccountRow>(em, sql`select id, password_hash as "passwordHash", otp_secret_sealed as sealed, otp_used_step::float8 as "usedStep" from account where login = ${login} and status = 'normal' and not (demonstration and ${production}::boolean)`);
}
async function secondFactorFits({ sealing }: Desk, em: EntityManager, { id, sealed, usedStep }: AccountRow, otp: string | undefined): Promise<boolean> {
  return sealed === null || useCode(em, sealing, { id, sealed, usedStep }, otp ?? '', Date.now());
}
