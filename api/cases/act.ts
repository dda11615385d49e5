/** One hop: a click is one permission check, one stored submission, one Update. */
import { createHash } from 'node:crypto';
import { plainDate } from '#domain/plain-date';
import type { ProblemCode } from '#domain/problem';
import type { Role } from '#domain/roles';
import { refusalOf } from '#case/refusal';
import type { Answer, Command } from '#case/state';
import { openingOf } from '#case/table';
import { calendarFor } from '#db/calendar';
import { row, sql, type EntityManager } from '#db/orm';
import { lifecycles, procedures, type LifecycleName } from '#workflows/lifecycles';
import { openCase, Refused, sendCommand } from '../../activities/adapters/temporal.ts';
import { ProblemError, refuse } from '../http/problem-error.ts';
import { may, READ, roleFor, type CaseScope } from '../policy/ability.ts';
import { caseDesks, type Asking } from './feature.ts';
import { nowOf } from './present.ts';
import type { LoadedCase } from './queries.ts';

/** After an answer of 503: how long to wait, in seconds. */
const RETRY_AFTER = '2';
export const UNDO = 'undo';

export interface Opening { readonly key: string; readonly body: unknown; /** how far the case's own clock is ahead; demonstrations only */ readonly clockAheadMs?: number }
/** @returns the id of the case: the same for the same key. @throws {ProblemError} */
export async function openFor(asking: Asking, lifecycle: LifecycleName, { key, body, clockAheadMs = 0 }: Opening): Promise<string> {
  const { em, person, ability, desk } = asking, action = openingOf(lifecycles[lifecycle]);
  const { facts, stored } = await caseDesks[lifecycle].prepareOpening(body, asking);
  const scope = await scopeOf(em, facts);
  if (!may(ability, action, lifecycle, scope)) refuse('notAllowed');
  await store(em, { key, caseId: key, action, accountId: person.accountId, body, stored });
  const by = { person: person.accountId, role: roleFor(person, action, lifecycle, scope) as Role };
  const calendar = await calendarFor(em, scope.countyId);
  await settled(openCase(desk.temporal, lifecycle, { caseId: key, calendar, clockAheadMs, command: { commandId: key, by, expectedVersion: 0, facts } }));
  return key;
}

export interface Act { readonly key: string; readonly action: string; readonly expectedVersion: number; readonly body: unknown }
/** @throws {ProblemError} */
export async function actFor(asking: Asking, found: LoadedCase, { key, action, expectedVersion, body }: Act): Promise<Answer> {
  const { em, person, ability, desk, now } = asking, procedure = procedures[found.lifecycle];
  const known = action === UNDO || action in caseDesks[found.lifecycle].forms;
  if (!known) refuse('notFound');
  if (action !== UNDO && !may(ability, action, found.lifecycle, found)) refuse('notAllowed');
  const prepared = action === UNDO ? { stored: {} } : await caseDesks[found.lifecycle].prepare(action, body, found, asking);
  const by = { person: person.accountId, role: roleFor(person, action === UNDO ? READ : action, found.lifecycle, found) as Role };
  const command: Command = { commandId: key, by, expectedVersion, ...(prepared.facts ? { facts: prepared.facts } : {}), ...(prepared.extension ? { extension: prepared.extension } : {}) };
  const again = await store(em, { key, caseId: found.id, action, accountId: person.accountId, body, stored: prepared.stored });
  const state = { ...found.state, clockAheadMs: found.clockAheadMs };
  // what is plainly impossible is refused here; the procedure judges again, with the state it has
  const code = again || action === UNDO ? undefined : refusalOf(procedure, state, action, command, nowOf(found, now));
  if (code) refuse(code);
  return settled(sendCommand(desk.temporal, found.lifecycle, state, action, command));
}

interface Kept { key: string; caseId: string; action: string; accountId: string; body: unknown; stored: object }
/** Stored before it is sent, under the command's own id. @returns true where the same submission stood there already */
async function store(em: EntityManager, { key, caseId, action, accountId, body, stored }: Kept): Promise<boolean> {
  const hash = createHash('sha256').update(JSON.stringify([caseId, action, accountId, canonical(body)])).digest('hex');
  const there = await row<{ hash: string; fresh: boolean }>(em, sql`with kept as (insert into submission (id, case_id, action, account_id, body, body_hash) values (${key}, ${caseId}, ${action}, ${accountId}, ${JSON.stringify(stored)}, ${hash}) on conflict do nothing returning body_hash)
    select body_hash as hash, true as fresh from kept union all select body_hash, false from submission where id = ${key}`);
  if (there && there.hash !== hash) refuse('keyReused');
  return !there?.fresh;
}
/** The same content in another order of keys is the same content. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]));
}
async function settled(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refused) throw new ProblemError(error.code, error.code === 'unavailable' ? { headers: { 'Retry-After': RETRY_AFTER } } : {});
    throw error;
  }
}
async function scopeOf(em: EntityManager, { schoolId, authorId }: { schoolId: string; authorId: string }): Promise<CaseScope> {
  const school = await row<{ countyId: string; jurisdiction: string }>(em, sql`select county_id as "countyId", jurisdiction from organisation where id = ${schoolId} and kind = 'school'`);
  return { schoolId, authorId, assigneeIds: [], ...(school ?? refuse('notFound' satisfies ProblemCode)) };
}
/** `name@start` of a deadline's id. */
export function deadlineOf(id: string, untilOn: string): NonNullable<Command['extension']> {
  const [deadline = '', from] = id.split('@');
  return { deadline, from: Number(from), until: plainDate(untilOn) };
}
