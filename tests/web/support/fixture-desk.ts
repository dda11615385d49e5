/**
 * A desk of cardboard for looking at the screens and for the browser tests of the frame: serves a build under the security
 * policy of the real one and answers from fixtures. Nothing of it is in the product.
 */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { courseCodes } from '../../../api/db/seeds/course-codes.ts';
import { accounts, inboxFor, meOf, summaries } from './fixtures.ts';

const policy = "default-src 'self'; script-src 'self'; script-src-attr 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const types: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

export interface Behaviour {
  /** account that is signed in at first */ signedIn?: string;
  rows?: number;
  passwordExpired?: boolean;
  /** seconds the session lasts */ sessionSeconds?: number;
  /** every call of the API answers 503 */ down?: boolean;
  /** only the list of tasks answers 503 */ tasksDown?: boolean;
  /** production profile: no demonstration accounts */ production?: boolean;
  /** second sign-in asks for a code */ asksOtp?: boolean;
}
export interface FixtureDesk { readonly address: string; readonly behaviour: Behaviour; emit(event: string, data: object): void; stop(): Promise<void> }

export async function fixtureDesk(folder: string, behaviour: Behaviour = {}): Promise<FixtureDesk> {
  let account = behaviour.signedIn;
  const streams = new Set<ServerResponse>();
  const server: Server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy);
    const url = new URL(request.url ?? '/', 'http://desk');
    if (url.pathname.startsWith('/api/v1')) void answer(request, response, url.pathname.slice('/api/v1'.length), url.searchParams);
    else serve(folder, url.pathname, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams): Promise<void> {
    const english = request.headers['accept-language'] === 'en';
    const body = await bodyOf(request);
    const route = `${request.method} ${path}`;
    if (behaviour.down) return refuse(response, 503, 'unavailable', '服務暫時無法使用，資料未變更，請稍後再試');
    if (route === 'GET /demo/accounts') return behaviour.production ? refuse(response, 404, 'notFound', '查無此筆資料') : reply(response, { items: accounts(english) });
    if (route === 'POST /demo/sessions' || route === 'POST /sessions') {
      if (route === 'POST /sessions' && body['password'] === 'wrong') return refuse(response, 401, 'badCredentials', '帳號、密碼或驗證碼不正確');
      if (route === 'POST /sessions' && behaviour.asksOtp && !body['otp']) return refuse(response, 401, 'otpRequired', '請輸入動態驗證碼');
      account = String(body['account'] ?? body['login']);
      return reply(response, meOf(account, behaviour, english), 201);
    }
    if (route === 'GET /course/code-lists') return reply(response, { items: courseCodes.map((row) => ({ ...row, active: true })) });
    if (account === undefined) return refuse(response, 401, 'signInNeeded', '請先登入');
    switch (route) {
      case 'DELETE /sessions': account = undefined; return reply(response, {}, 204);
      case 'GET /me': return reply(response, meOf(account, behaviour, english));
      case 'GET /tasks': return behaviour.tasksDown ? refuse(response, 503, 'unavailable', '服務暫時無法使用，資料未變更，請稍後再試') : reply(response, inboxFor(query, behaviour.rows ?? 24, english));
      case 'GET /cases': return reply(response, { items: summaries(behaviour.rows ?? 24).filter((one) => JSON.stringify(one).includes(query.get('q') ?? '')).slice(0, 8), nextCursor: null });
      case 'POST /me/password': return body['current'] === 'wrong' ? refuse(response, 422, 'invalid', '資料不完整或格式不正確，請依欄位說明修正', [{ pointer: '/current', code: 'wrongPassword', message: '目前密碼不正確' }]) : reply(response, {}, 204);
      case 'GET /events': {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write('retry: 2000\n\n');
        streams.add(response);
        return void request.on('close', () => streams.delete(response));
      }
      default: return refuse(response, 404, 'notFound', '查無此筆資料');
    }
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`,
    behaviour,
    emit: (event, data) => streams.forEach((stream) => stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)),
    stop: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    }),
  };
}

function reply(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(status === 204 ? undefined : JSON.stringify(body));
}
function refuse(response: ServerResponse, status: number, code: string, title: string, errors?: object[]): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ type: `urn:schoolward:problem:${code}`, title, status, code, requestId: 'a1b2c3d4', errors }));
}
async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
function serve(folder: string, path: string, response: ServerResponse): void {
  const asked = join(folder, normalize(path));
  const file = asked.startsWith(folder) && existsSync(asked) && statSync(asked).isFile() ? asked : join(folder, 'index.html');
  response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
}
