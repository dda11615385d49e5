import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../stack/refusal.ts';
import { usualGoFolders } from '../../stack/temporal-build.ts';
import { obtainTemporal } from '../../stack/temporal-programs.ts';
import { temporaryFolder } from './launched.ts';

const never = new AbortController().signal;

describe('the Temporal server', () => {
  let folder: string, releases: string;
  const obtain = (goFolders: string[], serverPath?: string, tell: (detail: string) => void = () => undefined) =>
    obtainTemporal({ cacheFolder: join(folder, 'cache'), goFolders, serverPath, releases }, tell, never);

  beforeEach(() => {
    folder = temporaryFolder();
    releases = 'http://127.0.0.1:1';
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

  it('is taken from its release where there is no Go, counting what has arrived, once a machine', async () => {
    const told: string[] = [], release = await published();
    expect((await obtain([], undefined, (detail) => told.push(detail))).origin).toBe('from its release, fetched just now');
    expect(told).toContainEqual(expect.stringMatching(/^\d+ of \d+ MB downloaded$/));
    release.stop();
    const again = await obtain([]);
    expect([again.origin, readFileSync(again.server, 'utf8'), readFileSync(again.schemaTool, 'utf8')]).toEqual(['built earlier', 'the server\n', 'the schema tool\n']);
  });

  it('is refused where its release arrives with another checksum, and leaves nothing behind', async () => {
    const release = await published('0'.repeat(64));
    await expect(obtain([])).rejects.toThrow(/its release cannot be fetched \(temporal_1\.32\.2_\w+\.tar\.gz arrived with another checksum/);
    expect(readdirSync(join(folder, 'cache'))).toEqual([]);
    release.stop();
  });

  it('names every way to get one when there is neither Go nor a way to its release', async () => {
    const refusal = await obtain([]).catch((failure: unknown) => failure as Refusal);
    expect(refusal).toMatchObject({ message: expect.stringMatching(/there is no Go on this machine to build it, and its release cannot be fetched \(127\.0\.0\.1:1: /) });
    expect((refusal as Refusal).wayOut).toMatch(/--temporal-address[^]*--temporal-server-path[^]*Go 1\.21[^]*github/);
  });

  it('names every way to get one when there is Go but no way to the sources', async (context) => {
    const real = usualGoFolders().filter((place) => existsSync(join(place, 'go')));
    if (real.length === 0) return context.skip('there is no Go on this machine');
    vi.stubEnv('GOMODCACHE', join(folder, 'modules'));
    vi.stubEnv('GOPROXY', 'http://127.0.0.1:1');
    await expect(obtain(real)).rejects.toThrow(/its source cannot be fetched/);
  });

  /** A release as its makers lay it, with this checksum or its own. */
  async function published(checksum?: string): Promise<{ stop(): void }> {
    const name = `temporal_1.32.2_${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}.tar.gz`, parts = join(folder, 'parts');
    mkdirSync(parts);
    writeFileSync(join(parts, 'temporal-server'), 'the server\n');
    writeFileSync(join(parts, 'temporal-sql-tool'), 'the schema tool\n');
    execFileSync('tar', ['-czf', join(folder, name), '-C', parts, 'temporal-server', 'temporal-sql-tool']);
    const archive = readFileSync(join(folder, name)), sums = `${'1'.repeat(64)}  temporal_1.32.2_other.tar.gz\n${checksum ?? createHash('sha256').update(archive).digest('hex')}  ${name}\n`;
    const server = createServer(({ url }, answer) => {
      const body = url === '/v1.32.2/checksums.txt' ? sums : url === `/v1.32.2/${name}` ? archive : undefined;
      answer.writeHead(body ? 200 : 404, body ? { 'content-length': Buffer.byteLength(body) } : {}).end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    releases = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { stop() { server.close(); server.closeAllConnections(); } };
  }

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
