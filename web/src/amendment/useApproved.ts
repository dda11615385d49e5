/** What a centre has approved and not yet sent. */
import { useQuery, useQueryCache } from '@pinia/colada';
import type { z } from 'zod';
import type { batchSent } from '#contract/amendment';
import type { CaseList } from '#contract/cases';
import { amendment } from '#lifecycle/amendment';
import { call, get } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { useIntent } from '../lib/useIntent.ts';

const [approved] = Object.keys(amendment.actions.sendBatch.moves);

export const useApproved = () => useQuery({ key: () => keys.lists('cases', amendment.name, approved!), query: ({ signal }) => get<CaseList>('/cases', { lifecycle: amendment.name, status: approved }, signal) });

/** All of them in one letter; sent again, the same letter sends none twice. */
export function useLetter() {
  const cache = useQueryCache();
  const { attempt, busy } = useIntent();
  /** @throws {Problem} */
  async function send(body: { letterNo: string }): Promise<z.infer<typeof batchSent>> {
    const { data } = await attempt(body, (idempotencyKey) => call<z.infer<typeof batchSent>>('/amendment/batch', { method: 'POST', body, idempotencyKey }));
    void cache.invalidateQueries({ key: ['lists'] }).catch(() => undefined);
    return data;
  }
  return { send, busy };
}
