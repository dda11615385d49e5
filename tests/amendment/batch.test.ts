/** The letter by the fifth takes along all that a centre has approved. Spec 5.8. */
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import type { Client } from '../support/client.ts';
import { must } from '../support/course.ts';
import { newSchool } from '../support/school.ts';
import { apply, formsOf, issuedCourse } from './applied.ts';

const letter = (nth = 1) => ({ letterNo: `測府教字第115000000${nth}號` });
interface Answer { readonly sent: number; readonly failed: number; readonly code: string }
const send = (center: Client, body: object, key: string = randomUUID()) => center.send<Answer>('POST', '/amendment/batch', body, { 'idempotency-key': key });
/** In a county of its own: a letter takes all of a county. */
const ownCounty = () => newSchool({ countyId: `C${randomUUID().slice(0, 6)}` });

describe.concurrent('the monthly letter', () => {
  it('takes all that are approved, and nothing twice when it is sent again', async ({ expect }) => {
    const school = await ownCounty(), center = await school.as('ins_center'), key = randomUUID();
    const applied = async () => apply(await issuedCourse(school)), [one, other, waiting] = await Promise.all([applied(), applied(), applied()]);
    for (const { id } of [one, other]) await must(center, id, 'approve');
    expect([(await send(center, letter(), key)).body, (await send(center, letter(), key)).body]).toEqual([{ sent: 2, failed: 0 }, { sent: 2, failed: 0 }]);
    for (const { id } of [one, other]) expect([formsOf(await center.see(id)).letterNo, (await center.timeline(id)).filter(({ name }) => name === 'sendBatch').length]).toEqual([letter().letterNo, 1]);
    expect(formsOf(await center.see(waiting.id)).letterNo).toBeNull();
    expect((await send(center, letter(2), key)).body.code).toBe('keyReused');
    expect((await send(center, letter(2))).body).toEqual({ sent: 0, failed: 0 });
  });
  it('is the centre’s to send, with its number and a key, and reaches no other county', async ({ expect }) => {
    const school = await ownCounty(), elsewhere = await (await ownCounty()).as('ins_center'), { id } = await apply(await issuedCourse(school)), center = await school.as('ins_center');
    await must(center, id, 'approve');
    expect((await send(elsewhere, letter())).body).toEqual({ sent: 0, failed: 0 });
    expect([(await send(await school.as('ins_business'), letter())).status, (await send(center, { letterNo: '第1號函' })).status, (await center.send('POST', '/amendment/batch', letter())).status]).toEqual([403, 422, 428]);
  });
});
