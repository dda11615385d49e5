/** Whether the process lives and what it needs works: asked by watchmen, who must never be shown a page. CONTRACT.md. */
import { describe, expect, it } from 'vitest';
import { testWorld } from '../support/world.ts';

const ask = async (path: string) => fetch(`${(await testWorld()).baseUrl}${path}`, { headers: { accept: 'text/html,*/*' } });

describe.concurrent('health', () => {
  it('GET /healthz answers while the process lives', async () => {
    const answer = await ask('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { process: 'ok' }]);
  });

  it('GET /readyz names both stores and the worker, each ok', async () => {
    const answer = await ask('/readyz');
    expect([answer.status, await answer.json()]).toEqual([200, { postgres: 'ok', temporal: 'ok', worker: 'ok' }]);
  });
});
