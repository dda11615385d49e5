/** QUALITY, restore: what differs between record and procedures is found and repaired by `reconcile`. */
import { describe, expect, test } from 'vitest';
import { abandon, stateOf } from '../../activities/adapters/temporal.ts';
import { reconcileCases } from '../../api/admin/reconcile.ts';
import { rows, sql } from '#db/orm';
import { at, bringTo, fileAt, record } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { operatorHere } from './operator.ts';

async function submitted(countyId = 'C99') {
  const school = await newSchool({ countyId }), filing = await fileAt(school, at('2026-10-05'));
  await bringTo('submitted', school, filing);
  return { ...filing, main: await school.as('leaver_main'), operator: await operatorHere() };
}

describe('reconcile', () => {
  test('finds nothing where record and procedure agree', async () => {
    const { id, operator } = await submitted();
    expect(await reconcileCases(operator, [id])).toEqual({ compared: 1, started: [], mended: [], told: [], stray: [] });
  });
  test('starts the procedure of an open case again where it is gone, by the same clock and with the same deadlines', async () => {
    const { id, main, operator } = await submitted(), before = await main.see(id);
    await abandon(operator.temporal, id, 'a test');
    expect(await reconcileCases(operator, [id])).toMatchObject({ compared: 1, started: [id] });
    expect((await main.see(id)).tasks).toEqual(before.tasks.map((task) => ({ ...task })));
    expect((await main.act(id, 'sendRecord', record())).body).toMatchObject({ status: 'pending_report', version: before.version + 1 });
  });
  test('begins a procedure again that knows another version than the record, from the record', async () => {
    const { id, operator } = await submitted();
    await rows(operator.orm.em.fork(), sql`update case_file set version = version + 1, state = jsonb_set(state, '{version}', to_jsonb(version + 1)) where id = ${id}`);
    expect(await reconcileCases(operator, [id])).toMatchObject({ mended: [id] });
    expect((await stateOf(operator.temporal, id))!.version).toBe(3);
  });
  test('tells a procedure the table of working days that it missed', async () => {
    const { id, operator } = await submitted('C84'), known = async () => (await stateOf(operator.temporal, id))!.calendar.off.length;
    const before = await known();
    await rows(operator.orm.em.fork(), sql`insert into work_day (scope, day, working, reason, status, source) select county_id, '2026-03-03', false, '地震', 'official', 'test' from case_file where id = ${id} on conflict do nothing`);
    expect((await reconcileCases(operator, [id])).told).toEqual([id]);
    expect(await known()).toBe(before + 1);
  });
});
