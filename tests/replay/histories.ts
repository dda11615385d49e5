/** The recorded histories, and what is taken out of them before they are stored. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const folder = new URL('./histories/', import.meta.url);
/** As the server tells it, in plain JSON: numbers for longs and enums, base64 for bytes. The SDK encodes that as it is. */
export interface RecordedHistory { readonly workflowId: string; readonly history: { readonly events: readonly unknown[] } }

export function recordedHistories(): RecordedHistory[] {
  const paths = globSync('*.json.gz', { cwd: fileURLToPath(folder) }).sort();
  return paths.map((path) => ({ workflowId: basename(path, '.json.gz'), history: JSON.parse(gunzipSync(readFileSync(new URL(path, folder))).toString()) as RecordedHistory['history'] }));
}
/** Clients, workers and their sticky queues are named after the machine (`pid@host`), a stack trace tells its folders; a replay looks at none of them. */
const ofTheMachine = /^\d+@/;
interface Long { readonly __isLong__: true; toNumber(): number }

/** What is stored of a history as the client fetches it. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'string' && ofTheMachine.test(value)) return 'recorded';
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  if ('__isLong__' in value) return (value as Long).toNumber();
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null).map(([name, inner]) => [name, name === 'stackTrace' ? '' : plain(inner)]));
}
/** All that a person could read in a history: its payloads are in base64. */
export function readableText({ history }: RecordedHistory): string {
  return JSON.stringify(history, (name, value: unknown) => (name === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value));
}
