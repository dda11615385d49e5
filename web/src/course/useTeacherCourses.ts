/** What a teacher has to do with courses: how they stand to one, what they registered for, what they were issued. */
import { useQuery, useQueryCache } from '@pinia/colada';
import { toValue, type MaybeRefOrGetter } from 'vue';
import type { MyHours, MyRegistrations, MyStanding } from '#contract/course';
import { call, get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { useSession } from '../lib/session.ts';
import { useIntent } from '../lib/useIntent.ts';
import { usePages } from '../lib/usePages.ts';

export const LEARN = 'course.learn';
const standingKey = (code: string): ReturnType<typeof keys.lists> => keys.lists('my-standing', code);

/** Asked of teachers alone: nobody else has one. */
export function useStanding(code: MaybeRefOrGetter<string>) {
  const session = useSession();
  return useQuery({ key: () => standingKey(toValue(code)), enabled: () => session.can(LEARN), query: ({ signal }) => get<MyStanding>(`/course/public/${encodeURIComponent(toValue(code))}/mine`, {}, signal) });
}

export function useRegistering() {
  const cache = useQueryCache();
  const { attempt, busy } = useIntent();
  /** What could not be fetched again says so where it is shown. */
  const stale = (): Promise<unknown> => cache.invalidateQueries({ key: ['lists'] }).catch(() => undefined);
  /** @throws {Problem} */
  async function register(code: string, extra: Record<string, string>): Promise<void> {
    const { data } = await attempt([code, extra], (idempotencyKey) => call<MyStanding>(`/course/public/${encodeURIComponent(code)}/registrations`, { method: 'POST', body: { extra }, idempotencyKey }));
    cache.setQueryData(standingKey(code), data);
    await stale();
  }
  /** @throws {Problem} */
  async function cancel(registrationId: string): Promise<void> {
    await attempt(registrationId, () => call(`/course/my/registrations/${registrationId}`, { method: 'DELETE' }));
    await stale();
  }
  return { register, cancel, stale, busy };
}

export const useMyRegistrations = () => usePages<MyRegistrations>({ key: () => keys.lists('my-registrations'), path: () => '/course/my/registrations' });

export const useMyHours = () => useQuery({ key: () => keys.lists('my-hours'), query: ({ signal }) => get<MyHours>('/course/my/hours', {}, signal) });
