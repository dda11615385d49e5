/** What one command costs in statements and history events: counted, not timed. */
import { randomUUID } from 'node:crypto';
import { act } from '#case/step';
import type { State } from '#case/state';
import { row, rows, sql } from '#db/orm';
import { procedures } from '#workflows/lifecycles';
import { caseRecord } from '../activities/case-record.ts';
import { record } from '../tests/support/dropout.ts';
import { sendRecord } from './command.ts';
import { withDeskHere } from './desk-here.ts';
import type { Ground } from './ground.ts';
import { isApplications, statementsOf, type Statement } from './statements.ts';

export interface Budget { readonly what: string; readonly count: number; readonly atMost: number; readonly detail: string }
const COMMANDS = 10;

export async function countCosts(ground: Ground, [first, second, third]: readonly string[]): Promise<Budget[]> {
  const inDesk = (await withDeskHere(ground, async (desk) => {
    await sendRecord(desk, first!);   // reads the calendar, which is kept for a moment
    return statementsOf(() => sendRecord(desk, first!));
  })).filter(isApplications);
  const inRecord = (await recordOnce(ground, second!)).filter(isApplications);
  return [
    { what: 'SQL statements of a command in the desk', count: inDesk.length, atMost: 4, detail: inDesk.map(inWords).join(' · ') },
    { what: 'SQL statements of a command in recordTransition', count: inRecord.length, atMost: 6, detail: inRecord.map(inWords).join(' · ') },
    { what: 'history events of a command', count: await eventsOf(ground, third!), atMost: 12, detail: `mean of ${COMMANDS}` },
  ];
}
/** The transaction alone, of a case whose procedure is not asked. */
async function recordOnce({ own: { orm }, authorId }: Ground, caseId: string): Promise<Statement[]> {
  const commandId = randomUUID(), { state } = (await row<{ state: State }>(orm.em.fork(), sql`select state from case_file where id = ${caseId}`))!;
  await rows(orm.em.fork(), sql`insert into submission (id, case_id, action, account_id, body, body_hash) values (${commandId}, ${caseId}, 'sendRecord', ${authorId}, ${JSON.stringify(record())}, '')`);
  const { change } = act(procedures.dropout, state, 'sendRecord', { by: { person: authorId, role: 'leaver_main' }, commandId, facts: { suggestClose: false } }, Date.now());
  return statementsOf(() => caseRecord(orm, () => undefined)(change));
}
async function eventsOf({ own: { temporal }, desk }: Ground, caseId: string): Promise<number> {
  const length = async (): Promise<number> => (await temporal.client.workflow.getHandle(caseId).describe()).historyLength;
  await sendRecord(desk, caseId);
  const before = await length();
  for (let i = 0; i < COMMANDS; i++) await sendRecord(desk, caseId);
  return (await length() - before) / COMMANDS;
}
const inWords = ({ text }: Statement): string => /(?:insert into|update|from) (\w+)/.exec(text.replace(/"/g, ''))?.[0] ?? text.slice(0, 40);
