/** 上傳紀錄 of a course: what was taken over from files, and the files themselves (appendix A). */
import { useQuery } from '@pinia/colada';
import { toValue, type MaybeRefOrGetter } from 'vue';
import type { TakenSheets } from '#contract/course';
import { get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';

export type TakenSheet = TakenSheets['items'][number];
export const sheetsPath = (caseId: string): string => `/course/cases/${caseId}/sheets`;
export const useTakenSheets = (caseId: MaybeRefOrGetter<string>) => useQuery({ key: () => keys.case(toValue(caseId), 'sheets'), query: async ({ signal }) => (await get<TakenSheets>(sheetsPath(toValue(caseId)), {}, signal)).items });
