/** Registrations as rows, for what only reads them. */
import { randomUUID } from 'node:crypto';
import { rows, sql } from '#db/orm';
import type { TestTeacher } from '../support/course.ts';
import { testWorld } from '../support/world.ts';

/** As if they had come online in this order. */
export async function registered(courseId: string, teachers: readonly TestTeacher[], { state = 'accepted', extra = {} }: { state?: 'accepted' | 'rejected' | 'pending'; extra?: object } = {}): Promise<void> {
  const { orm, desk } = await testWorld(), em = orm.em.fork(), extraSealed = Object.keys(extra).length ? desk.sealing.seal(JSON.stringify(extra)) : null, came = teachers.map(({ id }, i) => ({ id: randomUUID(), teacher: id, nth: i + 1 }));
  await rows(em, sql`with enrolled as (update enrolment set last_place = last_place + ${came.length}, accepted = accepted + ${state === 'accepted' ? came.length : 0}::int, pending = pending + ${state === 'pending' ? came.length : 0}::int where case_id = ${courseId} returning last_place)
    insert into registration (id, case_id, teacher_id, place, state, source, extra_sealed, registered_at, changed_at)
    select c.id, ${courseId}::uuid, c.teacher, last_place - ${came.length}::int + c.nth, ${state}, 'online', ${extraSealed}, now(), now() from enrolled, jsonb_to_recordset(${JSON.stringify(came)}::jsonb) as c (id uuid, teacher uuid, nth int)`);
}
