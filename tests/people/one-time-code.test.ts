import { generate } from 'otplib';
import { describe, expect, test } from 'vitest';
import { stepOf } from '../../api/people/one-time-code.ts';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', NOW = Date.parse('2026-11-20T02:00:10Z'), STEP = 30_000, step = Math.floor(NOW / STEP);
const codeAt = (now: number): Promise<string> => generate({ secret, epoch: Math.floor(now / 1000) });

describe('second factor (RFC 6238)', () => {
  test('the published test vector of RFC 6238 fits', async () => expect(await stepOf('287082', secret, null, 59_000)).toBe(1));
  test.each([-1, 0, 1])('a code is good %i step away', async (away) => expect(await stepOf(await codeAt(NOW + away * STEP), secret, null, NOW)).toBe(step + away));
  test.each([-2, 2])('a code is not good %i steps away', async (away) => expect(await stepOf(await codeAt(NOW + away * STEP), secret, null, NOW)).toBeUndefined());
  test('a used code cannot be used again, nor one before it', async () => {
    expect(await stepOf(await codeAt(NOW), secret, step, NOW)).toBeUndefined();
    expect(await stepOf(await codeAt(NOW - STEP), secret, step, NOW)).toBeUndefined();
    expect(await stepOf(await codeAt(NOW + STEP), secret, step, NOW)).toBe(step + 1);
  });
  test('a code of the next step, used early, closes the present one too', async () => expect(await stepOf(await codeAt(NOW), secret, step + 1, NOW)).toBeUndefined());
  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('what is no six digits is refused: "%s"', async (code) => expect(await stepOf(code, secret, null, NOW)).toBeUndefined());
});
