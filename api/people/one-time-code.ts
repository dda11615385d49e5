/** The second factor: time-based codes of RFC 6238, one step early or late, each good once. */
import { verify } from 'otplib';
import type { Instant } from '#domain/plain-date';
import { row, sql, type EntityManager } from '#db/orm';
import type { Sealing } from '#db/sealing';

const STEP_SECONDS = 30;

/** @returns the step the code belongs to; undefined where it is wrong, or no later than one used before */
export async function stepOf(code: string, secret: string, usedStep: number | null, now: Instant): Promise<number | undefined> {
  if (!/^\d{6}$/.test(code)) return undefined;
  const epoch = Math.floor(now / 1000), current = Math.floor(epoch / STEP_SECONDS);
  // otplib refuses to look back to before the first step, or behind a step beyond its window
  if (usedStep !== null && usedStep >= current + 1) return undefined;
  const result = await verify({ secret, token: code, epoch, epochTolerance: STEP_SECONDS, ...(usedStep !== null && { afterTimeStep: usedStep }) });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}
/** Uses a code up. Two requests with the same code: the store lets one of them pass. */
export async function useCode(em: EntityManager, sealing: Sealing, { id, sealed, usedStep }: { readonly id: string; readonly sealed: string; readonly usedStep: number | null }, code: string, now: Instant): Promise<boolean> {
  const step = await stepOf(code, sealing.open(sealed), usedStep, now);
  if (step === undefined) return false;
  return (await row(em, sql`update account set otp_used_step = ${step} where id = ${id} and coalesce(otp_used_step, -1) < ${step} returning id`)) !== undefined;
}
