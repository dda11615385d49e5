/** What opening a case and acting on it promise a program: once however often it is sent, never over somebody else's change. CONTRACT.md, HTTP. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rows, sql } from '#db/orm';
import type { Client } from '../support/client.ts';
import { actionOf, at, basic, bringTo, caseData, fileAt, moveCase, record } from '../support/dropout.ts';
import { newSchool, newStudent } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { deskHere } from './desk-here.ts';

const events = async (caseId: string): Promise<string[]> => (await rows<{ name: string }>((await testWorld()).orm.em.fork(), sql`select name from case_event where case_id = ${caseId} order by sequence`)).map(({ name }) => name);
const five = <T>(send: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 5 }, send));
async function filing() {
  const school = await newSchool(), main = await school.as('leaver_main'), student = await newStudent(school);
  return { school, main, student, form: { idNo: student.idNo, ...basic } };
}
const headers = (key: string, version: number) => ({ 'idempotency-key': key, 'if-match': `"${version}"` });
const sendTo = (person: Client, id: string, action: string, body: unknown, sent: Record<string, string>) => person.send('POST', `/cases/${id}/actions/${action}`, body, sent);

describe.concurrent('opening', () => {
  it('answers 201 with Location, ETag and the case; the same key and body again answer the same and open nothing', async () => {
    const { main, form } = await filing(), key = randomUUID(), first = await main.open('dropout', form, key);
    expect(first).toMatchObject({ status: 201, body: { id: key, status: 'draft', version: 1, sequence: 1 } });
    expect([first.headers.get('location'), first.headers.get('etag')]).toEqual([`/api/v1/cases/${key}`, '"1"']);
    const again = await main.open('dropout', { ...basic, idNo: form.idNo }, key);
    expect(again).toMatchObject({ status: 201, body: { id: key, status: 'draft', version: 1, sequence: 1 } });
    expect(again.headers.get('location')).toBe(`/api/v1/cases/${key}`);
    expect(await events(key)).toEqual(['open']);
  });

  it('five at once with one key open one case, and each is told of it', async () => {
    const { main, form } = await filing(), key = randomUUID(), answers = await five(() => main.open('dropout', form, key));
    expect(answers.map(({ status, body }) => [status, body.id])).toEqual(Array(5).fill([201, key]));
    expect(await events(key)).toEqual(['open']);
  });

  it('one that was still looking the student up when its twin opened the case is told of that case', async () => {
    const { main, form } = await filing(), key = randomUUID(), { desk } = await testWorld(), asked = Promise.withResolvers<void>(), opened = Promise.withResolvers<void>();
    const here = await deskHere({ students: { find: async (idNo) => { asked.resolve(); await opened.promise; return desk.students.find(idNo); } } }), slow = (await here.as(main)).open('dropout', form, key);
    await asked.promise;
    expect((await main.open('dropout', form, key)).status).toBe(201);
    opened.resolve();
    expect(await slow).toMatchObject({ status: 201, body: { id: key, version: 1 } });
    expect(await events(key)).toEqual(['open']);
    here.stop();
  });

  it('the same key with another body is refused, and opens nothing', async () => {
    const { main, form, school } = await filing(), key = randomUUID(), other = await newStudent(school);
    await main.open('dropout', form, key);
    expect(await main.open('dropout', { ...form, phone: '0912-111-222' }, key)).toMatchObject({ status: 422, body: { code: 'keyReused' } });
    expect(await main.open('dropout', { ...form, idNo: other.idNo }, key)).toMatchObject({ status: 422, body: { code: 'keyReused' } });
    expect(await main.see(key)).toMatchObject({ sequence: 1, forms: { basic: { phone: basic.phone } } });
  });

  it('by who may open nothing asks no registry and leaves nothing behind', async () => {
    const { school, form } = await filing(), { desk, orm } = await testWorld();
    const here = await deskHere({ students: { find: () => { throw new Error('asked'); } } }), counsellor = await here.as(await school.as('leaver_counsellor'));
    expect(await counsellor.open('dropout', form)).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await rows(orm.em.fork(), sql`select 1 from student where id_no_index = ${desk.sealing.blindIndex(form.idNo)}`)).toEqual([]);
    here.stop();
  });

  it('answers its key to who can read the case no more as if there were none', async () => {
    const { main, form } = await filing(), key = randomUUID(), elsewhere = await newSchool();
    await main.open('dropout', form, key);
    await rows((await testWorld()).orm.em.fork(), sql`update role_grant set organisation_id = ${elsewhere.id} where account_id = ${main.accountId}`);
    expect(await main.open('dropout', form, key)).toMatchObject({ status: 404, body: { code: 'notFound' } });
  });

  it('without a key it says which header is missing; a malformed one is named too', async () => {
    const { main, form } = await filing();
    expect(await main.send('POST', '/dropout/cases', form)).toMatchObject({ status: 428, body: { code: 'headerMissing', errors: [{ pointer: '/headers/idempotency-key' }] } });
    expect(await main.open('dropout', form, 'not-a-uuid')).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ pointer: '/idempotency-key' }] } });
    expect((await main.get<{ items: [] }>('/cases')).body.items).toEqual([]);
  });
});

describe.concurrent('Idempotency-Key of an action', () => {
  it('the same key and body again give the same answer and one event, though the version has moved', async () => {
    const { main, school } = await filing(), { id } = await fileAt(school, at('2026-10-05')), key = randomUUID();
    const first = await sendTo(main, id, 'submit', caseData(), headers(key, 1)), again = await sendTo(main, id, 'submit', caseData(), headers(key, 1));
    expect([first.status, again.status, again.headers.get('etag')]).toEqual([200, 200, '"2"']);
    expect({ ...again.body, now: null }).toEqual({ ...first.body, now: null });
    expect(await events(id)).toEqual(['open', 'submit']);
  });

  it.for([['submit', 1, caseData()], ['void', 1, { reason: '重複填報' }], ['sendRecord', 2, record()]] as const)('five at once with one key do %s once', async ([action, version, body]) => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), key = randomUUID();
    if (version === 2) await bringTo('submitted', school, filed);
    const answers = await five(() => sendTo(main, filed.id, action, body, headers(key, version)));
    expect(answers.map(({ status, body: answer }) => [status, answer.version])).toEqual(Array(5).fill([200, version + 1]));
    expect((await events(filed.id)).filter((name) => name === action)).toEqual([action]);
  });

  it('another body, another action or another person under the same key is refused, and nothing happens', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), key = randomUUID();
    await sendTo(main, filed.id, 'submit', caseData(), headers(key, 1));
    const counsellor = await school.as('leaver_counsellor'), attempts = [
      sendTo(main, filed.id, 'submit', caseData('leave'), headers(key, 1)), sendTo(main, filed.id, 'sendRecord', record(), headers(key, 2)), sendTo(counsellor, filed.id, 'sendRecord', record(), headers(key, 2)),
    ];
    for (const refused of await Promise.all(attempts)) expect(refused).toMatchObject({ status: 422, body: { code: 'keyReused' } });
    expect(await events(filed.id)).toEqual(['open', 'submit']);
  });

  it('of two bodies at once under one key one is done and the other refused', async () => {
    const { main, school } = await filing(), { id } = await fileAt(school, at('2026-10-05')), key = randomUUID();
    const answers = await Promise.all(['interest', 'routine'].map((cause) => sendTo(main, id, 'submit', { ...caseData(), causes: [cause] }, headers(key, 1))));
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'keyReused']);
    const kept = answers.find(({ status }) => status === 200)!;
    expect((await main.see(id)).forms['caseData']).toEqual(kept.body.forms['caseData']);
  });

  it('a key that closed a case is answered alike when the case has long been over', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), key = randomUUID(), { version } = await bringTo('pending_close', school, filed);
    const first = await sendTo(main, filed.id, 'close', {}, headers(key, version));
    await moveCase(filed.id, at('2026-10-06'));
    const again = await sendTo(main, filed.id, 'close', {}, headers(key, version));
    expect([first.status, again.status, again.body.status, again.body.version]).toEqual([200, 200, 'closed', first.body.version]);
    expect((await events(filed.id)).filter((name) => name === 'close')).toHaveLength(1);
  });

  it('a refused command may be sent again under its key when it has become possible', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), key = randomUUID(), { version } = await bringTo('submitted', school, filed);
    expect((await sendTo(main, filed.id, 'report', {}, headers(key, version))).body.code).toBe('noRecord');
    await main.act(filed.id, 'sendRecord', record());
    expect((await sendTo(main, filed.id, 'report', {}, headers(key, version + 1))).body.status).toBe('tracking');
  });
});

describe.concurrent('If-Match', () => {
  it('a command on an old version is refused as stale and changes nothing', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), { version } = await bringTo('pending_report', school, filed);
    const refused = await main.act(filed.id, 'returnFiling', { comment: '請補件' }, { version: version - 1 });
    expect(refused).toMatchObject({ status: 412, body: { code: 'stale', title: '資料已被更新，請重新整理' } });
    expect(await main.see(filed.id)).toMatchObject({ status: 'pending_report', version });
  });

  it('of two commands on one version exactly one is done', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), { version } = await bringTo('pending_report', school, filed);
    const answers = await Promise.all([main.act(filed.id, 'returnFiling', { comment: '請補件' }, { version }), main.act(filed.id, 'report', {}, { version })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('what only adds a row is never stale: two send tracking records on the same version', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), counsellor = await school.as('leaver_counsellor'), { version } = await bringTo('submitted', school, filed);
    const answers = await Promise.all([main, counsellor].map((person) => person.act(filed.id, 'sendRecord', record(), { version })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await main.see(filed.id)).forms['records']).toHaveLength(2);
  });

  it('without it the missing header is named; a malformed one is invalid', async () => {
    const { main, school } = await filing(), { id } = await fileAt(school, at('2026-10-05')), key = { 'idempotency-key': randomUUID() };
    expect(await sendTo(main, id, 'void', { reason: '重複' }, key)).toMatchObject({ status: 428, body: { code: 'headerMissing', errors: [{ pointer: '/headers/if-match' }] } });
    expect(await sendTo(main, id, 'void', { reason: '重複' }, {})).toMatchObject({ status: 428, body: { errors: [{ pointer: '/headers/idempotency-key' }, { pointer: '/headers/if-match' }] } });
    for (const malformed of ['1', '*', 'W/"1"']) expect(await sendTo(main, id, 'void', { reason: '重複' }, { ...key, 'if-match': malformed })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/if-match' }] } });
    expect(await main.see(id)).toMatchObject({ status: 'draft', sequence: 1 });
  });

  it('the ETag is the version, on reading as on acting; a reminder does not move it', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), acted = await main.act(filed.id, 'submit', caseData());
    await filed.until(at('2026-10-06', 9));
    const read = await main.send('GET', `/cases/${filed.id}`);
    expect([acted.headers.get('etag'), read.headers.get('etag'), read.body.version]).toEqual(['"2"', '"2"', 2]);
    expect(read.body.sequence).toBeGreaterThan(acted.body.sequence);
  });
});

describe.concurrent('復原', () => {
  it('takes a grave action back within ten seconds, with the due days it had', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), before = await bringTo('pending_report', school, filed);
    const reported = (await main.act(filed.id, 'report')).body;
    expect(reported).toMatchObject({ status: 'tracking', undoUntil: expect.any(String) });
    const back = (await main.act(filed.id, 'undo')).body;
    expect(back).toMatchObject({ status: 'pending_report', version: reported.version + 1, undoUntil: null });
    expect(back.tasks.map(({ deadlineId, dueOn }) => [deadlineId, dueOn])).toEqual(before.tasks.map(({ deadlineId, dueOn }) => [deadlineId, dueOn]));
    expect((await main.timeline(filed.id)).at(-1)).toMatchObject({ kind: 'undo', label: '復原上一動作' });
  });

  it('is for the person who acted alone', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), officer = await school.as('leaver_k12ea');
    await bringTo('pending_report', school, filed);
    await main.act(filed.id, 'report');
    expect((await officer.see(filed.id)).undoUntil).toBeNull();
    expect(await officer.act(filed.id, 'undo')).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect((await main.see(filed.id)).status).toBe('tracking');
  });

  it('is done in the role in which the action was done', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), { orm } = await testWorld();
    await bringTo('pending_report', school, filed);
    await rows(orm.em.fork(), sql`insert into role_grant (account_id, role, organisation_id) values (${main.accountId}, 'leaver_homeroom', ${school.id})`);
    await main.act(filed.id, 'report');
    await main.act(filed.id, 'undo');
    expect((await main.timeline(filed.id)).slice(-2).map(({ kind, role }) => [kind, role])).toEqual([['action', '主要通報人'], ['undo', '主要通報人']]);
  });

  it.for([['report', 'pending_report', 'tracking'], ['close', 'pending_close', 'closed']] as const)('of %s is over after ten seconds', async ([action, from, reached]) => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05'));
    await bringTo(from, school, filed);
    await main.act(filed.id, action);
    await moveCase(filed.id, at('2026-10-05', 10, 30));
    expect(await main.act(filed.id, 'undo')).toMatchObject({ status: 409, body: { code: 'nothingToUndo' } });
    expect(await main.see(filed.id)).toMatchObject({ status: reached, undoUntil: null });
  });

  it('whose first try reached nobody is refused under its key when the ten seconds are over, and not put off for ever', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05')), key = randomUUID(), { temporal } = await testWorld();
    await bringTo('pending_close', school, filed);
    const { version } = (await main.act(filed.id, 'close')).body, away = { getHandle: () => ({ executeUpdate: () => Promise.reject(Object.assign(new Error('away'), { code: 14 })) }), executeUpdateWithStart: () => Promise.reject(Object.assign(new Error('away'), { code: 14 })) };
    const here = await deskHere({ temporal: { ...temporal, client: { workflow: away } as unknown as typeof temporal.client } });
    expect(await sendTo(await here.as(main), filed.id, 'undo', {}, headers(key, version))).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await moveCase(filed.id, at('2026-10-06'));
    await temporal.client.workflow.getHandle(filed.id).result();
    expect(await sendTo(main, filed.id, 'undo', {}, headers(key, version))).toMatchObject({ status: 409, body: { code: 'nothingToUndo' } });
    expect(await main.see(filed.id)).toMatchObject({ status: 'closed', version });
    here.stop();
  });

  it('has nothing to take back after an action that is not grave, nor twice', async () => {
    const { main, school } = await filing(), filed = await fileAt(school, at('2026-10-05'));
    await bringTo('pending_report', school, filed);
    expect(await main.act(filed.id, 'undo')).toMatchObject({ status: 409, body: { code: 'nothingToUndo' } });
    await main.act(filed.id, 'report');
    await main.act(filed.id, 'undo');
    expect(await main.act(filed.id, 'undo')).toMatchObject({ status: 409, body: { code: 'nothingToUndo' } });
    expect(actionOf(await main.see(filed.id), 'report')).toMatchObject({ open: true });
  });
});
