import { chmodSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { type Launched, launchOverStandIns, pidOf, temporaryFolder } from './launched.ts';

describe('the database of an installation', () => {
  const parent = temporaryFolder();
  const home = join(parent, 'home');
  let launched: Launched | undefined;

  afterAll(async () => {
    launched?.process.kill('SIGTERM');
    await launched?.exitCode;
    rmSync(parent, { recursive: true });
  });

  it('stays in the home and opens no folder above it to others, also when root starts it', async () => {
    chmodSync(parent, 0o700);
    mkdirSync(home, { mode: 0o700 });
    launched = launchOverStandIns(home);
    await query(await launched.ready, 'CREATE TABLE written AS SELECT 1 AS row');
    expect(statSync(join(home, 'postgres', 'PG_VERSION')).uid).toBe(statSync(`/proc/${pidOf(home, 'postgres')}`).uid);
    expect([parent, home].map((folder) => statSync(folder).mode & 0o077)).toEqual([0, 0]);
  }, 120_000);

  it('is found again in a home that was moved', async () => {
    launched!.process.kill('SIGTERM');
    await launched!.exitCode;
    renameSync(home, join(parent, 'moved'));
    launched = launchOverStandIns(join(parent, 'moved'));
    expect(await query(await launched.ready, 'SELECT * FROM written')).toEqual([{ row: 1 }]);
  }, 120_000);
});

async function query(address: string, sql: string): Promise<unknown[]> {
  const { DATABASE_URL } = (await (await fetch(address)).json()) as { DATABASE_URL: string };
  const client = new Client({ connectionString: DATABASE_URL });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
