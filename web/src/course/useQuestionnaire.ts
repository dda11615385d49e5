/** 回饋問卷: answered once by each who took part, and counted for who gave the course. */
import { useQuery, useQueryCache } from '@pinia/colada';
import { toValue, type MaybeRefOrGetter } from 'vue';
import type { z } from 'zod';
import type { questionnaire, QuestionnaireResults, SheetImport, SheetPreview } from '#contract/course';
import { call, get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { useIntent } from '../lib/useIntent.ts';

export const questions = ['one', 'two', 'three', 'four', 'five'] as const;
export const SCORES = [5, 4, 3, 2, 1] as const;

const pathOf = (code: string): string => `/course/public/${encodeURIComponent(code)}/questionnaire`;
export const useQuestionnaire = (code: MaybeRefOrGetter<string>) =>
  useQuery({ key: () => keys.lists('questionnaire', toValue(code)), query: ({ signal }) => get<z.infer<typeof questionnaire>>(pathOf(toValue(code)), {}, signal) });
export const useQuestionnaireResults = (caseId: MaybeRefOrGetter<string>) =>
  useQuery({ key: () => keys.case(toValue(caseId), 'questionnaire'), query: ({ signal }) => get<QuestionnaireResults>(`/course/cases/${toValue(caseId)}/questionnaire`, {}, signal) });

export function useAnswering() {
  const cache = useQueryCache();
  const { attempt, busy } = useIntent();
  /** @throws {Problem} */
  async function answer(code: string, body: { scores: number[]; comment: string }): Promise<void> {
    await attempt(body, () => call(pathOf(code), { method: 'POST', body }));
    await cache.invalidateQueries({ key: ['lists'] }).catch(() => undefined);
  }
  return { answer, busy };
}
export function usePaperAnswers() {
  const cache = useQueryCache();
  const { attempt } = useIntent();
  const pathOfCase = (caseId: string): string => `/course/cases/${caseId}/questionnaire`;
  /** @throws {Problem} */
  const preview = async (caseId: string, file: File): Promise<SheetPreview> => (await call<SheetPreview>(`${pathOfCase(caseId)}/preview`, { method: 'POST', file, query: { name: file.name } })).data;
  /** @throws {Problem} */
  async function upload(caseId: string, file: File): Promise<SheetImport> {
    const path = pathOfCase(caseId), { data } = await attempt([path, file.name], () => call<SheetImport>(path, { method: 'POST', file, query: { name: file.name } }));
    void cache.invalidateQueries({ key: keys.case(caseId) }).catch(() => undefined);
    return data;
  }
  return { preview, upload };
}
