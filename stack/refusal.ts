/**
 * A reason not to go on that the person at the keyboard can do something about. It is shown as two sentences, without a
 * stack trace: what is the matter, and the way out.
 */
export class Refusal extends Error {
  readonly wayOut: string;

  constructor(matter: string, wayOut: string, options?: ErrorOptions) {
    super(matter, options);
    this.name = 'Refusal';
    this.wayOut = wayOut;
  }
}

const diskFull = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i;

/**
 * What to print for an error that ended a command: a refusal as it was written, a full disk as one, anything else with its
 * stack, because it is a fault of ours.
 */
export function describeFailure(failure: unknown): string {
  if (failure instanceof Refusal) return `${failure.message}\n→ ${failure.wayOut}`;
  const error = failure instanceof Error ? failure : new Error(String(failure));
  if (diskFull.test(`${error.message} ${'code' in error ? String(error.code) : ''}`)) {
    return `The disk is full: ${error.message}\n→ Free some space and start again; nothing that was recorded is lost.`;
  }
  return error.stack ?? error.message;
}
