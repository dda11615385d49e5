import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import type { Tell } from './progress.ts';

/** Where the makers of the server lay their releases. */
export const temporalReleases = 'https://github.com/temporalio/temporal/releases/download';
/** A blocked network often answers nothing at all. */
const answerMilliseconds = 15_000;
const stalledMilliseconds = 30_000;
const run = promisify(execFile);

/**
 * Takes the server and its schema tool of one release out of its archive: for a machine without Go. The checksum comes from the same
 * release, over the same HTTPS: it finds a torn download and proves no more than that. Where there is Go the server is built from sources
 * whose hashes are pinned (tools/temporal/go.sum).
 * @param folder receives `server` and `sql`
 * @throws Error in words, within seconds where nothing answers
 */
export async function fetchTemporalRelease(folder: string, version: string, releases: string, tell: Tell, signal: AbortSignal): Promise<void> {
  const archive = archiveOf(version), place = `${releases}/v${version}`, unpacked = join(folder, 'release'), path = join(unpacked, archive);
  tell('looking for its release');
  const sums = await (await answerFrom(`${place}/checksums.txt`, signal)).text();
  const expected = sums.split('\n').map((line) => line.trim().split(/\s+\*?/)).find(([, name]) => name === archive)?.[0];
  if (!expected) throw new Error(`the release names no ${archive}`);
  mkdirSync(unpacked);
  try {
    const found = await download(`${place}/${archive}`, path, tell, signal);
    if (found !== expected) throw new Error(`${archive} arrived with another checksum than the release names`);
    await run('tar', ['-xzf', path, '-C', unpacked]);
    renameSync(join(unpacked, 'temporal-server'), join(folder, 'server'));
    renameSync(join(unpacked, 'temporal-sql-tool'), join(folder, 'sql'));
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}

function archiveOf(version: string): string {
  const machine = ({ x64: 'amd64', arm64: 'arm64' } as Record<string, string>)[process.arch];
  if (!machine || !['linux', 'darwin'].includes(process.platform)) throw new Error(`there is no release for ${process.platform} on ${process.arch}`);
  return `temporal_${version}_${process.platform}_${machine}.tar.gz`;
}

async function answerFrom(address: string, signal: AbortSignal): Promise<Response> {
  const answer = await fetchWithin(address, signal).catch((failure: unknown) => {
    signal.throwIfAborted();
    const { name, cause, message } = failure as Error;
    throw new Error(name === 'TimeoutError' ? `${new URL(address).host} does not answer` : `${new URL(address).host}: ${cause instanceof Error ? cause.message : message}`);
  });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer;
}
/** The limit is for the answer to begin; how long its body takes depends on the line. */
async function fetchWithin(address: string, signal: AbortSignal): Promise<Response> {
  const impatience = new AbortController(), late = setTimeout(() => impatience.abort(new DOMException('no answer', 'TimeoutError')), answerMilliseconds);
  try {
    return await fetch(address, { signal: AbortSignal.any([signal, impatience.signal]) });
  } finally {
    clearTimeout(late);
  }
}

/** @returns the SHA-256 of what arrived, in hex */
async function download(address: string, path: string, tell: Tell, signal: AbortSignal): Promise<string> {
  const answer = await answerFrom(address, signal), total = Number(answer.headers.get('content-length') ?? 0), hash = createHash('sha256'), stalled = new AbortController();
  const giveUp = (): void => stalled.abort(new Error('the download stands still'));
  let watch = setTimeout(giveUp, stalledMilliseconds), arrived = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      clearTimeout(watch);
      watch = setTimeout(giveUp, stalledMilliseconds);
      arrived += chunk.length;
      hash.update(chunk);
      tell(`${megabytes(arrived)}${total ? ` of ${megabytes(total)}` : ''} MB downloaded`);
      done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), counted, createWriteStream(path), { signal: AbortSignal.any([signal, stalled.signal]) });
  } finally {
    clearTimeout(watch);
  }
  return hash.digest('hex');
}
const megabytes = (bytes: number): number => Math.round(bytes / 1_000_000);
