/** One intention of a person is one `Idempotency-Key`, however often the click or the network repeats it. */
import { Problem } from './problem.ts';

/**
 * Keeps the key while nobody knows whether the command was carried out, and while the body is the same: trying again then
 * cannot do it twice. A settled answer, good or bad, or another body is a new intention (the desk refuses a key with another body).
 */
export class Intent {
  #key: string | undefined;
  #body: string | undefined;

  /** @throws whatever `send` throws */
  async attempt<T>(body: unknown, send: (key: string) => Promise<T>): Promise<T> {
    const key = this.#keyFor(JSON.stringify(body) ?? '');
    try {
      const answer = await send(key);
      this.#settle(key);
      return answer;
    } catch (failure) {
      if (!(failure instanceof Problem && failure.unsettled)) this.#settle(key);
      throw failure;
    }
  }

  #keyFor(body: string): string {
    if (this.#key === undefined || this.#body !== body) this.#key = crypto.randomUUID();
    this.#body = body;
    return this.#key;
  }
  #settle(key: string): void {
    if (this.#key === key) this.#key = undefined;
  }
}
