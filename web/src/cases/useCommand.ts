/** One act of a person on one case: sent once however often it is repeated, with the version its author saw, and taken back on request. */
import type { ActionView, CaseView } from '#contract/cases';
import { call } from '../lib/api.ts';
import { useText } from '../lib/text.ts';
import { useToasts } from '../lib/toasts.ts';
import { useIntent } from '../lib/useIntent.ts';
import { useProblemText } from '../lib/useProblemText.ts';
import { useCaseCache } from './useCase.ts';

const UNDO = 'undo';

export function useCommand() {
  const { attempt, busy } = useIntent();
  const { take, refresh } = useCaseCache();
  const toasts = useToasts();
  const { t } = useText();
  const { whatOf } = useProblemText();

  /** @throws {Problem} */
  async function send({ id, version }: Pick<CaseView, 'id' | 'version'>, action: Pick<ActionView, 'name' | 'label'>, body: unknown): Promise<CaseView> {
    const answer = await attempt([id, action.name, body], (idempotencyKey) => post(id, action.name, { body, version, idempotencyKey }));
    take(answer);
    const undo = answer.undoUntil ? { until: Date.now() + leftToUndo(answer), run: () => takeBack(answer, action) } : undefined;
    toasts.show({ tone: 'done', message: t('cases.act.done', { action: action.label }), ...(undo && { undo }) });
    return answer;
  }
  async function takeBack({ id, version }: CaseView, action: Pick<ActionView, 'label'>): Promise<void> {
    try {
      take(await post(id, UNDO, { body: {}, version, idempotencyKey: crypto.randomUUID() }));
      toasts.show({ tone: 'plain', message: t('cases.act.undone', { action: action.label }) });
    } catch (failure) {
      toasts.show({ tone: 'late', message: t('cases.act.undoFailed'), detail: whatOf(failure) });
      void refresh(id);
    }
  }
  return { send, busy };
}

const post = async (id: string, action: string, command: { body: unknown; version: number; idempotencyKey: string }): Promise<CaseView> =>
  (await call<CaseView>(`/cases/${id}/actions/${action}`, { method: 'POST', ...command })).data;

/** By the desk's clock, which `now` tells: office clocks are often minutes off. */
export function leftToUndo({ undoUntil, now, clockAheadMs }: Pick<CaseView, 'undoUntil' | 'now' | 'clockAheadMs'>): number {
  return undoUntil ? Date.parse(undoUntil) - (Date.parse(now) - clockAheadMs) : 0;
}
