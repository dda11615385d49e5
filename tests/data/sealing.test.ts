/** QUALITY, security: national IDs are encrypted under a named key that can be replaced, and found by a keyed index. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sealingWith } from '#db/sealing';

const key = (): string => randomBytes(32).toString('base64');
const first = { id: 'k1', key: key() }, blindIndex = key(), ID = 'Y190000016';
const sealing = sealingWith({ encryption: first, blindIndex });

describe('a national ID at rest', () => {
  test('is opened by who has the key, and looks different each time', () => {
    const sealed = [sealing.seal(ID), sealing.seal(ID)];
    expect(sealed.map(sealing.open)).toEqual([ID, ID]);
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(sealed.join()).not.toContain('0000');
  });
  test('that was changed is not opened', () => {
    const [keyId, text] = sealing.seal(ID).split('.') as [string, string], bytes = Buffer.from(text, 'base64url');
    bytes[bytes.length - 1]! ^= 1;
    expect(() => sealing.open(`${keyId}.${bytes.toString('base64url')}`)).toThrow();
  });
  test('sealed with an earlier key is opened after the key was replaced; without it, it is not', () => {
    const sealed = sealing.seal(ID), second = { id: 'k2', key: key() };
    const rotated = sealingWith({ encryption: second, retired: [first], blindIndex });
    expect(rotated.open(sealed)).toBe(ID);
    expect(rotated.seal(ID)).toMatch(/^k2\./);
    expect(() => sealingWith({ encryption: second, blindIndex }).open(sealed)).toThrow(/k1/);
  });
  test('is found however it was typed, and only by who has the index key', () => {
    expect(sealing.blindIndex(' ｙ190-000016 ')).toBe(sealing.blindIndex(ID));
    expect(sealing.blindIndex(ID)).not.toBe(sealing.blindIndex('Y290000018'));
    expect(sealingWith({ encryption: first, blindIndex: key() }).blindIndex(ID)).not.toBe(sealing.blindIndex(ID));
  });
  test('is not sealed with a key that is too short', () => expect(() => sealingWith({ encryption: { id: 'k1', key: 'c2hvcnQ=' }, blindIndex })).toThrow(/5 bytes instead of 32/));
});
