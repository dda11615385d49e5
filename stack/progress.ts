/** Says how far a step has come, for example `compiled 320 of 1480 packages`. Printed only when the step takes long. */
export type Tell = (detail: string) => void;

const firstWordAfterMilliseconds = 3_000;
const nextWordAfterMilliseconds = 5_000;

/** Prints what is being done, how far it is when it takes more than three seconds, and how long it took. */
export class Progress {
  readonly #print: (line: string) => void;
  #printedAt = -Infinity;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  /** Runs one step. `work` may return a sentence that says what came out; a failure is passed on. */
  async step(title: string, work: (tell: Tell) => Promise<string | void>): Promise<void> {
    const startedAt = performance.now();
    const seconds = (): string => ((performance.now() - startedAt) / 1000).toFixed(1);
    let detail = '';
    let toldAt = startedAt - nextWordAfterMilliseconds + firstWordAfterMilliseconds;
    const ticker = setInterval(() => {
      const now = performance.now();
      if (now - toldAt < nextWordAfterMilliseconds || now - this.#printedAt < firstWordAfterMilliseconds) return;
      toldAt = now;
      this.#write(`  … ${title}${detail && `: ${detail}`} (${seconds()} s)`);
    }, 250);
    try {
      const outcome = await work((said) => (detail = said));
      this.#write(`✓ ${title}${outcome ? `: ${outcome}` : ''} (${seconds()} s)`);
    } catch (failure) {
      this.#write(`✗ ${title} (${seconds()} s)`);
      throw failure;
    } finally {
      clearInterval(ticker);
    }
  }

  say(line: string): void {
    this.#write(line);
  }

  #write(line: string): void {
    this.#printedAt = performance.now();
    this.#print(line);
  }
}
