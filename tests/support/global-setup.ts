/** One real stack for the whole run: PostgreSQL, Temporal, worker and API on free ports, in a home of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startStack } from '../../stack/stack.ts';

declare module 'vitest' {
  interface ProvidedContext { readonly stack: { readonly baseUrl: string; readonly environment: Readonly<Record<string, string>> } }
}
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'schoolward-test-'));
  const stack = await startStack({ home, profile: 'demo', web: true, logLevel: 'warn' });
  project.provide('stack', { baseUrl: stack.baseUrl, environment: stack.environment });
  return async () => {
    await stack.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
