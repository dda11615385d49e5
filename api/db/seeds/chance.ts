/** Chance that comes out the same every time: a demonstration that is seeded again is the same demonstration. */
import { createHash } from 'node:crypto';

export interface Chance {
  /** 0 ≤ x < 1 */ next(): number;
  /** from and to inclusive */ between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** by weight */ weighted<T>(list: readonly (readonly [T, number])[]): T;
}

/** mulberry32, seeded by a word. */
export function chanceOf(word: string): Chance {
  let state = createHash('sha256').update(word).digest().readUInt32LE();
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next, between,
    pick: (list) => list[between(0, list.length - 1)]!,
    weighted(list) {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      return (list.find(([, weight]) => (left -= weight) < 0) ?? list.at(-1)!)[0];
    },
  };
}
/** The same words, the same UUID (RFC 9562, version 8). */
export function uuidOf(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join(':')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
