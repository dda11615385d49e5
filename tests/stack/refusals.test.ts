import { execFileSync, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { obtainTemporal, temporalCacheFolder } from '../../stack/temporal-programs.ts';
import { launchOverStandIns, temporaryFolder } from './launched.ts';

const isRoot = process.getuid?.() === 0;
const ordinaryUser = 65_534;

describe('a start that cannot be', () => {
  let folder: string;

  beforeEach(() => {
    folder = temporaryFolder();
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('names the port that is taken and how to choose another, and starts nothing', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;
    const launched = launchOverStandIns(join(folder, 'home'), ['--port', String(port)]);
    expect(await launched.exitCode).toBe(1);
    expect(launched.output()).toContain(`Port ${port} on 127.0.0.1 is taken by another program.\n→ `);
    expect(launched.output()).toContain('--port');
    expect(existsSync(join(folder, 'home', 'run', 'postgres.pid'))).toBe(false);
    other.close();
  });

  it('names a home that cannot be written, and the user who cannot', async (context) => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    // Modes do not hold root back; a disk that is mounted for reading only does.
    if (isRoot && !mounted(closed, 'ro')) return context.skip('nothing can be closed to root here');
    try {
      const launched = launchOverStandIns(join(closed, 'home'), []);
      expect(await launched.exitCode).toBe(1);
      expect(launched.output()).toMatch(/The folder \S+closed\/home.* cannot be written by the user \S+ \((EACCES|EROFS|ENOENT)\)\.\n→ .*--home FOLDER/);
    } finally {
      if (isRoot) execFileSync('umount', [closed]);
    }
  });

  it('names a flag it does not know, and those it does', async () => {
    const launched = launchOverStandIns(join(folder, 'home'), ['--prot', '1']);
    expect(await launched.exitCode).toBe(1);
    expect(launched.output()).toContain("Unknown option '--prot'");
    expect(launched.output()).toContain('--temporal-address VALUE');
  });

  it('does not invent new passwords for a database whose own are gone', async () => {
    mkdirSync(join(folder, 'home', 'postgres'), { recursive: true });
    const launched = launchOverStandIns(join(folder, 'home'));
    expect(await launched.exitCode).toBe(1);
    expect(launched.output()).toContain('installation.json is missing although a database is there');
  });

  it('does not replace a damaged key file: what it encrypted would be lost', async () => {
    mkdirSync(join(folder, 'home'));
    writeFileSync(join(folder, 'home', 'keys.json'), '{ "encryption": ');
    const launched = launchOverStandIns(join(folder, 'home'));
    expect(await launched.exitCode).toBe(1);
    expect(launched.output()).toMatch(/keys\.json cannot be read: .*\n→ Put the file back from a backup/);
    expect(readFileSync(join(folder, 'home', 'keys.json'), 'utf8')).toBe('{ "encryption": ');
  });

  it('does not start with an empty database when the one it had is not there', async () => {
    const passwords = { postgres: 'a', temporal: 'b', schoolward: 'c' };
    mkdirSync(join(folder, 'home'));
    writeFileSync(join(folder, 'home', 'installation.json'), JSON.stringify({ id: 'x', passwords, ports: {}, databaseCreated: true }));
    const launched = launchOverStandIns(join(folder, 'home'));
    expect(await launched.exitCode).toBe(1);
    expect(launched.output()).toContain(`The database of this installation is not at ${join(folder, 'home', 'postgres')} any more.`);
  });

  it('says that the disk is full, and that nothing is lost', async (context) => {
    const full = join(folder, 'full');
    mkdirSync(full);
    if (!mounted(full, 'size=1m')) return context.skip('only root can make a small disk to fill');
    try {
      const launched = launchOverStandIns(join(full, 'home'));
      expect(await launched.exitCode).toBe(1);
      expect(launched.output()).toMatch(/The disk under \S+ is full: .*\n→ Free some space.* Nothing that was recorded is lost\./);
    } finally {
      execFileSync('umount', [full]);
    }
  });
});

describe('a start as another user than root', () => {
  it('works with a home that user owns', async (context) => {
    if (!isRoot) return context.skip('every other test of this folder already shows it');
    if (!reachableForOrdinaryUser(process.execPath)) return context.skip('this checkout is closed to other users');
    const folder = temporaryFolder();
    chownSync(folder, ordinaryUser, ordinaryUser);
    const flags = ['--port', '0', '--temporal-server-path', await temporalReachableIn(folder)];
    const launched = launchOverStandIns(join(folder, 'home'), flags, { uid: ordinaryUser, environment: { HOME: folder } });
    await launched.ready;
    launched.process.kill('SIGTERM');
    expect(await launched.exitCode).toBe(0);
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});

function mounted(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

function reachableForOrdinaryUser(path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { uid: ordinaryUser, gid: ordinaryUser, cwd: '/' }).status === 0;
}

/** Root's cache is closed to others, so its programs are copied out. */
async function temporalReachableIn(folder: string): Promise<string> {
  const cacheFolder = temporalCacheFolder(folder, process.env);
  const { server, schemaTool } = await obtainTemporal({ cacheFolder }, () => undefined, new AbortController().signal);
  copyFileSync(server, join(folder, 'temporal-server'));
  copyFileSync(schemaTool, join(folder, 'temporal-sql-tool'));
  return folder;
}
