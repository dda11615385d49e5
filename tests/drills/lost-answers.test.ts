/** CASES, rule 9: everything died between the store's commit and the procedure's, and nobody ever repeats the command. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { act } from '#case/step';
import type { State } from '#case/state';
import { row, rows, sql } from '#db/orm';
import { procedures } from '#workflows/lifecycles';
import { stateOf, type Temporal } from '../../activities/adapters/temporal.ts';
import { caseRecord } from '../../activities/case-record.ts';
import { tellLostAnswers } from '../../activities/lost-answers.ts';
import { at, caseData, fileAt } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

/** Writes the submission of a filing into the store alone, as a worker does that dies next. */
async function submittedInTheStoreAlone(): Promise<{ id: string; recorded: State }> {
  const school = await newSchool(), main = await school.as('leaver_main'), { id } = await fileAt(school, at('2026-10-05')), { orm } = await testWorld(), commandId = randomUUID();
  const { state } = (await row<{ state: State }>(orm.em.fork(), sql`select state from case_file where id = ${id}`))!;
  await rows(orm.em.fork(), sql`insert into submission (id, case_id, action, account_id, body, body_hash) values (${commandId}, ${id}, 'submit', ${main.accountId}, ${JSON.stringify({ caseData: caseData() })}, '')`);
  const { change } = act(procedures.dropout, state, 'submit', { by: { person: main.accountId, role: 'leaver_main' }, commandId, facts: { category: 'absent3' } }, state.at + 60_000);
  await caseRecord(orm, () => undefined)(change);
  return { id, recorded: change.state };
}

describe('a command that stands in the record and whose procedure does not know it', () => {
  it('is told to the procedure, which goes on from there', async () => {
    const { orm, temporal, desk } = await testWorld(), { id, recorded } = await submittedInTheStoreAlone();
    expect(await stateOf(temporal, id)).toMatchObject({ status: 'draft', version: 1 });
    expect(await tellLostAnswers(orm, temporal, desk.log, 0)).toBeGreaterThanOrEqual(1);
    expect(await stateOf(temporal, id)).toMatchObject({ status: 'submitted', version: 2, open: recorded.open });
  });
  it('has its procedure started again where none runs', async () => {
    const { orm, temporal, desk } = await testWorld(), { id } = await submittedInTheStoreAlone();
    await temporal.client.workflow.getHandle(id).terminate();
    await tellLostAnswers(orm, temporal, desk.log, 0);
    expect(await stateOf(temporal, id)).toMatchObject({ status: 'submitted', version: 2 });
  });
  it('is not looked at again', async () => {
    const { orm, temporal, desk } = await testWorld(), { id } = await submittedInTheStoreAlone();
    await tellLostAnswers(orm, temporal, desk.log, 0);
    expect(await row(orm.em.fork(), sql`select count(*)::int as left from submission where case_id = ${id} and effective_sequence is not null and not answered`)).toEqual({ left: 0 });
  });
});

describe('a command whose answer was heard', () => {
  it('is marked, and asked about no more', async ({ expect }) => {
    const school = await newSchool(), main = await school.as('leaver_main'), { id } = await fileAt(school, at('2026-10-05')), { orm } = await testWorld();
    await main.act(id, 'submit', caseData());
    await expect.poll(() => rows(orm.em.fork(), sql`select action, answered from submission where case_id = ${id} order by created_at`), { timeout: 20_000 }).toEqual([{ action: 'open', answered: true }, { action: 'submit', answered: true }]);
  });
  it('of a case that ended while its procedure was asked, is not brought to a new procedure', async ({ expect }) => {
    const { orm, temporal, desk } = await testWorld(), school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
    await main.act(filing.id, 'submit', caseData());
    await expect.poll(() => rows(orm.em.fork(), sql`select from submission where case_id = ${filing.id} and answered`), { timeout: 20_000 }).toHaveLength(2);
    await rows(orm.em.fork(), sql`update submission set answered = false where case_id = ${filing.id}`);
    const asked = new Proxy(temporal.client.workflow, {
      get: (client, name) => (name === 'getHandle' ? (id: string) => {
        const handle = client.getHandle(id);
        return id === filing.id ? { ...handle, async describe() { await endNow(); return handle.describe(); } } : handle;
      } : Reflect.get(client, name) as unknown),
    });
    async function endNow(): Promise<void> {
      await main.act(filing.id, 'void', { reason: '重複填報' });
      await filing.until(at('2026-10-06'));
      await temporal.client.workflow.getHandle(filing.id).result();
    }
    await tellLostAnswers(orm, { ...temporal, client: { workflow: asked } as unknown as Temporal['client'] }, desk.log, 0);
    expect([await stateOf(temporal, filing.id), (await main.see(filing.id)).status]).toEqual([undefined, 'voided']);
  });
});
