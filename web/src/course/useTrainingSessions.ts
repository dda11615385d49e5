/** 線上研習場次: those of a course for who gives it, and those of a teacher who was accepted (spec 6.8). */
import { useQuery, useQueryCache } from '@pinia/colada';
import { computed, toValue, watch, type MaybeRefOrGetter } from 'vue';
import type { z } from 'zod';
import type { attendanceList, sessionForm, SheetImport, SheetPreview, TrainingSession } from '#contract/course';
import { call, get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { useIntent } from '../lib/useIntent.ts';

export type SessionInput = z.input<typeof sessionForm>;
export type AttendanceList = z.infer<typeof attendanceList>;
/** A page that is left open longer has asked again since, for another reason. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
interface TrainingSessions { readonly items: TrainingSession[] }

const HALF_HOUR_MS = 30 * 60_000;
/** The moments at which signing in or out opens or closes. */
const turnsOf = ({ startsAt, endsAt }: TrainingSession): number[] => [Date.parse(startsAt) - HALF_HOUR_MS, Date.parse(startsAt), Date.parse(endsAt), Date.parse(endsAt) + HALF_HOUR_MS];
/** Asked again when the next door opens or closes: who waits on this page for it need not know of that. */
export function useMySessions() {
  const query = useQuery({ key: () => keys.lists('my-sessions'), query: async ({ signal }) => (await get<TrainingSessions>('/course/my/sessions', {}, signal)).items });
  const next = computed(() => Math.min(...(query.data.value ?? []).flatMap(turnsOf).filter((turn) => turn > Date.now())));
  watch(next, (turn, _, cleanUp) => {
    if (turn - Date.now() > LONGEST_WAIT_MS) return;
    const timer = setTimeout(() => void query.refetch(), turn - Date.now());
    cleanUp(() => clearTimeout(timer));
  }, { immediate: true });
  return query;
}
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
    previewAttendance: async (caseId: string, sessionId: string, file: File) => (await call<SheetPreview>(`/course/cases/${caseId}/sessions/${sessionId}/attendance/preview`, { method: 'POST', file, query: { name: file.name } })).data,
    signIn: (sessionId: string, displayName: string) => change<TrainingSession>(['lists'], `/course/my/sessions/${sessionId}/sign-in`, 'POST', { body: { displayName } }),
    signOut: (sessionId: string) => change<TrainingSession>(['lists'], `/course/my/sessions/${sessionId}/sign-out`, 'POST', { body: {} }),
  };
}
