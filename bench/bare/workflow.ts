/** The least that a durable command can be: an Update that waits for a regular activity with one INSERT. */
import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities } from './worker.ts';

const { insert } = proxyActivities<BareActivities>({ startToCloseTimeout: '10s' });
export async function bareCase(): Promise<void> {
  let value = 0;
  setHandler(defineUpdate<number, [number]>('add'), async (n) => {
    await insert(n);
    return (value += n);
  });
  await condition(() => false, '30 days');
}
