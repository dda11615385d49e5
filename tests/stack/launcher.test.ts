import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isAlive, type Launched, launchOverStandIns, pidOf, temporaryFolder } from './launched.ts';

const everyone = ['launcher', 'postgres', 'temporal', 'worker', 'api'];
const patience = { timeout: 20_000, interval: 50 };

// One installation lives through this file from top to bottom, as one does on a machine.
describe('an installation', () => {
  const home = join(temporaryFolder(), 'home');
  let launched: Launched;
  let address: string;

  beforeAll(async () => {
    launched = launchOverStandIns(home);
    address = await launched.ready;
  }, 120_000);

  afterAll(async () => {
    launched.process.kill('SIGTERM');
    await launched.exitCode;
    rmSync(join(home, '..'), { recursive: true, force: true });
  }, 120_000);

  it('says where it is in the last line it prints, after the steps and the demonstration accounts', () => {
    const lines = launched.stdout().trimEnd().split('\n');
    expect(lines.at(-1)).toBe(`Schoolward is ready: ${address}`);
    expect(lines).toEqual(expect.arrayContaining([expect.stringContaining('✓ PostgreSQL'), expect.stringContaining('stand-in for accounts')]));
  });

  it('runs each part as a process of its own', () => {
    const pids = everyone.map((name) => pidOf(home, name));
    expect(new Set(pids).size).toBe(everyone.length);
    expect(pids.every((pid) => pid !== undefined && isAlive(pid))).toBe(true);
  });

  it('tells its programs where both stores, the keys and the home are, in the time zone UTC', async () => {
    const told = (await (await fetch(address)).json()) as Record<string, string>;
    expect(told).toMatchObject({
      DATABASE_URL: expect.stringMatching(/^postgres:\/\/schoolward:.+@127\.0\.0\.1:\d+\/schoolward$/),
      TEMPORAL_ADDRESS: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      TEMPORAL_NAMESPACE: 'schoolward',
      SCHOOLWARD_HOME: home,
      SCHOOLWARD_PROFILE: 'demo',
      SCHOOLWARD_KEY_FILE: join(home, 'keys.json'),
      TZ: 'UTC',
    });
  });

  it('listens on the loopback address only', async () => {
    const { rows } = await query(address, 'SHOW listen_addresses');
    expect(rows).toEqual([{ listen_addresses: '127.0.0.1' }]);
  });

  it('gives the product a database role that is no superuser and cannot make roles', async () => {
    const { rows } = await query(address, 'SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
  });

  it('refuses a second launcher and names the first with its pid and address', async () => {
    const second = launchOverStandIns(home);
    expect(await second.exitCode).toBe(1);
    expect(second.output()).toContain(`process ${launched.process.pid}, at ${address}`);
    expect(isAlive(pidOf(home, 'postgres')!)).toBe(true);
  });

  it.each(['worker', 'temporal', 'postgres', 'api'])('starts %s again when it is killed', async (name) => {
    const before = pidOf(home, name)!;
    process.kill(before, 'SIGKILL');
    await vi.waitFor(() => expect([undefined, before]).not.toContain(pidOf(home, name)), patience);
    await vi.waitFor(() => fetch(`${address}/readyz`), patience);
  });

  it('stops what a killed launcher left running, and goes on over the same data', async () => {
    await vi.waitFor(() => query(address, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS row'), patience);
    const before = everyone.map((name) => pidOf(home, name)!);
    launched.process.kill('SIGKILL');
    await launched.exitCode;
    launched = launchOverStandIns(home);
    address = await launched.ready;
    expect(before.filter(isAlive)).toEqual([]);
    expect((await query(address, 'SELECT * FROM kept')).rows).toEqual([{ row: 1 }]);
  }, 120_000);

  it('leaves another program alone that was given the pid of one of its own', async () => {
    launched.process.kill('SIGKILL');
    await launched.exitCode;
    const stranger = spawn('sleep', ['600']);
    process.kill(pidOf(home, 'worker')!, 'SIGKILL');
    writeFileSync(join(home, 'run', 'worker.pid'), String(stranger.pid));
    launched = launchOverStandIns(home);
    address = await launched.ready;
    expect(stranger.exitCode).toBeNull();
    expect(isAlive(stranger.pid!)).toBe(true);
    stranger.kill('SIGKILL');
  }, 120_000);

  it('stops all of it on SIGTERM and ends with exit code 0', async () => {
    const before = everyone.map((name) => pidOf(home, name)!);
    launched.process.kill('SIGTERM');
    expect(await launched.exitCode).toBe(0);
    expect(before.filter(isAlive)).toEqual([]);
    expect(launched.stdout()).toMatch(/Schoolward is ready: \S+\n$/);
  }, 120_000);
});

async function query(address: string, sql: string): Promise<{ rows: unknown[] }> {
  const told = (await (await fetch(address)).json()) as Record<string, string>;
  const client = new Client({ connectionString: told.DATABASE_URL! });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
