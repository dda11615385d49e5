/** The inbox page of a main reporter, with permissions, beside Koa and pg with the same SQL and the same JSON. */
import { deepEqual } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Inbox } from '#contract/cases';
import { PAGE } from '../api/cases/queries.ts';
import type { BareInbox } from './bare/inbox.ts';
import { beside } from './beside.ts';
import { callerOf } from './desk-caller.ts';
import { withDeskHere } from './desk-here.ts';
import type { Ground } from './ground.ts';
import { compare, type Compared, type Load } from './pairs.ts';
import { statementsOf } from './statements.ts';

const TASKS = '/tasks?view=todo', WARM_UP = { clients: 8, calls: 200 };

export async function compareInbox(ground: Ground, loads: readonly Load[]): Promise<Compared[]> {
  const { own, desk } = ground, file = join(own.stack.home, 'bare-inbox.json');
  writeFileSync(file, JSON.stringify(await toldBeforehand(ground)));
  const server = await beside(new URL('bare/inbox.ts', import.meta.url), { ...own.stack.environment, BARE_INBOX_FILE: file });
  try {
    const bareDesk = callerOf(server.said), ours = (): Promise<unknown> => desk.get(TASKS), bare = (): Promise<unknown> => bareDesk.get('/');
    deepEqual(JSON.parse(await bareDesk.get('/')), JSON.parse(await desk.get(TASKS)));
    return await compare(ours, bare, WARM_UP, loads);
  } finally {
    await server.stop();
  }
}
async function toldBeforehand(ground: Ground): Promise<BareInbox> {
  return withDeskHere(ground, async (desk) => {
    let page!: Inbox;
    const statements = await statementsOf(async () => { page = JSON.parse(await desk.get(TASKS)) as Inbox; });
    const [tasks, counts] = [/"taskLevel".*order by/s, /count\(\*\) filter/].map((shape) => statements.find(({ text }) => shape.test(text)));
    if (!tasks || !counts) throw new Error('the inbox no longer asks one statement for its page and one for its counts');
    return {
      page: tasks, counts, size: PAGE,
      words: Object.fromEntries(page.items.map(({ deadlineId, task, label, asks, assignees, mine }) => [deadlineId.split('@')[0]!, { task, label, asks, assignees, mine }])),
      cases: Object.fromEntries(page.items.map(({ late, daysLeft, case: { id, student } }) => [id, { lateness: { late, daysLeft }, student: student ?? {}, nextCursor: page.nextCursor }])),
    };
  });
}
