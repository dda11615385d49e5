/** How the desk says no: one form for every refusal, the same words whoever asks, and nothing changed by it. CONTRACT.md, HTTP; RFC 9457. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rows, sql, type MikroORM } from '#db/orm';
import { seededStatusRegistry } from '../../activities/adapters/status-registry.ts';
import { seededStudentRegistry, takeRegistryAway, type RegistryName } from '../../activities/adapters/student-registry.ts';
import type { ProblemBody } from '../support/client.ts';
import { at, basic, bringTo, caseData, fileAt, record } from '../support/dropout.ts';
import { newSchool, newStudent, syntheticId } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { deskHere } from './desk-here.ts';

async function filed(status?: Parameters<typeof bringTo>[0], more: Parameters<typeof bringTo>[3] = {}) {
  const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
  const view = status ? await bringTo(status, school, filing, more) : await main.see(filing.id);
  return { school, main, filing, view };
}
const fields = ({ errors = [] }: { errors?: { pointer: string; code: string }[] }): string[] => errors.map(({ pointer, code }) => `${pointer} ${code}`).sort();

describe.concurrent('the form of a refusal', () => {
  it('is problem+json with type, title, status, code and the request id that the header names', async () => {
    const { main, filing } = await filed(), refused = await main.act(filing.id, 'close');
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(refused.body).toEqual({ type: 'urn:schoolward:problem:wrongStatus', title: '案件目前的狀態不能執行此動作', status: 409, code: 'wrongStatus', requestId: refused.headers.get('x-request-id'), actions: [{ name: 'submit', label: '提交' }, { name: 'void', label: '作廢' }] });
  });

  it('of an action that the status does not allow names those that this person may do now, and notes no reading for it', async () => {
    const { school, main, filing } = await filed('pending_report'), counsellor = await school.as('leaver_counsellor'), noted = async () => (await rows((await testWorld()).orm.em.fork(), sql`select id from reading where account_id = ${main.accountId}`)).length;
    const { version } = await main.see(filing.id), before = await noted(), refused = await main.act(filing.id, 'submit', caseData(), { version });
    expect(refused.body).toMatchObject({ code: 'wrongStatus', actions: expect.arrayContaining([{ name: 'report', label: '通報' }, { name: 'returnFiling', label: '退回修正' }]) });
    expect(refused.body.actions.map(({ name }) => name)).not.toContain('close');
    expect(await noted()).toBe(before);
    await main.act(filing.id, 'void', { reason: '重複' });
    expect((await counsellor.act(filing.id, 'sendRecord', record())).body).toMatchObject({ code: 'wrongStatus', actions: [] });
  });

  it('speaks English to whom asks for it, and Chinese to everybody else', async () => {
    const { main, filing } = await filed();
    const said = async (language: string) => (await main.send('POST', `/cases/${filing.id}/actions/close`, {}, { 'idempotency-key': randomUUID(), 'if-match': '"1"', 'accept-language': language }));
    const english = await said('en-GB, en;q=0.9'), chinese = await said('zh-TW, en;q=0.5'), neither = await said('ja');
    expect([english, chinese, neither].map(({ body, headers }) => [body.title, headers.get('content-language')])).toEqual([
      ['Not possible in the present status', 'en'], ['案件目前的狀態不能執行此動作', 'zh-TW'], ['案件目前的狀態不能執行此動作', 'zh-TW'],
    ]);
    expect((await main.send('GET', `/cases/${filing.id}`, undefined, { 'accept-language': 'en' })).body).toMatchObject({ tasks: [{ label: 'Submit the filing', assignees: ['Main reporter', 'Homeroom teacher'] }] });
  });

  it('of a form names every field that is wrong, by its pointer', async () => {
    const { main, filing } = await filed();
    const nothing = await main.act(filing.id, 'submit', {}), wrong = await main.act(filing.id, 'submit', { ...caseData('leave'), leaveTo: undefined, identity1: 'alien', causes: ['personal_other'], mainCause: 'family' });
    expect([nothing.status, nothing.body.code]).toEqual([422, 'invalid']);
    expect(fields(nothing.body)).toEqual(['/category', '/causes', '/identity1', '/leftOn', '/mainCause'].map((pointer) => expect.stringMatching(`^${pointer} `)));
    expect(fields(wrong.body)).toContain('/identity1 invalid_value');
    const inItself = await main.act(filing.id, 'submit', { ...caseData('leave'), leaveTo: '2026-08-01', causes: ['personal_other'], mainCause: 'family' });
    expect(fields(inItself.body)).toEqual(['/causeTexts/personal_other required', '/leaveTo order', '/mainCause mainCause']);
    const ofAnother = await main.act(filing.id, 'submit', { ...caseData(), leaveCount: 1, identity2: ['none', 'hardship'] }), longer = await main.act(filing.id, 'submit', { ...caseData('leave'), leaveTo: '2028-08-01' });
    expect([fields(ofAnother.body), fields(longer.body)]).toEqual([['/identity2 noneAlone', '/leaveCount leaveOnly'], ['/leaveTo leaveLength']]);
    expect(inItself.body.errors?.every(({ message }) => message.length > 0)).toBe(true);
  });

  it('of an opening names every field too, and what the registry would not find', async () => {
    const { main } = await filed(), nobody = syntheticId();
    expect(fields((await main.open('dropout', { idNo: nobody, phone: '123', guardianName: '林' })).body)).toEqual(expect.arrayContaining(['/guardianName name', '/phone phone', '/familyStatus required']));
    expect(await main.open('dropout', { ...basic, idNo: 'A123456788' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/idNo', code: 'idNo', message: '身分證字號不是合法的' }] } });
    expect(await main.open('dropout', { ...basic, idNo: nobody })).toMatchObject({ status: 404, body: { code: 'studentNotFound' } });
    const elsewhere = await newStudent(await newSchool());
    expect(await main.open('dropout', { ...basic, idNo: elsewhere.idNo })).toMatchObject({ status: 409, body: { code: 'studentElsewhere' } });
  });
});

describe.concurrent('what cannot be read', () => {
  it('malformed JSON is 400, and a body that is no JSON leaves every field missing', async () => {
    const { baseUrl } = await testWorld();
    const said = async (body: string, type: string) => (await fetch(`${baseUrl}/api/v1/sessions`, { method: 'POST', headers: { 'content-type': type }, body })).json() as Promise<ProblemBody & { status: number }>;
    expect(await said('{"login": ', 'application/json')).toMatchObject({ status: 400, code: 'malformed' });
    expect(fields(await said('{"login":"a","password":"b"}', 'text/plain'))).toEqual(['/login required', '/password required']);
    expect(await said('[]', 'application/json')).toMatchObject({ status: 422, code: 'invalid' });
  });

  it('a body above the limit is 413', async () => {
    const { main } = await filed();
    expect(await main.send('POST', '/dropout/student-lookups', { idNo: 'A'.repeat(300_000) })).toMatchObject({ status: 413, body: { code: 'tooLarge' } });
  });

  it('a character that no store keeps is the sender’s mistake, not ours', async () => {
    const { main, filing } = await filed('submitted');
    expect(await main.act(filing.id, 'sendRecord', record({ content: '電訪\u0000家長' }))).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect((await main.send('PUT', `/cases/${filing.id}/drafts/sendRecord`, { content: '\u0000' })).status).toBe(422);
    for (const list of ['cases', 'tasks']) expect((await main.get(`/${list}?q=%00`)).status).toBe(422);
  });

  it.for(['cases', 'tasks'])('a cursor of %s that is none is no error of ours', async (list) => {
    const { main } = await filed();
    for (const cursor of ['x', btoa('["a","b","c","d"]'), btoa('{"a":1}'), btoa('["2026-10-05"]'), btoa('["infinity","00000000-0000-0000-0000-000000000000","a","then"]'), btoa('["infinity","then","00000000-0000-0000-0000-000000000000","a"]')])
      expect((await main.get(`/${list}?cursor=${encodeURIComponent(cursor)}`)).status, cursor).toBeLessThan(500);
  });
});

describe.concurrent('what is not there', () => {
  it('an action, a lifecycle, a deadline or a route that does not exist is 404', async () => {
    const { main, filing } = await filed(), sent = { 'idempotency-key': randomUUID(), 'if-match': '"1"' };
    const asked = await Promise.all([
      main.act(filing.id, 'fly'), main.act(filing.id, 'toString'), main.act(filing.id, 'comeOfAge'), main.send('POST', '/holidays/cases', {}, sent), main.send('POST', '/toString/cases', {}, sent),
      main.send('GET', `/cases/${filing.id}/deadlines/filing@0`), main.send('GET', `/cases/${randomUUID()}`), main.send('GET', '/cases/no-id'), main.send('GET', '/no/such/route'),
    ]);
    expect(asked.map(({ status, body }) => [status, body.code])).toEqual(Array(asked.length).fill([404, 'notFound']));
  });

  it('a method that a route does not have is refused in the same form, and told those it has', async () => {
    const { baseUrl } = await testWorld();
    for (const [method, path, allowed] of [['DELETE', '/cases', 'GET'], ['PATCH', '/sessions', 'POST, DELETE'], ['PROPFIND', '/tasks', 'GET']] as const) {
      const answer = await fetch(`${baseUrl}/api/v1${path}`, { method }), body = (await answer.json()) as ProblemBody;
      expect([answer.status, answer.headers.get('content-type'), body.code], method).toEqual([405, 'application/problem+json', 'methodNotAllowed']);
      expect(answer.headers.get('allow')!.split(', ').filter((one) => one !== 'HEAD').join(', ')).toBe(allowed);
    }
  });

  it('an existing case cannot be opened again, and the ID that was sent for it is kept nowhere', async () => {
    const { main, filing, school } = await filed(), { idNo } = await newStudent(school);
    expect(await main.act(filing.id, 'open', { ...basic, idNo })).toMatchObject({ status: 404, body: { code: 'notFound' } });
    expect(await rows((await testWorld()).orm.em.fork(), sql`select id from submission where body::text like ${`%${idNo}%`}`)).toEqual([]);
  });

  it('nobody who has not signed in is shown anything', async () => {
    const { filing } = await filed(), { baseUrl } = await testWorld();
    for (const path of ['/cases', `/cases/${filing.id}`, '/tasks', '/supervision/overdue', '/events', '/me']) {
      const answer = await fetch(`${baseUrl}/api/v1${path}`);
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([path, 401, 'signInNeeded']);
    }
  });
});

describe.concurrent('a rule that bars the way', () => {
  it('is named by its code, and the status stays', async () => {
    const { main, filing } = await filed('submitted'), attempt = async (action: string, body?: object) => (await main.act(filing.id, action, body)).body.code;
    expect([await attempt('report'), await attempt('close'), await attempt('sendRecord', record({ suggestClose: true, closeGround: 'gave_up' })), await attempt('submit', caseData())]).toEqual(['noRecord', 'wrongStatus', 'suggestAfterReport', 'wrongStatus']);
    expect(await main.see(filing.id)).toMatchObject({ status: 'submitted', version: 2 });
  });

  it('keeps a tracked case from being closed without a suggestion, or on a ground that is not its own', async () => {
    const { main, filing } = await filed('tracking', { category: 'leave' });
    expect((await main.act(filing.id, 'close')).body).toMatchObject({ code: 'noSuggestion', title: '最新追蹤紀錄未勾選「建議結案」，無法結案' });
    expect((await main.act(filing.id, 'sendRecord', record({ suggestClose: true, closeGround: 'to_leave' }))).body.code).toBe('groundNotAllowed');
    expect((await main.act(filing.id, 'sendRecord', record({ suggestClose: true, closeGround: 'adult_18' }))).body.code).toBe('groundNotAllowed');
    expect(fields((await main.act(filing.id, 'sendRecord', record({ suggestClose: true }))).body)).toEqual(['/closeGround required']);
    expect((await main.see(filing.id)).status).toBe('tracking');
  });

  it('a day or an hour to come is refused', async () => {
    const { main, filing } = await filed();
    expect(fields((await main.act(filing.id, 'submit', caseData('absent3', '2026-10-06'))).body)).toEqual(['/leftOn future']);
    expect((await main.act(filing.id, 'submit', caseData('absent3', '2026-10-05'))).status).toBe(200);
    expect(fields((await main.act(filing.id, 'sendRecord', record({ trackedAt: '2026-10-05T23:00:00+08:00' }))).body)).toEqual(['/trackedAt future']);
  });
});

describe.concurrent('the registry is away', () => {
  /** Switched off in a transaction that never ends well: away for this desk, and for nobody else who is being tested meanwhile. */
  async function deskWithout(which: RegistryName) {
    const { orm, desk: { sealing } } = await testWorld(), em = orm.em.fork(), seenFromInside = { em: { fork: () => em } } as unknown as MikroORM;
    await em.begin();
    await takeRegistryAway(em, which, true);
    const here = await deskHere({ students: seededStudentRegistry(seenFromInside, sealing), enrolments: seededStatusRegistry(seenFromInside, sealing) });
    return { ...here, async stop() { here.stop(); await em.rollback(); } };
  }
  it('a lookup and an opening answer 503 with Retry-After, and nothing is kept', async () => {
    const school = await newSchool(), student = await newStudent(school), here = await deskWithout('student'), main = await here.as(await school.as('leaver_main')), key = randomUUID();
    for (const answer of [await main.send('POST', '/dropout/student-lookups', { idNo: student.idNo }), await main.open('dropout', { ...basic, idNo: student.idNo }, key)]) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'registryAway', title: '學籍系統暫時無法連線，資料未變更，請稍後再試' } });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await main.get<{ items: [] }>('/cases')).body.items).toEqual([]);
    expect((await (await school.as('leaver_main')).open('dropout', { ...basic, idNo: student.idNo }, key)).status).toBe(201);
    await here.stop();
  });

  it('a closing that depends on it waits; one that does not is done', async () => {
    const { school, filing, view } = await filed('pending_close', { ground: 'returned' }), here = await deskWithout('status'), main = await here.as(await school.as('leaver_main'));
    const refused = await main.act(filing.id, 'close');
    expect(refused).toMatchObject({ status: 503, body: { code: 'registryAway' } });
    expect(await main.see(filing.id)).toMatchObject({ status: 'pending_close', version: view.version, sequence: view.sequence });
    await main.act(filing.id, 'sendRecord', record({ suggestClose: true, closeGround: 'deceased' }));
    expect((await main.act(filing.id, 'close')).body.status).toBe('closed');
    await here.stop();
  });
});
