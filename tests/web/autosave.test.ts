import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, type EffectScope } from 'vue';
import { useAutosave } from '../../web/src/lib/useAutosave.ts';

let scope: EffectScope;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', new EventTarget());
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
/** A desk that refuses as often as told, and keeps what it accepts. */
function draftAt(desk: { refusing: number }) {
  const form = ref(''), asked: number[] = [], kept: string[] = [], start = Date.now();
  const save = (text: string): Promise<void> => {
    asked.push(Math.round((Date.now() - start) / 1_000));
    return desk.refusing-- > 0 ? Promise.reject(new Error('away')) : Promise.resolve(void kept.push(text));
  };
  const { state, flush } = scope.run(() => useAutosave(form, save))!;
  return { state, flush, asked, kept, type: (text: string) => { form.value = text; return nextTick(); } };
}

describe('a draft', () => {
  it('that could not be saved is tried again by itself, ever more seldom, until it is', async () => {
    const draft = draftAt({ refusing: 6 });
    await draft.type('電話聯繫家長');
    await vi.advanceTimersByTimeAsync(3_000);
    expect([draft.state.value, draft.asked]).toEqual(['failed', [2]]);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(draft.asked).toEqual([2, 7, 17, 37, 77, 137, 197]);
    expect([draft.state.value, draft.kept]).toEqual(['saved', ['電話聯繫家長']]);
  });
  it('is not sent once more when it was saved, nor after its form is gone', async () => {
    const saved = draftAt({ refusing: 0 });
    await saved.type('a');
    await vi.advanceTimersByTimeAsync(300_000);
    expect(saved.asked).toEqual([2]);
    const left = draftAt({ refusing: 9 });
    await left.type('b');
    await vi.advanceTimersByTimeAsync(3_000);
    scope.stop();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(left.asked.length).toBe(1);
  });
  it('is saved as it stands last, whatever order the answers come in', async () => {
    const answers: (() => void)[] = [], form = ref(''), begun: string[] = [];
    const { state, flush } = scope.run(() => useAutosave(form, (text) => { begun.push(text); return new Promise<void>((done) => answers.push(done)); }))!;
    form.value = 'first';
    await nextTick();
    const first = flush();
    form.value = 'second';
    await nextTick();
    const second = flush();
    expect(begun).toEqual(['first']);
    answers[0]!();
    await first;
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toEqual(['first', 'second']);
    answers[1]!();
    await second;
    expect(state.value).toBe('saved');
  });
});
