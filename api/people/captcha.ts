/** A puzzle for machines: the server makes and signs it, the browser solves it, and each solution is good once. */
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { MINUTE, type Instant } from '#domain/plain-date';
import type { Config } from '../config.ts';
import type { Attempts } from './attempts.ts';
import { captchaChallenge, type CaptchaChallenge } from './contract.ts';

const VALID_MS = 10 * MINUTE;
/** About a second of an office computer: nothing for a person, much for one who tries passwords. */
const COST = 1_000, LEAST = 2_000, MOST = 6_000;

const secretsOf = ({ keys }: Config) => ({ hmacSignatureSecret: `captcha:${keys.session}`, hmacKeySignatureSecret: `captcha-key:${keys.session}` });

export async function newChallenge(config: Config, now: Instant): Promise<CaptchaChallenge> {
  return captchaChallenge.parse(await createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: COST, counter: randomInt(MOST, LEAST), deriveKey, expiresAt: new Date(now + VALID_MS), ...secretsOf(config) }));
}
/** @param payload base64 of the challenge and its solution, as the widget sends it */
export async function isSolved(config: Config, attempts: Attempts, payload: string | undefined): Promise<boolean> {
  const nonce = payload && (await verifiedNonce(config, payload));
  return Boolean(nonce) && attempts.firstUse(nonce!, VALID_MS);
}
async function verifiedNonce(config: Config, payload: string): Promise<string | undefined> {
  try {
    const { challenge, solution } = JSON.parse(Buffer.from(payload, 'base64').toString()) as Pick<Parameters<typeof verifySolution>[0], 'challenge' | 'solution'>;
    const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secretsOf(config) });
    return verified ? challenge.parameters.nonce : undefined;
  } catch {
    // a payload that cannot even be read is no solution
    return undefined;
  }
}
