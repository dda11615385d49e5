/** The rules of a living case that need the real engine (CASES.md 4–10, 14–16): the store refuses, is slow, is away, or is ahead. */
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { DAY, HOUR } from '#domain/plain-date';
import { gate, watchedStore, type WatchedCase, type WatchedStore } from './watched-store.ts';

let store: WatchedStore;
beforeAll(async () => { store = await watchedStore(); });
afterAll(() => store.stop());

const gapFree = async (found: WatchedCase) => (await found.events()).every((event, i) => event.sequence === i + 1);
const reported = async (found: WatchedCase): Promise<WatchedCase> => {
  await found.act('submit', { category: 'absent3' });
  await found.act('sendRecord');
  await found.act('report');
  return found;
};

describe.concurrent('a living case', () => {
  it('stays where it was when the store refuses, and can be acted on later', async ({ expect }) => {
    const found = await store.open();
    found.watch.before = () => { throw ApplicationFailure.nonRetryable('another open case', 'duplicateCase'); };
    expect(await found.refused('submit', { facts: { category: 'leave' } })).toBe('duplicateCase');
    expect(await found.state()).toMatchObject({ status: 'draft', version: 1, sequence: 1 });
    delete found.watch.before;
    expect((await found.act('submit', { category: 'leave' })).status).toBe('submitted');
  });

  it('answers a command that came before the store went away, and refuses newcomers as unavailable meanwhile', async ({ expect }) => {
    const found = await store.open(), back = gate();
    let away = true;
    found.watch.before = () => { if (away) throw new Error('the store is away'); };
    const first = found.act('submit', { category: 'leave' }), before = found.watch.calls;
    await expect.poll(() => found.watch.calls - before, { timeout: 30_000 }).toBeGreaterThan(6);
    expect(await found.refused('void')).toBe('unavailable');
    away = false;
    back.open();
    expect(await first).toMatchObject({ status: 'submitted', version: 2 });
    expect(await found.events()).toHaveLength(2);
  });

  it('takes one change at a time: the second author of the same version is stale, a row that is only added is not', async ({ expect }) => {
    const found = await store.open(), slow = gate();
    await found.act('submit', { category: 'leave' });
    found.watch.before = () => slow.opened;
    const first = found.act('returnFiling', {}, { expectedVersion: 2 }), calls = found.watch.calls;
    await expect.poll(() => found.watch.calls).toBeGreaterThan(calls);
    const second = found.refused('void', { expectedVersion: 2 });
    slow.open();
    expect([(await first).status, await second]).toEqual(['returned', 'stale']);
    expect(await gapFree(found)).toBe(true);
  });

  it('takes over what is recorded when the answer of the store was lost', async ({ expect }) => {
    const found = await store.open();
    let lost = 1;
    found.watch.after = () => { if (lost-- > 0) throw new Error('the connection broke after the commit'); };
    expect(await found.act('submit', { category: 'leave' })).toMatchObject({ status: 'submitted', version: 2 });
    expect(await found.events()).toHaveLength(2);
  });

  it('follows a store that is one command ahead: the next command is stale, and nothing is lost', async ({ expect }) => {
    const found = await store.open();
    await found.ahead('void');
    expect(await found.refused('submit', { facts: { category: 'leave' }, expectedVersion: 1 })).toBe('stale');
    await expect.poll(() => found.events().then((events) => events.map((e) => e.name))).toEqual(['open', 'void']);
  });

  it('hears news although its store is a command ahead: it follows, and hears them then', async ({ expect }) => {
    const found = await store.open();
    await found.ahead('submit', { category: 'leave' });
    await found.tell({ name: 'filedElsewhere', from: 'elsewhere', version: 1 });
    await expect.poll(() => found.events().then((events) => events.map((e) => e.name))).toEqual(['open', 'submit', 'filedElsewhere']);
    expect(await found.state()).toMatchObject({ status: 'submitted', version: 2, sequence: 3 });
    expect((await found.act('returnFiling')).status).toBe('returned');
  });

  it('rings at once what fell due while its store was a command ahead, and not an hour later', async ({ expect }) => {
    const found = await store.open();
    await found.ahead('submit', { category: 'leave' });
    await found.skip(2 * DAY - HOUR);
    const rung = (await found.events()).filter((event) => event.kind === 'reminder');
    expect(rung.map((event) => new Date(event.at).toISOString())).toEqual(['2026-10-06T00:30:00.000Z', '2026-10-07T00:30:00.000Z']);
  });

  it('stays alive when its store refuses what news would change', async ({ expect }) => {
    const found = await store.open();
    found.watch.before = ({ event }) => { if (event.kind === 'news') throw ApplicationFailure.nonRetryable('a defect', 'defect'); };
    const calls = found.watch.calls;
    await found.tell({ name: 'filedElsewhere', from: 'elsewhere', version: 1 });
    await expect.poll(() => found.watch.calls).toBeGreaterThan(calls);
    expect((await found.act('submit', { category: 'leave' })).status).toBe('submitted');
  });

  it('gives a repeated command its first answer, also across rests', async ({ expect }) => {
    const found = await reported(await store.open({ restAt: 40 })), commandId = crypto.randomUUID(), run = await found.runId();
    const first = await found.act('sendRecord', {}, { commandId });
    for (let i = 0; i < 25; i++) await found.act('sendRecord');
    await expect.poll(() => found.runId()).not.toBe(run);
    expect(await found.act('sendRecord', {}, { commandId })).toEqual(first);
    expect(await found.events()).toHaveLength(4 + 26);
    expect(await gapFree(found)).toBe(true);
  });

  it('keeps its deadlines across a rest: the same row from the same start', async ({ expect }) => {
    const found = await store.open({ restAt: 12 }), before = (await found.state()).open, run = await found.runId();
    for (let i = 0; i < 4; i++) await found.refused('report');
    await found.act('submit', { category: 'leave' });
    await found.act('returnFiling');
    await expect.poll(() => found.runId()).not.toBe(run);
    expect(before).toHaveLength(1);
    expect((await found.state()).open.map((row) => row.deadline)).toEqual(['correction']);
  });

  it('sets effects going only after a grave action can no longer be undone, and never after it was', async ({ expect }) => {
    const found = await reported(await store.open());
    await found.act('sendRecord', { suggestClose: true, closeGround: 'to_leave' });
    await found.act('close');
    await found.act('undo');
    await found.skip(HOUR);
    expect(found.watch.effects).toEqual([]);
    await found.act('close');
    await found.skip(11_000);
    await expect.poll(() => found.watch.effects).toEqual(['openLeaveFiling']);
  });

  it('is not ended by a ring that the store refuses, and catches up with it as of the day it was due', async ({ expect }) => {
    const found = await store.open();
    await found.act('submit', { category: 'leave' });
    let refusing = true;
    found.watch.before = ({ event }) => { if (refusing && event.kind === 'late') throw ApplicationFailure.nonRetryable('a defect', 'defect'); };
    const moved = found.skip(3 * DAY);
    await expect.poll(() => found.watch.calls, { timeout: 30_000 }).toBeGreaterThan(4);
    refusing = false;
    await moved.catch(() => undefined);
    await found.skip(2 * HOUR);
    const late = (await found.events()).filter((event) => event.kind === 'late');
    expect(late.map((event) => new Date(event.at).toISOString())).toEqual(['2026-10-07T16:05:00.000Z']);
  });
});
