/** The monthly letter: all that a centre has approved goes to the platform together. Spec 5.8. */
import type { ActionOf } from '#case/table';
import { amendment } from '#lifecycle/amendment';
import { rows, sql, type EntityManager } from '#db/orm';
import { actFor } from '../cases/act.ts';
import type { Asking } from '../cases/feature.ts';
import { loadCase } from '../cases/queries.ts';
import { commandHeaders, header } from '../cases/routes.ts';
import { ProblemError, refuse } from '../http/problem-error.ts';
import { route, type Routes } from '../http/route.ts';
import { allowedRows } from '../policy/where.ts';
import { actionForms, batchSent } from './contract.ts';

const LIFECYCLE = amendment.name, SEND = 'sendBatch' satisfies ActionOf<typeof amendment>;

export function amendmentRoutes(routes: Routes): void {
  route(routes, {
    method: 'post', path: '/api/v1/amendment/batch', summary: '彙送已同意的結案後修改', headers: commandHeaders, body: actionForms[SEND], response: batchSent, problems: ['invalid', 'headerMissing', 'keyReused', 'notAllowed'],
    async handle(visit) {
      const key = header(visit, commandHeaders)['idempotency-key'], { desk, em, person, ability, language, body } = visit;
      if (!ability.can(SEND, LIFECYCLE)) refuse('notAllowed');
      const done = { sent: 0, failed: 0 };
      for (const one of await lettersOf(em, ability, key)) done[await sendOne({ desk, em: desk.orm.em.fork(), person, ability, language, now: Date.now() }, one, body) ? 'sent' : 'failed']++;
      return done;
    },
  });
}
interface Letter { readonly id: string; /** of its own command: the same for the same batch */ readonly key: string }
/** Those approved, and those that an earlier attempt of the same batch has sent. */
const lettersOf = (em: EntityManager, ability: Asking['ability'], key: string): Promise<Letter[]> =>
  rows<Letter>(em, sql`select c.id, k.key from case_file c, lateral (select md5(${key.toLowerCase()} || c.id)::uuid as key) k where ${allowedRows(ability, SEND, LIFECYCLE)} and (c.status = any (${approved}::text[]) or exists (select from submission s where s.id = k.key)) order by c.opened_at, c.id`);
const approved = Object.keys(amendment.actions[SEND].moves);

/** @returns false where it could not be sent now. @throws {ProblemError} `keyReused`: the batch was another letter */
async function sendOne(asking: Asking, { id, key }: Letter, body: object): Promise<boolean> {
  try {
    const found = (await loadCase(asking.em, id, key))!;
    await actFor(asking, found, { key, action: SEND, expectedVersion: found.version, body });
    return true;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === 'keyReused') throw error;
    return false;
  }
}
