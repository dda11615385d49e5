/** What a worker looks for again and again while it lives: rows that wait for it. */
import { setTimeout as pause } from 'node:timers/promises';

export interface Watch { stop(): Promise<void> }
/** @param look @returns whether more waits, which is looked at without a pause. @param failed hears why a look found nothing out; the next comes as always */
export function lookAgain(everyMs: number, look: () => Promise<boolean>, failed: (error: unknown) => void): Watch {
  const ending = new AbortController();
  const running = (async () => {
    while (!ending.signal.aborted) {
      const more = await look().catch((error: unknown) => { failed(error); return false; });
      if (!more) await pause(everyMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return { async stop() { ending.abort(); await running; } };
}
