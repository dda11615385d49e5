/** A stack of its own, in a folder that goes with it: for drills, benchmarks and recordings. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, type Stack, type StackOptions } from '../../stack/stack.ts';
import { worldOn, type World } from '../support/world.ts';

export interface OwnStack extends World {
  readonly stack: Stack;
  /** @param keep leaves the folder, with its logs, to be looked at */ stop(keep?: boolean): Promise<void>;
}

/** With the table of working days and nothing else. Ctrl+C stops it in order. */
export async function startOwnStack(options: Omit<StackOptions, 'home' | 'signal'> = {}): Promise<OwnStack> {
  const home = mkdtempSync(join(tmpdir(), 'schoolward-drill-')), interrupted = new AbortController();
  const stack = await startStack({ profile: 'demo', logLevel: 'warn', ...options, home, signal: interrupted.signal });
  const world = await worldOn(stack);
  const stop = async (keep = false): Promise<void> => {
    await world.orm.close();
    await world.temporal.connection.close();
    await stack.stop();
    if (!keep) rmSync(home, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => {
    interrupted.abort(new Error(signal));
    void stop().finally(() => process.exit(1));
  });
  return { ...world, stack, stop };
}
