/** The lightest program that speaks to the desk: what it costs is not what is measured. */
import { Agent, request } from 'node:http';

export interface DeskCaller { get(path: string): Promise<string>; post(path: string, body: string, headers: Record<string, string>): Promise<string> }

export async function deskCaller(baseUrl: string, account: string): Promise<DeskCaller> {
  const response = await fetch(`${baseUrl}/api/v1/demo/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account }) });
  if (!response.ok) throw new Error(`${account} cannot sign in: ${response.status} ${await response.text()}`);
  const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  return callerOf(`${baseUrl}/api/v1`, { cookie, 'content-type': 'application/json' });
}
export function callerOf(baseUrl: string, always: Record<string, string> = {}): DeskCaller {
  const agent = new Agent({ keepAlive: true });
  const send = (method: string, path: string, headers: Record<string, string>, body?: string): Promise<string> => new Promise((done, fail) => {
    const call = request(`${baseUrl}${path}`, { method, agent, headers: { ...always, ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', fail).on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if ((answer.statusCode ?? 500) < 300) done(text);
        else fail(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
      });
    });
    call.on('error', fail).end(body);
  });
  return { get: (path) => send('GET', path, {}), post: (path, body, headers) => send('POST', path, headers, body) };
}
