/** The one door to the desk: every call carries language and cookie, every refusal comes back as a `Problem`. */
import { Problem, problemFrom } from './problem.ts';
import { languageTag } from './text.ts';

export const API = '/api/v1';

export type Query = Readonly<Record<string, string | number | undefined>>;
interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Query;
  readonly body?: unknown;
  /** sent as it is, in place of a body */ readonly file?: Blob;
  /** version the author saw, for `If-Match` */ readonly version?: number;
  /** see `useIntent`; only where the desk keeps it: cases, their actions, registrations. What else is sent twice is there once by what it says. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}
export interface Answer<T> { readonly data: T; readonly status: number; readonly version: number | undefined; readonly location: string | undefined; /** name of a file that was answered */ readonly fileName: string | undefined }

type Listener = (answer: { readonly response: Response } | { readonly problem: Problem }) => void;
const listeners = new Set<Listener>();
/** Hears every answer and refusal: the session counts from the one and ends with the other. @returns a way to stop */
export function onAnswer(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
const tell: Listener = (answer) => listeners.forEach((listener) => listener(answer));

/** @throws {Problem} for every refusal, and where no answer comes; an aborted call rejects with the signal's reason */
export async function call<T>(path: string, { method = 'GET', query, body, file, version, idempotencyKey, signal }: Call = {}): Promise<Answer<T>> {
  const headers = new Headers({ accept: 'application/json', 'accept-language': languageTag.value });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (file) headers.set('content-type', 'application/octet-stream');
  if (version !== undefined) headers.set('if-match', `"${version}"`);
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  const response = await reach(addressOf(path, query), { method, headers, credentials: 'same-origin', cache: 'no-store', ...(body !== undefined && { body: JSON.stringify(body) }), ...(file && { body: file }), ...(signal && { signal }) });
  if (!response.ok) {
    const problem = await problemFrom(response);
    tell({ problem });
    throw problem;
  }
  tell({ response });
  return { data: (await contentOf(response)) as T, status: response.status, version: versionOf(response), location: response.headers.get('location') ?? undefined, fileName: fileNameOf(response) };
}

/** `call` for those who want the body alone. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await call<T>(path, { query, ...(signal && { signal }) })).data;
}

export function addressOf(path: string, query: Query = {}): string {
  const words = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]])));
  return `${API}${path}${words.size > 0 ? `?${words}` : ''}`;
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (failure) {
    if (request.signal?.aborted) throw failure;
    const problem = new Problem({ status: 0, code: 'offline' }, { cause: failure });
    tell({ problem });
    throw problem;
  }
}

async function contentOf(response: Response): Promise<unknown> {
  if (response.headers.has('content-disposition')) return response.blob();
  return response.headers.get('content-type')?.includes('json') ? response.json() : undefined;
}

/** RFC 6266: the name in UTF-8 before the plain one. */
function fileNameOf(response: Response): string | undefined {
  const told = response.headers.get('content-disposition') ?? '', encoded = /filename\*=UTF-8''([^;]+)/i.exec(told)?.[1];
  return encoded ? decodeURIComponent(encoded) : /filename="?([^";]+)/i.exec(told)?.[1];
}

export function versionOf(response: Response): number | undefined {
  const digits = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get('etag') ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
