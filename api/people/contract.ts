/** Sessions and the person behind them. */
import { z } from 'zod';
import { wholeList } from '../cases/contract.ts';

export const signIn = z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200), otp: z.string().max(10).optional(), captcha: z.string().max(4000).optional() });
export const me = z.object({
  id: z.uuid(), name: z.string(), login: z.string(),
  grants: z.array(z.object({ role: z.string(), roleLabel: z.string(), organisation: z.object({ id: z.string(), name: z.string(), kind: z.string() }) })),
  /** what the screens offer: names of abilities such as `dropout.open`, `supervision`, `cases` */ abilities: z.array(z.string()),
  sessionExpiresAt: z.iso.datetime(), passwordExpiresOn: z.iso.date().nullable(), /** the menu is locked until it is changed (spec 1.8) */ passwordExpired: z.boolean(),
  secondFactor: z.boolean(), profile: z.enum(['demo', 'production']),
});
export const passwordChange = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });
/** for the widget (altcha); it answers with `captcha` of the sign-in */
export const captchaChallenge = z.object({
  parameters: z.object({ algorithm: z.string(), nonce: z.string(), salt: z.string(), cost: z.int(), keyLength: z.int(), keyPrefix: z.string(), keySignature: z.string().optional(), expiresAt: z.int() }),
  signature: z.string(),
});
/** Without a code: asks for a secret to scan (the password proves it is you where one is bound already). With one: shows that it was scanned, which binds it. */
export const otpBinding = z.object({ password: z.string().max(200).optional(), code: z.string().max(10).optional() });
export const otpBound = z.object({ bound: z.boolean(), secret: z.string().optional(), /** `otpauth:` for the QR code */ uri: z.string().optional() });
export const demoAccounts = z.object({ items: z.array(z.object({ account: z.string(), name: z.string(), role: z.string(), roleLabel: z.string(), organisation: z.string() })), nextCursor: wholeList });
export const demoSignIn = z.object({ account: z.string().max(100) });
/** Invented pupils whom the caller's school could file for now. */
export const demoStudents = z.object({ items: z.array(z.object({ idNo: z.string(), name: z.string() })), nextCursor: wholeList });
export const fastForward = z.object({ days: z.number().positive().max(400) });
export const fastForwarded = z.object({ id: z.uuid(), version: z.int(), sequence: z.int(), status: z.string(), clockAheadMs: z.int() });
export const registryPresence = z.object({ away: z.boolean() });

export type Me = z.infer<typeof me>;
export type CaptchaChallenge = z.infer<typeof captchaChallenge>;
export type OtpBinding = z.infer<typeof otpBinding>;
export type OtpBound = z.infer<typeof otpBound>;
export type SignIn = z.infer<typeof signIn>;
export type DemoStudents = z.infer<typeof demoStudents>;
export type DemoAccounts = z.infer<typeof demoAccounts>;
