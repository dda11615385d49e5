import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue';
import type { Inbox } from '#contract/cases';
import { useInbox, type InboxFilter } from '../../web/src/inbox/useInbox.ts';
import { inboxFor } from './support/fixtures.ts';

interface Asked { readonly address: URL; answer(body: Inbox): Promise<void>; fail(): Promise<void> }
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
let asked: Asked[], scope: EffectScope;
beforeEach(() => {
  setActivePinia(createPinia());
  scope = effectScope();
  asked = [];
  vi.stubGlobal('fetch', (address: string, { signal }: RequestInit) => new Promise<Response>((done, refuse) => {
    signal?.addEventListener('abort', () => refuse(signal.reason as Error));
    asked.push({ address: new URL(address, 'http://desk'), answer: (body) => { done(Response.json(body)); return settled(); }, fail: () => { refuse(new TypeError('no answer')); return settled(); } });
  }));
});
afterEach(() => {
  scope.stop();
  vi.unstubAllGlobals();
});
const pageOf = ({ address }: Asked): Inbox => inboxFor(address.searchParams, 50, false);
async function opened(): Promise<{ inbox: ReturnType<typeof useInbox>; choose: (view: InboxFilter['view']) => Promise<void> }> {
  const filter = shallowRef<InboxFilter>({ view: 'todo', lifecycle: undefined, task: undefined, q: undefined }), inbox = scope.run(() => useInbox(filter))!;
  await asked[0]!.answer(pageOf(asked[0]!));
  return { inbox, choose: (view) => { filter.value = { ...filter.value, view }; return nextTick(); } };
}

describe('the pages of the inbox', () => {
  it('follow each other, and no row stands there twice', async () => {
    const { inbox } = await opened(), more = inbox.loadMore();
    await asked[1]!.answer(pageOf(asked[1]!));
    await more;
    expect([inbox.items.value.length, inbox.state.value, inbox.problem.value]).toEqual([40, 'ready', undefined]);
  });
  it('of a filter that was left while more was on its way neither arrive nor fail in the list of the next', async () => {
    const { inbox, choose } = await opened(), more = inbox.loadMore();
    await choose('overdue');
    await more;
    expect([inbox.state.value, inbox.problem.value]).toEqual(['loading', undefined]);
    await asked[2]!.answer(pageOf(asked[2]!));
    expect(inbox.items.value.map((item) => item.late)).toEqual([true, true, true]);
    expect([inbox.state.value, inbox.problem.value]).toEqual(['ready', undefined]);
  });
  it('that cannot be fetched say so', async () => {
    const { inbox } = await opened(), more = inbox.loadMore();
    await asked[1]!.fail();
    await more;
    expect([inbox.state.value, inbox.problem.value]).toEqual(['ready', expect.objectContaining({ code: 'offline' })]);
  });
});
