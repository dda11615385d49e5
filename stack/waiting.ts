import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds after which the wait is given up. */
  within: number;
  /** Milliseconds between two looks; 50 unless told. */
  every?: number;
  signal?: AbortSignal;
}

/**
 * Asks again and again until the answer is something other than undefined, and returns that answer.
 * @throws what `giveUp` returns when the time is over, or the abort reason
 */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined> | Answer | undefined,
  patience: Patience,
  giveUp: () => Error,
): Promise<Answer> {
  const deadline = performance.now() + patience.within;
  for (;;) {
    patience.signal?.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() >= deadline) throw giveUp();
    await pause(patience.every ?? 50, undefined, patience.signal && { signal: patience.signal });
  }
}

/** Like `until`, but a wait that is too long is an answer: false. */
export async function happensWithin(milliseconds: number, ask: () => boolean): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!ask()) {
    if (performance.now() > deadline) return false;
    await pause(25);
  }
  return true;
}
