/** Somebody who listens to `GET /api/v1/events`. */
import type { Client } from '../support/client.ts';
import { testWorld } from '../support/world.ts';
import { loginOf } from './desk-here.ts';

export interface LiveEvent { readonly event: string; readonly data: unknown }
export class LiveStream {
  /** what came, as it came, and is not forgotten */ text = '';
  readonly headers: Headers;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  constructor(response: Response) {
    this.headers = response.headers;
    this.reader = response.body!.getReader();
  }
  get events(): LiveEvent[] {
    return [...this.text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event, data]) => ({ event: event!, data: JSON.parse(data!) as unknown }));
  }
  /** Reads on until such an event has come. */
  async until(wanted: (event: LiveEvent) => boolean): Promise<LiveEvent> {
    for (let found; ; ) {
      if ((found = this.events.find(wanted))) return found;
      const { value, done } = await this.reader.read();
      if (done) throw new Error(`the stream ended after: ${this.text}`);
      this.text += Buffer.from(value).toString();
    }
  }
  /** What comes from here on is asked for alone. */
  forget(): void { this.text = this.text.slice(this.text.lastIndexOf('\n\n') + 2); }
  close(): Promise<void> { return this.reader.cancel(); }
}
export async function listen(person: Client, at?: string): Promise<LiveStream> {
  const baseUrl = at ?? (await testWorld()).baseUrl, signedIn = await fetch(`${baseUrl}/api/v1/demo/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account: await loginOf(person) }) });
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  return new LiveStream(await fetch(`${baseUrl}/api/v1/events`, { headers: { cookie } }));
}
export const about = (caseId: string) => ({ event, data }: LiveEvent): boolean => event === 'case' && (data as { caseId: string }).caseId === caseId;
