/** Cases in the store, written by the product's own steps and its own writer, without a server between them. */
import { randomUUID } from 'node:crypto';
import { act, unborn } from '#case/step';
import type { State } from '#case/state';
import { calendarFor } from '#db/calendar';
import { rows, sql } from '#db/orm';
import { addDays, dateAt, plainDate, HOUR } from '#domain/plain-date';
import type { DropoutFacts } from '#lifecycle/dropout';
import { procedures } from '#workflows/lifecycles';
import { caseRecord } from '../activities/case-record.ts';
import { basic, caseData, record } from '../tests/support/dropout.ts';
import { syntheticId, type TestSchool } from '../tests/support/school.ts';
import type { World } from '../tests/support/world.ts';

/** The commands that bring a fresh filing to the status in which it stays. */
const lives = {
  submitted: [['submit', { category: 'absent3' }, { caseData: caseData() }]],
  tracking: [['submit', { category: 'absent3' }, { caseData: caseData() }], ['sendRecord', { suggestClose: false }, record()], ['report', {}, {}]],
} as const;
export interface Wanted { readonly school: TestSchool; readonly authorId: string; readonly status: keyof typeof lives; readonly count: number }

const AT_ONCE = 4;
const registry = { idNo: 'Y19******9', name: '林測試', birthDate: '2010-03-01', sex: 'male', studentNo: 'S0001', schoolType: 'general', department: '普通科', grade: 1, className: '101' };

/** @returns the states in which they stand */
export async function populate({ orm, desk }: World, { school, authorId, status, count }: Wanted): Promise<State[]> {
  const openedAt = Date.now() - HOUR, calendar = await calendarFor(orm.em.fork(), school.countyId), toStore = caseRecord(orm, () => undefined), states: State[] = [];
  const by = { person: authorId, role: 'leaver_main' } as const, commands = lives[status];
  const people = Array.from({ length: count }, () => ({ id: randomUUID(), idNo: syntheticId(), caseId: randomUUID(), commandIds: commands.map(() => randomUUID()) }));
  await rows(orm.em.fork(), sql`insert into student (id, id_no_sealed, id_no_index, name, birth_date, sex) select id, sealed, index, '林測試', '2010-03-01', 'male'
    from jsonb_to_recordset(${JSON.stringify(people.map(({ id, idNo }) => ({ id, sealed: desk.sealing.seal(idNo), index: desk.sealing.blindIndex(`${idNo}${id}`) })))}::jsonb) as s (id uuid, sealed text, index text)`);
  const submissions = people.flatMap(({ caseId, commandIds }) => [{ id: caseId, case_id: caseId, action: 'open', body: { basic: { ...basic, registry } } as object }, ...commands.map(([action, , body], i) => ({ id: commandIds[i]!, case_id: caseId, action, body }))]);
  await rows(orm.em.fork(), sql`insert into submission (id, case_id, action, account_id, body, body_hash, answered) select id, case_id, action, ${authorId}, body, '', true from jsonb_to_recordset(${JSON.stringify(submissions)}::jsonb) as s (id uuid, case_id uuid, action text, body jsonb)`);
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = people.pop(); next; next = people.pop()) {
      const { id, caseId, commandIds } = next;
      const facts = { authorId, studentId: id, schoolId: school.id, family: 'departure', adultOn: plainDate('2028-03-01'), termEndsOn: addDays(dateAt(openedAt), 60), trackIntervalDays: 30 } satisfies Partial<DropoutFacts>;
      let { state, change } = act(procedures.dropout, unborn(procedures.dropout, caseId, openedAt, {}, calendar), 'open', { by, commandId: caseId, facts }, openedAt);
      await toStore(change);
      for (const [i, [action, brought]] of commands.entries()) {
        ({ state, change } = act(procedures.dropout, state, action, { by, commandId: commandIds[i]!, facts: brought }, openedAt + (i + 1) * 60_000));
        await toStore(change);
      }
      states.push(state);
    }
  }));
  return states;
}
