/** Lives the demonstration's stories through: the desk's own commands, the real procedures, and each case's own clock moved from deed to deed until it shows today. */
import { pino } from 'pino';
import { dateAt, type Instant, type PlainDate } from '#domain/plain-date';
import { isRole } from '#domain/roles';
import type { State } from '#case/state';
import type { LifecycleName } from '#workflows/lifecycles';
import { rows, sql, type EntityManager } from '#db/orm';
import { sealingWith } from '#db/sealing';
import { clockAheadOf, fastForward } from '../../activities/adapters/case-clock.ts';
import { seededStatusRegistry } from '../../activities/adapters/status-registry.ts';
import { seededStudentRegistry } from '../../activities/adapters/student-registry.ts';
import { actFor, openFor } from '../cases/act.ts';
import { answersTo } from '../cases/answers.ts';
import { caseDesks } from '../cases/desks.ts';
import type { Asking } from '../cases/feature.ts';
import { loadCase } from '../cases/queries.ts';
import type { Desk } from '../desk.ts';
import { nobodyListens } from '../http/live-hub.ts';
import { abilityOf, type Person } from '../policy/ability.ts';
import type { Operator } from './operator.ts';

/** What one person does to the case; the first of a life opens it. */
export interface Command { readonly key: string; readonly at: Instant; readonly login: string; readonly action: string; /** as a browser would send it */ form(state: State | undefined): object }
/** What happens outside the procedure: rows of a registry. Repeated, it changes nothing. */
export interface Happening { happens(desk: Desk, em: EntityManager): Promise<unknown> }
export interface Life { readonly lifecycle: LifecycleName; readonly caseId: string; readonly steps: readonly (Command | Happening)[] }

/** A life is mostly waiting for timers to fire, about a second each: many more of them at once than processors. */
const AT_ONCE = 32;
const TOLD_EVERY = 20;
/** Less is the second or two that a command takes. */
const BEHIND_MS = 60_000;

export const todayInTaipei = (): PlainDate => dateAt(Date.now());

/**
 * What was lived through already, in an earlier run that was stopped, is not lived again.
 * @param later lives that need the first to have reached today
 */
export async function liveThrough(operator: Operator, lives: readonly Life[], later: readonly Life[] = []): Promise<void> {
  const { config, orm, temporal } = operator, sealing = sealingWith(config.keys), log = pino({ level: config.logLevel }, pino.destination(2));
  const desk: Desk = { config, orm, visitors: orm, temporal, sealing, log, hub: nobodyListens, students: seededStudentRegistry(orm, sealing), enrolments: seededStatusRegistry(orm, sealing), answers: answersTo(orm, log) };
  const started = performance.now(), all = lives.length + later.length, people = new Map<string, Promise<Person>>();
  let done = 0;
  for (const wave of [[...lives], [...later]])
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let life = wave.shift(); life; life = wave.shift()) {
        await new Liver(desk, people, life).live();
        if (++done % TOLD_EVERY === 0 || done === all) operator.say(`${done} of ${all} cases have reached today (${((performance.now() - started) / 1000).toFixed(0)} s)`);
      }
    }));
  await catchUp(desk, lives);
  await desk.answers.stop();
}
/** Cases that others have opened on their way (無故七日轉休學) reach today too. */
async function catchUp(desk: Desk, lives: readonly Life[]): Promise<void> {
  const followers = await rows<{ id: string }>(desk.orm.em.fork(), sql`select id from case_file where state -> 'facts' -> 'follows' ->> 'caseId' = any (${lives.map((life) => life.caseId)}::text[]) and clock_ahead_ms < ${-BEHIND_MS}`);
  await Promise.all(followers.map(async ({ id }) => fastForward(desk, id, -(await clockAheadOf(desk, id)))));
}

class Liver {
  private readonly desk: Desk;
  private readonly people: Map<string, Promise<Person>>;
  private readonly life: Life;
  constructor(desk: Desk, people: Map<string, Promise<Person>>, life: Life) {
    this.desk = desk;
    this.people = people;
    this.life = life;
  }
  async live(): Promise<void> {
    const { caseId, steps } = this.life, em = this.desk.orm.em.fork();
    const lived = new Set((await rows<{ command_id: string }>(em, sql`select command_id from case_event where case_id = ${caseId}`)).map((event) => event.command_id));
    for (const [index, step] of steps.entries()) {
      if (!('key' in step)) await step.happens(this.desk, em.fork());
      else if (lived.has(step.key)) continue;
      else if (index === 0) await this.open(step);
      else await this.act(step);
    }
    await this.reach(Date.now());
  }
  /** Only ahead: where an earlier run has come further, the deed is a little later. */
  private async reach(at: Instant): Promise<void> {
    const missing = Math.min(at - Date.now(), 0) - (await clockAheadOf(this.desk, this.life.caseId));
    if (missing > 0) await fastForward(this.desk, this.life.caseId, missing);
  }
  private async open({ key, at, login, form }: Command): Promise<void> {
    const { lifecycle } = this.life, body = caseDesks[lifecycle].forms['open']!.parse(form(undefined));
    await openFor(await this.asking(login, at), lifecycle, { key, body, clockAheadMs: at - Date.now() });
  }
  private async act({ key, at, login, action, form }: Command): Promise<void> {
    await this.reach(at);
    const { lifecycle, caseId } = this.life, asking = await this.asking(login, Date.now()), found = (await loadCase(asking.em, caseId, key))!;
    await actFor(asking, found, { key, action, expectedVersion: found.version, body: caseDesks[lifecycle].forms[action]!.parse(form(found.state)) });
  }
  private async asking(login: string, now: Instant): Promise<Asking> {
    const person = await this.personOf(login);
    return { desk: this.desk, em: this.desk.orm.em.fork(), person, ability: abilityOf(person), language: 'zh', now };
  }
  private personOf(login: string): Promise<Person> {
    if (!this.people.has(login)) this.people.set(login, personWith(this.desk.orm.em.fork(), login));
    return this.people.get(login)!;
  }
}
async function personWith(em: EntityManager, login: string): Promise<Person> {
  const found = await rows<{ id: string; name: string; role: string; organisation_id: string }>(em, sql`select a.id, a.name, g.role, g.organisation_id from account a join role_grant g on g.account_id = a.id where a.login = ${login}`);
  const { id, name } = found[0]!;
  return { accountId: id, name, login, sessionId: '', grants: found.flatMap(({ role, organisation_id }) => (isRole(role) ? [{ role, organisationId: organisation_id }] : [])) };
}
