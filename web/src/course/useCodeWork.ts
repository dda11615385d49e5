/** What the administrator keeps: the code lists of fields D and E and of the tags (spec 5.2). */
import { useQueryCache } from '@pinia/colada';
import type { z } from 'zod';
import type { CodeList, codeEntry, codePlace } from '#contract/course';
import { call } from '../lib/api.ts';
import { keys } from '../lib/queries.ts';
import { useIntent } from '../lib/useIntent.ts';

export const codeLists = ['nature', 'field', 'tag'] as const satisfies readonly z.infer<typeof codePlace>['list'][];
export type CodeListName = (typeof codeLists)[number];
export type Code = CodeList['items'][number];

export function useCodeWork() {
  const cache = useQueryCache();
  const { attempt, busy } = useIntent();
  /** @throws {Problem} */
  async function save(list: CodeListName, code: string, body: z.infer<typeof codeEntry>): Promise<void> {
    await attempt([list, code, body], () => call(`/course/code-lists/${list}/${encodeURIComponent(code)}`, { method: 'PUT', body }));
    await cache.invalidateQueries({ key: keys.courseCodes() }).catch(() => undefined);
  }
  return { save, busy };
}
