import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../stack/refusal.ts';
import { usualGoFolders } from '../../stack/temporal-build.ts';
import { obtainTemporal } from '../../stack/temporal-programs.ts';
import { temporaryFolder } from './launched.ts';

const never = new AbortController().signal;

describe('the Temporal server', () => {
  let folder: string;
  const obtain = (goFolders: string[], serverPath?: string, tell: (detail: string) => void = () => undefined) =>
    obtainTemporal({ cacheFolder: join(folder, 'cache'), goFolders, serverPath }, tell, never);

  beforeEach(() => {
    folder = temporaryFolder();
    vi.stubEnv('PATH', `${join(folder, 'bin')}:/usr/bin:/bin`);
    mkdirSync(join(folder, 'bin'));
    program('tools/go', standInForGo);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is taken from the folder that is named', async () => {
    program('named/temporal-server', '');
    program('named/temporal-sql-tool', '');
    const found = await obtain([], join(folder, 'named'));
    expect(found).toMatchObject({ server: join(folder, 'named/temporal-server'), schemaTool: join(folder, 'named/temporal-sql-tool') });
  });

  it('is refused when the path that is named leads nowhere', async () => {
    await expect(obtain([], join(folder, 'nowhere'))).rejects.toThrow(/TEMPORAL_SERVER_PATH is .*nowhere, but nothing is there/);
  });

  it('is taken from the PATH when it is the version we are tested with', async () => {
    program('bin/temporal-server', 'echo temporal version 1.32.2');
    program('bin/temporal-sql-tool', '');
    expect((await obtain([])).server).toBe(join(folder, 'bin/temporal-server'));
  });

  it('is not taken from the PATH when it is another version', async () => {
    program('bin/temporal-server', 'echo temporal version 1.40.0');
    program('bin/temporal-sql-tool', '');
    await expect(obtain([])).rejects.toThrow(Refusal);
  });

  it('is built once a machine, counting the packages compiled', async () => {
    const told: string[] = [];
    expect((await obtain([join(folder, 'tools')], undefined, (detail) => told.push(detail))).origin).toBe('built just now');
    expect(told).toContainEqual(expect.stringMatching(/^2 of 3 packages compiled/));
    expect((await obtain([])).origin).toBe('built earlier');
  });

  it.each(['server', 'sql', 'stamp.json'])('is built again when %s in the cache is broken', async (broken) => {
    const { server } = await obtain([join(folder, 'tools')]);
    appendFileSync(join(server, '..', broken), '?');
    expect((await obtain([join(folder, 'tools')])).origin).toBe('built just now');
  });

  it('leaves nothing half built behind when the build fails', async () => {
    program('tools/go', `case "$1" in build) echo boom >&2; exit 1;; *) ${'echo one'};; esac`);
    await expect(obtain([join(folder, 'tools')])).rejects.toThrow('boom');
    expect(existsSync(join(folder, 'cache', `temporal-1.32.2-${process.platform}-${process.arch}`))).toBe(false);
  });

  it('says that the disk is full when the build says so', async () => {
    program('tools/go', 'case "$1" in build) echo "write x: no space left on device" >&2; exit 1;; esac');
    await expect(obtain([join(folder, 'tools')])).rejects.toThrow(/^The disk is full/);
  });

  it('names every way to get one when there is no Go', async () => {
    const refusal = await obtain([]).catch((failure: unknown) => failure as Refusal);
    expect(refusal).toMatchObject({ message: expect.stringContaining('there is no Go on this machine') });
    expect((refusal as Refusal).wayOut).toMatch(/--temporal-address[^]*--temporal-server-path[^]*Go 1\.21/);
  });

  it('names every way to get one when there is Go but no way to the sources', async (context) => {
    const real = usualGoFolders().filter((place) => existsSync(join(place, 'go')));
    if (real.length === 0) return context.skip('there is no Go on this machine');
    vi.stubEnv('GOMODCACHE', join(folder, 'modules'));
    vi.stubEnv('GOPROXY', 'http://127.0.0.1:1');
    await expect(obtain(real)).rejects.toThrow(/its source cannot be fetched/);
  });

  function program(path: string, script: string): void {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, path), 0o755);
  }
});

/** Lists three packages, compiles two of them, and writes both programs where it is told to. */
const standInForGo = `
case "$1" in
  list) printf 'one\\ntwo\\nthree\\n' ;;
  build)
    printf 'one\\nexample.org/two\\n' >&2
    while [ "$1" != -o ]; do shift; done
    echo server > "$2/server"; echo sql > "$2/sql" ;;
esac`;
