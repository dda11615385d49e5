/** 線上研習場次: those of a course for who gives it, and those of a teacher who was accepted (spec 6.8). */
import { useQuery, useQueryCache } from '@pinia/colada';
import { toValue, type MaybeRefOrGetter } from 'vue';
import type { z } from 'zod';
import type { attendanceList, sessionForm, SheetImport, TrainingSession } from '#contract/course';
import { call, get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { useIntent } from '../lib/useIntent.ts';

export type SessionInput = z.input<typeof sessionForm>;
export type AttendanceList = z.infer<typeof attendanceList>;
interface TrainingSessions { readonly items: TrainingSession[] }

export const useMySessions = () => useQuery({ key: () => keys.lists('my-sessions'), query: async ({ signal }) => (await get<TrainingSessions>('/course/my/sessions', {}, signal)).items });
export const useTrainingSessions = (caseId: MaybeRefOrGetter<string>) =>
  useQuery({ key: () => keys.case(toValue(caseId), 'sessions'), query: async ({ signal }) => (await get<TrainingSessions>(`/course/cases/${toValue(caseId)}/sessions`, {}, signal)).items });
export const useAttendance = (caseId: MaybeRefOrGetter<string>, sessionId: MaybeRefOrGetter<string>) =>
  useQuery({ key: () => keys.case(toValue(caseId), 'attendance', toValue(sessionId)), query: async ({ signal }) => (await get<AttendanceList>(`/course/cases/${toValue(caseId)}/sessions/${toValue(sessionId)}/attendance`, {}, signal)).items });

/** Each @throws {Problem} */
export function useSessionWork() {
  const cache = useQueryCache();
  const { attempt, busy } = useIntent();
  const stale = (key: string[]): Promise<unknown> => cache.invalidateQueries({ key }).catch(() => undefined);
  async function change<T>(key: string[], path: string, method: 'POST' | 'PUT' | 'DELETE', sent: { body?: unknown; file?: File; query?: Record<string, string> } = {}): Promise<T> {
    const { data } = await attempt([path, method, sent.body], () => call<T>(path, { method, ...sent }));
    void stale(key);
    return data;
  }
  return {
    busy,
    save: (caseId: string, sessionId: string, body: SessionInput) => change<TrainingSession>(keys.case(caseId), `/course/cases/${caseId}/sessions/${sessionId}`, 'PUT', { body }),
    remove: (caseId: string, sessionId: string) => change<void>(keys.case(caseId), `/course/cases/${caseId}/sessions/${sessionId}`, 'DELETE'),
    importAttendance: (caseId: string, sessionId: string, file: File) => change<SheetImport>(keys.case(caseId), `/course/cases/${caseId}/sessions/${sessionId}/attendance`, 'POST', { file, query: { name: file.name } }),
    signIn: (sessionId: string, displayName: string) => change<TrainingSession>(['lists'], `/course/my/sessions/${sessionId}/sign-in`, 'POST', { body: { displayName } }),
    signOut: (sessionId: string) => change<TrainingSession>(['lists'], `/course/my/sessions/${sessionId}/sign-out`, 'POST', { body: {} }),
  };
}
