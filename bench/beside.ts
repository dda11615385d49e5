/** A program beside the stack, for the bare side of a comparison. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Beside { /** the first line it printed */ readonly said: string; stop(): Promise<void> }
const GRACE_MS = 8_000;

/** @returns when it has printed its first line */
export async function beside(program: URL, environment: Record<string, string>): Promise<Beside> {
  const child = spawn(process.execPath, [fileURLToPath(program)], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] }), ended = once(child, 'exit');
  const said = await Promise.race([once(createInterface(child.stdout), 'line') as Promise<[string]>, ended.then(([code]) => { throw new Error(`${program.pathname.split('/').at(-1)} ended with ${code}`); })]);
  return {
    said: said[0],
    async stop() {
      child.kill('SIGTERM');
      const impatient = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(impatient);
    },
  };
}
