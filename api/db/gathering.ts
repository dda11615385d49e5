/** Small things that come one by one and may be written a moment later: one statement for all that came meanwhile. */
export interface Gathering<T> { add(one: T): void; /** what was gathered is written first */ stop(): Promise<void> }
/** @param write must not throw: what it cannot write is its own to lose or to keep */
export function gathering<T>(afterMs: number, write: (gathered: readonly T[]) => Promise<void>): Gathering<T> {
  let gathered: T[] = [], later: NodeJS.Timeout | undefined;
  function flush(): Promise<void> {
    const all = gathered;
    gathered = [];
    later = undefined;
    return all.length ? write(all) : Promise.resolve();
  }
  return {
    add(one) { gathered.push(one); later ??= setTimeout(() => void flush(), afterMs); },
    stop() { clearTimeout(later); return flush(); },
  };
}
