import { describe, expect, it } from 'vitest';
import { messagesByField, problemFrom } from '../../web/src/lib/problem.ts';

const answer = (status: number, body: unknown, headers: Record<string, string> = { 'content-type': 'application/problem+json' }): Response => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

describe('a refusal of the desk', () => {
  it('keeps code, sentence, request id and fields', async () => {
    const problem = await problemFrom(answer(422, { code: 'invalid', title: '資料不完整', requestId: 'r-1', errors: [{ pointer: '/phone', code: 'phone', message: '電話格式不正確' }] }));
    expect(problem).toMatchObject({ status: 422, code: 'invalid', sentence: '資料不完整', requestId: 'r-1', errors: [{ pointer: '/phone' }] });
  });
  it('is told by its status where the body is no problem document', async () => {
    expect(await problemFrom(answer(502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }))).toMatchObject({ code: 'unavailable', sentence: undefined, unsettled: true });
    expect(await problemFrom(answer(409, 'not json', { 'content-type': 'application/json' }))).toMatchObject({ code: 'wrongStatus', unsettled: false });
    expect(await problemFrom(answer(418, {}))).toMatchObject({ code: 'unexpected' });
  });
  it('does not take a code it does not know for one it does', async () => {
    expect(await problemFrom(answer(409, { code: 'toString', title: '訊息' }))).toMatchObject({ code: 'wrongStatus', sentence: '訊息' });
  });
  it('says when to try again', async () => {
    expect(await problemFrom(answer(503, { code: 'unavailable' }, { 'content-type': 'application/problem+json', 'retry-after': '7' }))).toMatchObject({ retryAfterSeconds: 7 });
  });
  it('is settled when the command was surely not carried out', async () => {
    expect((await problemFrom(answer(412, { code: 'stale' }))).unsettled).toBe(false);
    expect((await problemFrom(answer(500, { code: 'unexpected' }))).unsettled).toBe(true);
  });
});

describe('messages of fields', () => {
  const error = (pointer: string, message = pointer) => ({ pointer, code: 'x', message });
  it('go to the field the form knows, however deep the pointer reaches', () => {
    const { byField, others } = messagesByField([error('/causes/0'), error('/basic/phone'), error('#/basic/guardianName'), error('/nowhere')], ['causes', 'basic.phone', 'basic.guardianName']);
    expect(byField).toEqual({ causes: '/causes/0', 'basic.phone': '/basic/phone', 'basic.guardianName': '#/basic/guardianName' });
    expect(others).toEqual(['/nowhere']);
  });
  it('show the first of several', () => {
    expect(messagesByField([error('/a', 'one'), error('/a', 'two')], ['a']).byField).toEqual({ a: 'one' });
  });
  it('read escaped pointers', () => {
    expect(messagesByField([error('/causeTexts/a~1b')], ['causeTexts.a/b']).byField).toHaveProperty(['causeTexts.a/b']);
  });
});
