/** 教師研習名單: one version of it, and the ways to fill the one that is being edited (spec 5.7). */
import { useQuery, useQueryCache } from '@pinia/colada';
import { toValue, type MaybeRefOrGetter } from 'vue';
import type { z } from 'zod';
import type { batchDone, CourseList, listRow, ListUpload } from '#contract/course';
import { call, get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { useIntent } from '../lib/useIntent.ts';

export type ListRow = CourseList['items'][number];
type EnteredRow = z.infer<typeof listRow>;
type Added = z.infer<typeof batchDone>;

export const useCourseList = (caseId: MaybeRefOrGetter<string>, version: MaybeRefOrGetter<number | undefined>) =>
  useQuery({ key: () => keys.case(toValue(caseId), 'list', String(toValue(version) ?? '')), query: ({ signal }) => get<CourseList>(`/course/cases/${toValue(caseId)}/list`, { version: toValue(version) }, signal) });

/** Each @throws {Problem} */
export function useListWork(caseId: MaybeRefOrGetter<string>) {
  const cache = useQueryCache();
  const { attempt, busy } = useIntent();
  async function change<T>(path: string, method: 'POST' | 'PUT' | 'DELETE', sent: { body?: unknown; file?: File; query?: Record<string, string> } = {}): Promise<T> {
    const { data } = await attempt([path, method, sent.body, sent.file?.name], () => call<T>(`/course/cases/${toValue(caseId)}/list/${path}`, { method, ...sent }));
    void cache.invalidateQueries({ key: keys.case(toValue(caseId)) }).catch(() => undefined);
    return data;
  }
  return {
    busy,
    begin: () => change<CourseList>('versions', 'POST', { body: {} }),
    enter: (person: string, hours: number) => change<EnteredRow>('rows', 'PUT', { body: { person, hours } }),
    setHours: (teacherId: string, hours: number) => change<EnteredRow>(`rows/${teacherId}`, 'PUT', { body: { hours } }),
    remove: (teacherId: string) => change<void>(`rows/${teacherId}`, 'DELETE'),
    fromRegistrations: async (registrationIds?: readonly string[]) => (await change<Added>('from-registrations', 'POST', { body: registrationIds ? { registrationIds } : {} })).added,
    fromAttendance: async () => (await change<Added>('from-attendance', 'POST', { body: {} })).added,
    upload: (file: File) => change<ListUpload>('uploads', 'POST', { file, query: { name: file.name } }),
    commit: (uploadId: string) => change<ListUpload>(`uploads/${uploadId}/commit`, 'POST', { body: {} }),
  };
}

const STEP = 0.5;
/** Every number of hours that may be given, most first: nobody has to type a half. */
export function hourOptions(most: number): { value: string; label: string }[] {
  return Array.from({ length: Math.floor(most / STEP) }, (_, i) => String(most - i * STEP)).map((value) => ({ value, label: value }));
}
