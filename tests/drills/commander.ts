/** A client that commands cases without pause, and repeats each command with its own key until it is answered. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CaseView } from '#contract/cases';
import type { Chance } from '../../api/db/seeds/chance.ts';
import type { Answered, Client } from '../support/client.ts';
import { basic, caseData, record } from '../support/dropout.ts';
import type { TestStudent } from '../support/school.ts';
import type { AnsweredCommand } from './evidence.ts';

/** What all commanders of a drill share. */
export interface Field {
  readonly students: TestStudent[];
  readonly answers: AnsweredCommand[];
  /** what a client waits for, by key, with what it heard last */ readonly unanswered: Map<string, string>;
  /** cases that several work on at once */ readonly shared: string[];
  readonly ending: AbortSignal;
}
interface Command { readonly caseId: string; readonly action: string; send(key: string): Promise<Answered<unknown>> }

export const RETRY_MS = 200;
/** Not answers but outages: what a client repeats. */
const outages = new Set([429, 500, 502, 503, 504]);
const CASES_EACH = 4;

/** What a person may put into each form, with how often it is chosen. */
const choices: readonly { readonly action: string; readonly weight: number; readonly body: (chance: Chance, view: CaseView) => object }[] = [
  { action: 'submit', weight: 8, body: () => caseData() },
  { action: 'sendRecord', weight: 8, body: (chance, { status }) => record(status === 'tracking' && chance.next() < 0.4 ? { suggestClose: true, closeGround: chance.pick(['gave_up', 'to_leave']) } : {}) },
  { action: 'deleteRecord', weight: 2, body: (_, { forms }) => ({ recordId: (forms['records'] as { id: string; mine: boolean }[]).find(({ mine }) => mine)?.id }) },
  { action: 'returnFiling', weight: 1, body: () => ({ comment: '請補正。' }) },
  { action: 'report', weight: 6, body: () => ({}) },
  { action: 'close', weight: 6, body: () => ({ note: '結案。' }) },
  { action: 'sendBack', weight: 2, body: () => ({ comment: '續追。' }) },
  { action: 'void', weight: 1, body: () => ({ reason: '誤填。' }) },
];
const UNDO_ONE_IN = 4, OPEN_ONE_IN = 8;

/** Lives until the field ends, then answers for the command it is in. The author opens cases of its own and leads them on. */
export async function commandCases(client: Client, chance: Chance, field: Field): Promise<void> {
  const own: string[] = [];
  for (let turn = 0; !field.ending.aborted; turn++) {
    const student = own.length < CASES_EACH || turn % OPEN_ONE_IN === 0 ? field.students.pop() : undefined;
    if (student) own.push(await openFor(client, student, chance, field));
    else if (own.length) await commandOne(client, chance.pick(own), chance, field);
    else return;
    if (own.length > CASES_EACH) own.shift();
  }
}
/** Adds tracking records to cases that others lead: two authors at once on one case. */
export async function addRecords(client: Client, chance: Chance, field: Field): Promise<void> {
  while (!field.ending.aborted) {
    const caseId = field.shared.length ? chance.pick(field.shared) : undefined, view = caseId && (await look(client, caseId, field));
    if (view && isOpen(view, 'sendRecord')) await acted(client, view, 'sendRecord', record(), chance, field);
    else await pause(RETRY_MS);
  }
}

async function openFor(client: Client, { idNo }: TestStudent, chance: Chance, field: Field): Promise<string> {
  const key = uuidBy(chance);
  await commanded({ caseId: key, action: 'open', send: (id) => client.open('dropout', { idNo, family: 'departure', ...basic }, id) }, key, field);
  field.shared.push(key);
  return key;
}
async function commandOne(client: Client, caseId: string, chance: Chance, field: Field): Promise<void> {
  const view = await look(client, caseId, field);
  if (!view) return;
  if (view.undoUntil && chance.between(1, UNDO_ONE_IN) === 1) return acted(client, view, 'undo', {}, chance, field);
  const possible = choices.filter(({ action }) => isOpen(view, action));
  if (!possible.length) return;
  const { action, body } = chance.weighted(possible.map((choice) => [choice, choice.weight] as const));
  await acted(client, view, action, body(chance, view), chance, field);
}
const isOpen = (view: CaseView, action: string): boolean => view.actions.some(({ name, open }) => name === action && open);
export async function acted(client: Client, { id, version }: CaseView, action: string, body: object, chance: Chance, field: Field): Promise<void> {
  await commanded({ caseId: id, action, send: (key) => client.act(id, action, body, { key, version }) }, uuidBy(chance), field);
}
/** The same key, version and body again, until there is an answer: also after the drill has ended. */
export async function commanded({ caseId, action, send }: Command, key: string, { answers, unanswered }: Field): Promise<void> {
  for (let heard = 'nothing';;) {
    unanswered.set(key, `${action} ${key} of case ${caseId}, asked at ${new Date().toISOString()}, after: ${heard}`);
    const reply = await attempt(() => send(key), (outage) => { heard = outage; });
    if (reply) {
      unanswered.delete(key);
      answers.push({ key, caseId, action, answer: reply.status < 300 ? 'acknowledged' : 'refused' });
      return;
    }
    await pause(RETRY_MS);
  }
}
export async function look(client: Client, caseId: string, { ending }: Field): Promise<CaseView | undefined> {
  while (!ending.aborted) {
    const reply = await attempt(() => client.get<CaseView>(`/cases/${caseId}`));
    if (reply) return reply.status === 200 ? reply.body : undefined;
    await pause(RETRY_MS);
  }
  return undefined;
}
/** @param away hears in words why there was no answer. @returns nothing where the desk was away */
export async function attempt<T>(call: () => Promise<Answered<T>>, away: (why: string) => void = () => undefined): Promise<Answered<T> | undefined> {
  try {
    const answer = await call();
    if (!outages.has(answer.status)) return answer;
    away(`${answer.status} ${JSON.stringify(answer.body)}`);
  } catch (error) {
    away(String(error));
  }
  return undefined;
}
const HEX = '0123456789abcdef';
/** A UUID by chance that comes out the same for the same seed. */
export function uuidBy(chance: Chance): string {
  const digits = Array.from({ length: 32 }, (_, i) => (i === 12 ? '4' : i === 16 ? '8' : HEX[chance.between(0, 15)])).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
