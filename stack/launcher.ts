import { checkout, type ChildCommands, productCommands } from './children.ts';
import { Progress } from './progress.ts';
import { describeFailure } from './refusal.ts';
import { readSettings } from './settings.ts';
import { type Stack, startStack } from './stack.ts';

/** What is launched around the stores: our own programs, and whether the screens are built. */
export interface Product {
  commands: ChildCommands;
  web: boolean;
}

/**
 * Brings everything up, says where it is, keeps it alive until it is told to stop, then stops it in order.
 * @returns the exit code: 0 after a stop that was asked for, 1 when the start failed
 */
export async function launch(flags: string[], environment: NodeJS.ProcessEnv, product: Product = { commands: productCommands, web: true }): Promise<number> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort(new Error(signal)));
  surviveClosedOutput();
  // After the ready line standard output is closed to us: scripts take that line as the last.
  let ready = false;
  const progress = new Progress((line) => (ready ? console.error(line) : console.log(line)));
  let stack: Stack | undefined;
  try {
    const startedAt = performance.now();
    const settings = readSettings(flags, environment, checkout);
    stack = await startStack({ ...settings, ...product, demonstration: settings.profile === 'demo', progress, signal: ending.signal });
    progress.say(`  Everything runs after ${((performance.now() - startedAt) / 1000).toFixed(1)} s; Ctrl+C stops it. State and logs: ${stack.home}`);
    console.log(`Schoolward is ready: ${stack.baseUrl}`);
    ready = true;
    await ended(ending.signal);
    console.error('Stopping …');
    await stack.stop();
    return 0;
  } catch (failure) {
    await stack?.stop();
    if (ending.signal.aborted) return 0;
    console.error(describeFailure(failure));
    return 1;
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((done) => (signal.aborted ? done() : signal.addEventListener('abort', () => done())));
}

/** When whoever read our output is gone, writing fails; the installation must go on, or stop in order, all the same. */
function surviveClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
