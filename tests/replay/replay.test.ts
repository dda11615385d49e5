/** Cases that run out there go on with this code: their histories are replayed without a server. Cut a new one with `record.ts`. */
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, makeTelemetryFilterString, Runtime, Worker, type ReplayResult } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { lifecycles } from '#workflows/lifecycles';
import { readableText, recordedHistories, type RecordedHistory } from './histories.ts';

const histories = recordedHistories(), silent = new DefaultLogger('ERROR', () => undefined);
// a failed replay is told by its result
Runtime.install({ logger: silent, telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } } });

async function replayed(workflows: string, chosen: readonly RecordedHistory[]): Promise<ReplayResult[]> {
  const workflowBundle = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL(workflows, import.meta.url)), logger: silent });
  const results: ReplayResult[] = [];
  for await (const result of Worker.runReplayHistories({ workflowBundle }, chosen)) results.push(result);
  return results;
}
const failures = (results: readonly ReplayResult[]): string[] => results.flatMap(({ workflowId, error }) => (error ? [`${workflowId}: ${error.message}`] : []));

describe('recorded histories', () => {
  let results: ReplayResult[];
  beforeAll(async () => { results = await replayed('../../workflows/index.ts', histories); }, 120_000);

  it.each(histories.map(({ workflowId }) => workflowId))('%s goes on with this code', (name) => {
    expect(failures(results.filter(({ workflowId }) => workflowId === name))).toEqual([]);
    expect(results.some(({ workflowId }) => workflowId === name)).toBe(true);
  });
  it('are there for every status a case can be in', () => {
    const reached = new Set(histories.flatMap((history) => [...readableText(history).matchAll(/"receipt\\":\\"\d+ \w+ \w+ (\w+)/g)].map(([, status]) => status)));
    expect(Object.values(lifecycles).flatMap(({ statuses }) => Object.keys(statuses)).filter((status) => !reached.has(status))).toEqual([]);
  });
  it('tell of nobody, and of no machine', () => {
    const telling = /[A-Z][12]\d{8}|09\d{2}-?\d{3}-?\d{3}|測試|file:\/\/|\/(home|root|work|tmp|Users)\/|\d+@[\w.-]+"|stack at/;
    expect(histories.flatMap((history) => telling.exec(readableText(history))?.[0] ?? [])).toEqual([]);
  });
});

describe('a page that was changed under cases that run', () => {
  it('is caught, although it asks Temporal for the same things in the same order', async () => {
    const submitted = histories.filter(({ workflowId }) => workflowId === 'submitted' || workflowId === 'draft');
    const caught = failures(await replayed('./changed-page.ts', submitted));
    expect(caught).toEqual([expect.stringMatching(/^submitted: .*this code writes/s)]);
  }, 120_000);
});
