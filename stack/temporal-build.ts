import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Tell } from './progress.ts';
import { Refusal } from './refusal.ts';

const moduleFolder = join(import.meta.dirname, '..', 'tools', 'temporal');
const probeMilliseconds = 20_000;

/**
 * Builds the Temporal server and its schema tool from source into a folder: about five minutes the first time on two cores.
 * @param go path of the Go program
 * @throws Refusal naming every way to get a server when there is no way to the module proxy, or no space
 */
export async function buildTemporal(folder: string, go: string, tell: Tell, signal: AbortSignal): Promise<void> {
  tell('looking for the Go modules');
  if (!(await sourcesAreHere(go, signal))) {
    await refuseWithoutProxy(go, signal);
    let downloads = 0;
    tell('downloading its source');
    await runGo(go, ['list', '-deps', 'tool'], signal, { stderr: (line) => line.includes('downloading') && tell(`${++downloads} source modules downloaded`) });
  }
  let packages = 0;
  await runGo(go, ['list', '-deps', 'tool'], signal, { stdout: () => packages++ });
  let compiled = 0;
  const options = ['build', '-v', '-trimpath', '-buildvcs=false', '-tags', 'disable_grpc_modules', '-ldflags', '-s -w', '-o', folder + '/', 'tool'];
  await runGo(go, options, signal, {
    stderr: (line) => /^[\w./-]+$/.test(line) && tell(`${++compiled} of ${packages} packages compiled (once a machine, about five minutes)`),
  });
}

/** @param reason completes «The Temporal server is not on this machine, and …» */
export function noServer(reason: string): Refusal {
  return new Refusal(
    `The Temporal server is not on this machine, and ${reason}.`,
    [
      'Any one of these will do:',
      '  · a Temporal server that runs already: npm start -- --temporal-address HOST:PORT',
      '  · its programs (temporal-server and temporal-sql-tool 1.32.2, from the release archive of temporalio/temporal): npm start -- --temporal-server-path FOLDER, or put both on the PATH',
      '  · Go 1.21 or newer (https://go.dev/dl) and a way to a Go module proxy (GOPROXY): it is then built here, once',
      '  · without Go, a way to https://github.com: its release is then fetched, once',
    ].join('\n'),
  );
}

export const goIn = (folders: readonly string[]): string | undefined => folders.map((place) => join(place, 'go')).find((path) => existsSync(path));

/** The folders of the PATH, and where Go is installed on machines whose PATH does not say so. */
export function usualGoFolders(): string[] {
  return (process.env.PATH ?? '').split(delimiter).filter(Boolean).concat('/usr/local/go/bin', '/usr/lib/go/bin', '/opt/homebrew/bin');
}

async function sourcesAreHere(go: string, signal: AbortSignal): Promise<boolean> {
  return runGo(go, ['list', '-deps', 'tool'], signal, { offline: true }).then(
    () => true,
    (failure) => {
      signal.throwIfAborted();
      if (failure instanceof Refusal) throw failure;
      return false;
    },
  );
}

/** A blocked network often answers nothing at all: one small question with a time limit, before the large downloads without one. */
async function refuseWithoutProxy(go: string, signal: AbortSignal): Promise<void> {
  try {
    await runGo(go, ['list', '-m', '-versions', 'go.temporal.io/server'], AbortSignal.any([signal, AbortSignal.timeout(probeMilliseconds)]), {
      folder: '/',
      toolchain: 'local',
    });
  } catch (failure) {
    signal.throwIfAborted();
    throw noServer(`its source cannot be fetched (${firstLine(failure)})`);
  }
}

function firstLine(failure: unknown): string {
  const error = failure as Error;
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'the module proxy does not answer' : error.message.split('\n').slice(0, 2).join(' ');
}

interface GoRun {
  stdout?: (line: string) => unknown;
  stderr?: (line: string) => unknown;
  offline?: boolean;
  folder?: string;
  toolchain?: string;
}

function runGo(go: string, words: string[], signal: AbortSignal, options: GoRun): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(go, words, {
      cwd: options.folder ?? moduleFolder,
      signal,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The server may need a newer Go than the machine has; Go fetches that one itself through the module proxy.
      env: { ...process.env, GOTOOLCHAIN: options.toolchain ?? 'auto', GOWORK: 'off', GOFLAGS: '', CGO_ENABLED: '0', ...(options.offline && { GOPROXY: 'off' }) },
    });
    const complaints: string[] = [];
    createInterface(child.stdout).on('line', (line) => options.stdout?.(line));
    createInterface(child.stderr).on('line', (line) => {
      complaints.push(line);
      options.stderr?.(line);
    });
    child.once('error', fail);
    child.once('close', (code) => (code === 0 ? done() : fail(buildFailure(words, complaints.slice(-10).join('\n')))));
  });
}

function buildFailure(words: string[], complaint: string): Error {
  if (/no space left on device/.test(complaint)) {
    return new Refusal(`The disk is full: go ${words[0]} needs about 4 GB in Go's cache.\n${complaint}`, 'Free some space (or set GOCACHE and GOMODCACHE to another disk) and start again.');
  }
  return new Error(complaint || `go ${words.join(' ')} failed`);
}
