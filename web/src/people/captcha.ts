/** The puzzle for machines (after failed sign-ins): solved by itself, about a second of an office computer. */
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { CaptchaChallenge } from '#contract/people';
import { get } from '../lib/api.ts';

/** @returns the `captcha` of one sign-in: each solution is good once */
export async function solveCaptcha(): Promise<string> {
  const challenge = await get<CaptchaChallenge>('/captcha');
  const solution = await solveChallenge({ challenge, deriveKey });
  return btoa(JSON.stringify({ challenge, solution }));
}
