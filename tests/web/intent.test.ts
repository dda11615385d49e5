import { describe, expect, it } from 'vitest';
import { Intent } from '../../web/src/lib/intent.ts';
import { Problem } from '../../web/src/lib/problem.ts';

const offline = new Problem({ status: 0, code: 'offline' });
const away = new Problem({ status: 503, code: 'unavailable' });
const refused = new Problem({ status: 409, code: 'wrongStatus' });

/** Attempts with these bodies and answers, one after the other. @returns the keys they were sent with */
async function keysOf(attempts: readonly (readonly [body: unknown, answer: Problem | 'ok'])[]): Promise<string[]> {
  const intent = new Intent();
  const keys: string[] = [];
  for (const [body, answer] of attempts) {
    await intent.attempt(body, async (key) => {
      keys.push(key);
      if (answer !== 'ok') throw answer;
    }).catch(() => undefined);
  }
  return keys;
}

describe('one intention is one idempotency key', () => {
  it('keeps it while nobody knows whether the command was carried out', async () => {
    const [first, second, third] = await keysOf([[{ a: 1 }, offline], [{ a: 1 }, away], [{ a: 1 }, 'ok']]);
    expect(second).toBe(first);
    expect(third).toBe(first);
  });
  it('takes a new one after it was done', async () => {
    const [first, second] = await keysOf([[{ a: 1 }, 'ok'], [{ a: 1 }, 'ok']]);
    expect(second).not.toBe(first);
  });
  it('takes a new one after a definite refusal', async () => {
    const [first, second] = await keysOf([[{ a: 1 }, refused], [{ a: 1 }, 'ok']]);
    expect(second).not.toBe(first);
  });
  it('takes a new one for another body: the desk refuses a key that comes back with one', async () => {
    const [first, second] = await keysOf([[{ a: 1 }, offline], [{ a: 2 }, 'ok']]);
    expect(second).not.toBe(first);
  });
  it('hands on the answer and the refusal as they came', async () => {
    await expect(new Intent().attempt({}, async () => 42)).resolves.toBe(42);
    await expect(new Intent().attempt({}, async () => { throw refused; })).rejects.toBe(refused);
  });
});
