/** Whether an account may work, or must first put itself in order. Spec 1.8, and the second factor bound before work. */
import { addDays, dateAt, endOfDay, type Instant, type PlainDate } from '#domain/plain-date';
import type { ProblemCode } from '#domain/problem';
import type { Config } from '../config.ts';

const PASSWORD_DAYS = 90;

export interface Standing { readonly demonstration: boolean; readonly passwordChangedAt: Instant | null; readonly secondFactor: boolean }

/** The last day on which the password opens everything; an account that has none of ours has no such day. */
export const passwordExpiresOn = ({ passwordChangedAt }: Pick<Standing, 'passwordChangedAt'>): PlainDate | null =>
  passwordChangedAt === null ? null : addDays(dateAt(passwordChangedAt), PASSWORD_DAYS);

export function isPasswordExpired(standing: Pick<Standing, 'passwordChangedAt'>, now: Instant): boolean {
  const lastDay = passwordExpiresOn(standing);
  return lastDay !== null && now > endOfDay(lastDay);
}
/** @returns what bars the way to everything but putting it right */
export function barredFromWork(standing: Standing, profile: Config['profile'], now: Instant): ProblemCode | undefined {
  if (isPasswordExpired(standing, now)) return 'passwordExpired';
  return profile === 'production' && !standing.demonstration && !standing.secondFactor ? 'secondFactorNeeded' : undefined;
}
