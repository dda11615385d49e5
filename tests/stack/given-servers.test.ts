/** Operators' commands over a PostgreSQL and a Temporal server that are somebody else's. CONTRACT.md, Commands. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { temporaryFolder } from './launched.ts';

const checkout = join(import.meta.dirname, '..', '..');
const { environment: run } = inject('stack');
const database = `given_${randomUUID().slice(0, 8)}`;
const folder = temporaryFolder();
const home = join(folder, 'home');
const databaseUrl = new URL(run.DATABASE_URL!);
databaseUrl.pathname = database;

/** With the variables that CONTRACT.md names and no others of ours; the namespace is this test's own, or its worker would take the tasks of others. */
function admin(words: string[], more: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  const others = Object.entries(process.env).filter(([name]) => !/^(SCHOOLWARD_|DATABASE_URL$|TEMPORAL_)/.test(name));
  const env = { ...Object.fromEntries(others), DATABASE_URL: databaseUrl.href, TEMPORAL_ADDRESS: run.TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE: database, SCHOOLWARD_HOME: home, ...more };
  return new Promise((done) => {
    const child = execFile(process.execPath, [join(checkout, 'stack', 'admin.ts'), ...words], { env, cwd: checkout }, (_failure, out, complaint) => done({ code: child.exitCode ?? 1, said: out + complaint }));
  });
}

async function asOwner(statement: string): Promise<void> {
  const client = new Client({ connectionString: run.DATABASE_URL! });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

// One installation lives through this file from top to bottom.
describe('an operators’ command over given servers', () => {
  beforeAll(() => asOwner(`CREATE DATABASE ${database}`));
  afterAll(async () => {
    await asOwner(`DROP DATABASE ${database} WITH (FORCE)`);
    rmSync(folder, { recursive: true, force: true });
  });

  it('migrates an empty database with nothing told but where the servers are, and makes the keys of the home once', async () => {
    const first = await admin(['migrate']);
    expect(first).toEqual({ code: 0, said: expect.stringContaining('Migrated: 001-cases') });
    const keys = readFileSync(join(home, 'keys.json'), 'utf8');
    expect(statSync(join(home, 'keys.json')).mode & 0o077).toBe(0);
    expect(await admin(['migrate'])).toEqual({ code: 0, said: expect.stringContaining('up to date') });
    expect(readFileSync(join(home, 'keys.json'), 'utf8')).toBe(keys);
  });

  it('finds a namespace there, and compares cases with procedures', async () => {
    expect(await admin(['reconcile', randomUUID()])).toEqual({ code: 0, said: expect.stringContaining('0 open cases compared') });
  });

  it('takes them for a real installation unless told otherwise', async () => {
    expect(await admin(['reseed'])).toEqual({ code: 1, said: expect.stringContaining('Only in the demonstration profile') });
  });

  it('uses keys that are given, and makes none beside them', async () => {
    const given = join(folder, 'given-keys.json'), other = join(folder, 'other');
    copyFileSync(join(home, 'keys.json'), given);
    expect((await admin(['migrate'], { SCHOOLWARD_HOME: other, SCHOOLWARD_KEY_FILE: given })).code).toBe(0);
    expect(existsSync(other)).toBe(false);
  });
});
