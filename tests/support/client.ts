/** A program that speaks to the API as one person. */
import { randomUUID } from 'node:crypto';
import type { CaseView, TimelineEntry } from '#contract/cases';

export interface Answered<T> { readonly status: number; readonly body: T; readonly headers: Headers }
export interface ProblemBody { readonly code: string; readonly title: string; readonly errors?: { pointer: string; code: string; message: string }[] }
export interface ActOptions { readonly key?: string; readonly version?: number }

export class Client {
  /** Hears of every refusal, where somebody listens. */
  static refused: ((method: string, path: string, code: string) => Promise<void>) | undefined;
  readonly accountId: string;
  private readonly baseUrl: string;
  private readonly cookie: string;
  private constructor(baseUrl: string, cookie: string, accountId: string) {
    this.baseUrl = baseUrl;
    this.cookie = cookie;
    this.accountId = accountId;
  }
  static async signIn(baseUrl: string, account: string): Promise<Client> {
    const response = await fetch(`${baseUrl}/api/v1/demo/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account }) });
    if (!response.ok) throw new Error(`${account} cannot sign in: ${response.status} ${await response.text()}`);
    const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
    const me = await (await fetch(`${baseUrl}/api/v1/me`, { headers: { cookie } })).json() as { id: string };
    return new Client(baseUrl, cookie, me.id);
  }
  async send<T = CaseView & ProblemBody>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered<T>> {
    const response = await fetch(`${this.baseUrl}/api/v1${path}`, { method, headers: { cookie: this.cookie, 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    await Client.heard(method, path, response, text);
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : undefined) as T };
  }
  async upload<T = ProblemBody>(path: string, bytes: Uint8Array | string, type = 'application/octet-stream'): Promise<Answered<T>> {
    const response = await fetch(`${this.baseUrl}/api/v1${path}`, { method: 'POST', headers: { cookie: this.cookie, 'content-type': type }, body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes) });
    const text = await response.text();
    await Client.heard('POST', path, response, text);
    return { status: response.status, headers: response.headers, body: JSON.parse(text) as T };
  }
  async download(path: string): Promise<Answered<Buffer>> {
    const response = await fetch(`${this.baseUrl}/api/v1${path}`, { headers: { cookie: this.cookie } });
    const bytes = Buffer.from(await response.arrayBuffer());
    await Client.heard('GET', path, response, bytes.toString());
    return { status: response.status, headers: response.headers, body: bytes };
  }
  private static async heard(method: string, path: string, { ok }: Response, text: string): Promise<void> {
    if (!ok && text) await Client.refused?.(method, path, (JSON.parse(text) as ProblemBody).code);
  }
  get<T>(path: string): Promise<Answered<T>> { return this.send<T>('GET', path); }
  open(lifecycle: string, body: unknown, key: string = randomUUID()): Promise<Answered<CaseView & ProblemBody>> { return this.send('POST', `/${lifecycle}/cases`, body, { 'idempotency-key': key }); }
  /** Acts on the version it sees now, unless told another. */
  async act(id: string, action: string, body: unknown = {}, { key = randomUUID(), version }: ActOptions = {}): Promise<Answered<CaseView & ProblemBody>> {
    const seen = version ?? (await this.see(id)).version;
    return this.send('POST', `/cases/${id}/actions/${action}`, body, { 'idempotency-key': key, 'if-match': `"${seen}"` });
  }
  async see(id: string): Promise<CaseView> {
    const { status, body } = await this.get<CaseView & ProblemBody>(`/cases/${id}`);
    if (status !== 200) throw new Error(`case ${id}: ${status} ${body.code}`);
    return body;
  }
  async timeline(id: string): Promise<TimelineEntry[]> { return (await this.get<{ items: TimelineEntry[] }>(`/cases/${id}/timeline`)).body.items; }
}
