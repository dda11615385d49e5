import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DemoAccounts } from '#contract/people';
import { DAY } from '#domain/plain-date';
import { basic } from '../support/dropout.ts';
import { newSchool, newStudent } from '../support/school.ts';

const openOne = async () => {
  const school = await newSchool(), main = await school.as('leaver_main'), { idNo } = await newStudent(school);
  const { status, body } = await main.open('dropout', { idNo, family: 'departure', ...basic });
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return { school, main, opened: body };
};

describe('the demonstration', () => {
  test('lists its accounts with role and organisation, and lets in as one of them without a password', async () => {
    const school = await newSchool(), main = await school.as('leaver_main');
    const { items } = (await main.get<DemoAccounts>('/demo/accounts')).body, mine = items.filter((item) => item.organisation.endsWith(school.id));
    expect(mine).toEqual([{ account: expect.any(String), name: '測試主要通報人', role: 'leaver_main', roleLabel: '主要通報人', organisation: `測試高中${school.id}` }]);
    expect((await main.send('POST', '/demo/sessions', { account: mine[0]!.account })).status).toBe(201);
    expect((await main.send('POST', '/demo/sessions', { account: 'nobody-at-all' })).status).toBe(404);
  });
  test("moves a case's own clock, and answers when what fell due is recorded", async () => {
    const { main, opened } = await openOne();
    const { status, body } = await main.send<{ clockAheadMs: number; sequence: number; version: number }>('POST', `/demo/cases/${opened.id}/fast-forward`, { days: 4 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: opened.id, version: opened.version, status: 'draft', clockAheadMs: 4 * DAY });
    expect(body.sequence).toBeGreaterThan(opened.sequence);
    expect(await main.see(opened.id)).toMatchObject({ sequence: body.sequence, clockAheadMs: 4 * DAY, deadlines: [{ name: 'filing', late: true }] });
  });
  test('only of a case the caller may read; another answers as if it were not there', async () => {
    const { opened } = await openOne(), stranger = await (await newSchool()).as('leaver_main');
    const [hidden, missing] = [await stranger.send('POST', `/demo/cases/${opened.id}/fast-forward`, { days: 1 }), await stranger.send('POST', `/demo/cases/${randomUUID()}/fast-forward`, { days: 1 })];
    expect([hidden.status, hidden.body.code]).toEqual([404, 'notFound']);
    expect([missing.status, missing.body.code]).toEqual([404, 'notFound']);
  });
});
