/** One hop: a click is one permission check, one stored submission, one Update. */
import { createHmac } from 'node:crypto';
import type { ProblemCode } from '#domain/problem';
import type { Role } from '#domain/roles';
import { refusalOf } from '#case/refusal';
import type { Answer, Command, State } from '#case/state';
import { openingOf } from '#case/table';
import { calendarFor } from '#db/calendar';
import { row, sql, type EntityManager } from '#db/orm';
import { lifecycles, procedures, type LifecycleName } from '#workflows/lifecycles';
import { openCase, Refused, sendCommand } from '../../activities/adapters/temporal.ts';
import type { Desk } from '../desk.ts';
import { ProblemError, refuse } from '../http/problem-error.ts';
import { may, mayAnywhere, roleFor, type CaseScope } from '../policy/ability.ts';
import { caseDesks } from './desks.ts';
import type { Asking, Prepared } from './feature.ts';
import { nowOf } from './moments.ts';
import { findEarlier, type Earlier, type LoadedCase } from './queries.ts';

/** After an answer of 503: how long to wait, in seconds. */
const RETRY_AFTER = '2';
export const UNDO = 'undo';

export interface Opening { readonly key: string; readonly body: unknown; /** how far the case's own clock is ahead; demonstrations only */ readonly clockAheadMs?: number }
/** @returns the id of the case: the same for the same key. @throws {ProblemError} */
export async function openFor(asking: Asking, lifecycle: LifecycleName, { key, body, clockAheadMs = 0 }: Opening): Promise<string> {
  const { em, person, ability, desk } = asking, action = openingOf(lifecycles[lifecycle]);
  // looking up what an opening needs asks registries and tells other schools: not for who may open nothing anywhere
  if (!mayAnywhere(ability, action, lifecycle)) refuse('notAllowed');
  const hash = hashOf(desk, { caseId: key, action, accountId: person.accountId, body });
  if (isDone(await findEarlier(em, key), hash)) return key;
  const prepared = await unlessDone(em, key, hash, () => caseDesks[lifecycle].prepareOpening(body, asking));
  if (prepared === DONE) return key;
  const { facts, stored } = prepared;
  const scope = await scopeOf(em, facts);
  if (!may(ability, action, lifecycle, scope)) refuse('notAllowed');
  await store(em, { key, caseId: key, action, accountId: person.accountId, hash, stored, requestId: null });
  const by = { person: person.accountId, role: roleFor(person, action, lifecycle, scope) as Role };
  const calendar = await calendarFor(em, scope.countyId);
  await sent(asking, key, hash, () => openCase(desk.temporal, lifecycle, { caseId: key, calendar, clockAheadMs, command: { commandId: key, by, expectedVersion: 0, facts } }));
  return key;
}

export interface Act { readonly key: string; readonly action: string; readonly expectedVersion: number; readonly body: unknown }
/** @param found loaded with the same key. @returns whether the procedure itself has answered: then the reading of the case is noted, with its record. @throws {ProblemError} */
export async function actFor(asking: Asking, found: LoadedCase, { key, action, expectedVersion, body }: Act): Promise<boolean> {
  const { em, person, ability, desk, now } = asking, own = caseDesks[found.lifecycle];
  if (action !== UNDO && !may(ability, action, found.lifecycle, found)) refuse('notAllowed');
  const hash = hashOf(desk, { caseId: found.id, action, accountId: person.accountId, body });
  if (isDone(found.earlier, hash)) return false;
  const prepare = own.preparations[action];
  const prepared = action === UNDO ? NOTHING : prepare ? await unlessDone(em, key, hash, () => prepare(body as never, found, asking)) : { stored: body as object };
  if (prepared === DONE) return false;
  const { facts, extension, stored } = prepared;
  const by = { person: person.accountId, role: roleFor(person, action === UNDO ? newestAction(found.state) : action, found.lifecycle, found) as Role };
  const command: Command = { commandId: key, by, expectedVersion, ...(facts ? { facts } : {}), ...(extension ? { extension } : {}) };
  // since it was recorded a demonstration's clock may have been moved, and an ended case hears of no new calendar
  const state = { ...found.state, clockAheadMs: found.clockAheadMs, calendar: await calendarFor(em, found.countyId) };
  // what is plainly impossible is refused here; the procedure judges again, with the state it has. A repeated command may be on its way
  const code = found.earlier ? undefined : refusalOf(procedures[found.lifecycle], state, action, command, nowOf(found, now));
  if (code) refuse(code);
  await store(em, { key, caseId: found.id, action, accountId: person.accountId, hash, stored, requestId: asking.requestId ?? null });
  return sent(asking, key, hash, () => sendCommand(desk.temporal, found.lifecycle, state, action, command));
}
/** Who takes an action back does so in the role in which it was done: nothing has happened since. */
const newestAction = ({ happened }: State): string => Object.keys(happened).reduce((newest, name) => (happened[name]!.sequence > happened[newest]!.sequence ? name : newest));
/** @returns whether the procedure itself has answered. Refused by one that has lost what its record holds, an earlier try of this command may stand there */
async function sent({ em, desk }: Asking, key: string, hash: string, send: () => Promise<Answer>): Promise<boolean> {
  if ((await unlessDone(em, key, hash, () => settled(send()))) === DONE) return false;
  desk.answers.add(key);
  return true;
}
const NOTHING: Prepared = { stored: {} };

interface Submitted { readonly caseId: string; readonly action: string; readonly accountId: string; readonly body: unknown }
/** Keyed: an opening brings the whole national ID, and all else of it stands beside the hash; without the key each possible ID could be tried. */
const hashOf = ({ config }: Desk, { caseId, action, accountId, body }: Submitted): string => createHmac('sha256', config.keys.blindIndex).update(JSON.stringify([caseId, action, accountId, canonical(body)])).digest('hex');
/** The same key with the same content was recorded: its answer stands. @throws {ProblemError} `keyReused` */
function isDone(earlier: Earlier | null, hash: string): boolean {
  if (earlier && earlier.hash !== hash) refuse('keyReused');
  return earlier?.done ?? false;
}
const DONE = Symbol('done');
/** A twin with the same key may have been recorded meanwhile, and what it did can stand in this one's way. */
async function unlessDone<T>(em: EntityManager, key: string, hash: string, work: () => Promise<T>): Promise<T | typeof DONE> {
  try {
    return await work();
  } catch (error) {
    if (isDone(await findEarlier(em, key), hash)) return DONE;
    throw error;
  }
}
interface Kept extends Omit<Submitted, 'body'> { readonly key: string; readonly hash: string; readonly stored: object; readonly requestId: string | null }
/** Stored before it is sent, under the command's own id. Of two at once with the same key one is kept. @throws {ProblemError} `keyReused` */
async function store(em: EntityManager, { key, caseId, action, accountId, hash, stored, requestId }: Kept): Promise<void> {
  const kept = await row<{ hash: string }>(em, sql`insert into submission (id, case_id, action, account_id, body, body_hash, request_id) values (${key}, ${caseId}, ${action}, ${accountId}, ${JSON.stringify(stored)}, ${hash}, ${requestId})
    on conflict (id) do update set body_hash = submission.body_hash returning body_hash as hash`);
  if (kept?.hash !== hash) refuse('keyReused');
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
