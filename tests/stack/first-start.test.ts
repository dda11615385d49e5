import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Launched, launchOverStandIns, pidOf, temporaryFolder } from './launched.ts';

const moments: [string, (home: string) => boolean][] = [
  ['the database is being created', (home) => globSync('postgres.unfinished-*/data/PG_VERSION', { cwd: home }).length > 0],
  ['PostgreSQL has just started', (home) => pidOf(home, 'postgres') !== undefined],
];

describe('a first start that is killed', () => {
  let folder: string;
  const begun: Launched[] = [];
  const begin = (home: string): Launched => {
    begun.push(launchOverStandIns(home));
    return begun.at(-1)!;
  };

  beforeEach(() => {
    folder = temporaryFolder();
  });

  afterEach(async () => {
    for (const launched of begun.splice(0)) {
      launched.process.kill('SIGTERM');
      await launched.exitCode;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  });

  it.each(moments)('while %s is finished by the next one', async (_moment, hasCome) => {
    const home = join(folder, 'home');
    const first = begin(home);
    await vi.waitFor(() => expect(hasCome(home)).toBe(true), { timeout: 30_000, interval: 5 });
    first.process.kill('SIGKILL');
    await first.exitCode;
    const second = begin(home);
    await second.ready;
    second.process.kill('SIGTERM');
    expect(await second.exitCode).toBe(0);
  }, 120_000);

  it('that is interrupted stops what it had started and ends with exit code 0', async () => {
    const home = join(folder, 'home');
    const launched = begin(home);
    await vi.waitFor(() => expect(pidOf(home, 'postgres')).toBeDefined(), { timeout: 30_000, interval: 5 });
    launched.process.kill('SIGINT');
    expect(await launched.exitCode).toBe(0);
    expect(pidOf(home, 'postgres')).toBeUndefined();
    expect(launched.stdout()).not.toContain('is ready');
  }, 120_000);

  it('lets the next launcher wait for one that is just stopping', async () => {
    const home = join(folder, 'home');
    const first = begin(home);
    await first.ready;
    first.process.kill('SIGTERM');
    await vi.waitFor(() => expect(first.output()).toContain('Stopping'), { timeout: 10_000, interval: 5 });
    const second = begin(home);
    await second.ready;
    second.process.kill('SIGTERM');
    expect(await Promise.all([first.exitCode, second.exitCode])).toEqual([0, 0]);
  }, 120_000);
});
