/** Lives the demonstration's stories through: the desk's own commands, the real procedures, and each case's own clock moved from deed to deed until it shows today. */
import { pino } from 'pino';
import type { Instant } from '#domain/plain-date';
import { addDays, dateAt, type PlainDate } from '#domain/plain-date';
import { isRole } from '#domain/roles';
import type { WorkCalendar } from '#domain/work-calendar';
import { keyOf } from '#case/state';
import { rows, sql } from '#db/orm';
import { sealingWith } from '#db/sealing';
import { clockAheadOf, fastForward } from '../../activities/adapters/case-clock.ts';
import { moveInRegistry, seededStatusRegistry } from '../../activities/adapters/status-registry.ts';
import { seededStudentRegistry } from '../../activities/adapters/student-registry.ts';
import { actFor, openFor } from '../cases/act.ts';
import type { Asking } from '../cases/feature.ts';
import { loadCase } from '../cases/queries.ts';
import { uuidOf } from '../db/seeds/chance.ts';
import { demonstrationSchools } from '../db/seeds/staff.ts';
import type { Actor, Deed, Story } from '../db/seeds/stories.ts';
import { layStory, type Laid } from '../db/seeds/story-days.ts';
import { formOf } from '../db/seeds/story-forms.ts';
import { pupilOf, type Pupil } from '../db/seeds/students.ts';
import type { Desk } from '../desk.ts';
import { actionForms } from '../dropout/contract.ts';
import { nobodyListens } from '../http/live-hub.ts';
import { abilityOf, type Person } from '../policy/ability.ts';
import type { Operator } from './operator.ts';

/** A story laid into the days before today, with the pupil it is about. */
export interface Life extends Laid { readonly story: Story; readonly pupil: Pupil; /** ids of its commands, in order; the first opens the case and is its id */ readonly keys: readonly string[]; readonly caseId: string }

/** Most of a life is waiting for timers to fire, about a second each: more of them at once than processors. */
const AT_ONCE = 10;
const TOLD_EVERY = 10;
/** Less is the second or two that a command takes. */
const BEHIND_MS = 60_000;
const EXTENDED_BY_DAYS = 14;

export function livesUntil(stories: readonly Story[], filling: string, today: PlainDate, calendar: WorkCalendar): Life[] {
  return stories.map((story) => {
    const laid = layStory(story, today, calendar), keys = keysOf(story, filling);
    return { ...laid, story, keys, caseId: keys[0]!, pupil: pupilOf(story.serial, story.schoolId, laid.birthDate, today) };
  });
}
/** @param filling differs after each reseed: the engine remembers by id what it has answered, also after a case is gone */
export const keysOf = (story: Story, filling: string): string[] => story.deeds.map((_, deed) => uuidOf('story', filling, story.serial, deed));

/** What was lived through already, in an earlier run that was stopped, is not lived again. */
export async function liveThrough(operator: Operator, lives: readonly Life[]): Promise<void> {
  const { config, orm, temporal } = operator, sealing = sealingWith(config.keys), log = pino({ level: config.logLevel }, pino.destination(2));
  const desk: Desk = { config, orm, temporal, sealing, log, hub: nobodyListens, students: seededStudentRegistry(orm, sealing), enrolments: seededStatusRegistry(orm, sealing) };
  const started = performance.now(), waiting = [...lives];
  let done = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let life = waiting.shift(); life; life = waiting.shift()) {
      await new Liver(desk, life).live();
      if (++done % TOLD_EVERY === 0 || done === lives.length) operator.say(`${done} of ${lives.length} cases have reached today (${((performance.now() - started) / 1000).toFixed(0)} s)`);
    }
  }));
  await catchUp(desk, lives);
}
/** Cases that others have opened on their way (無故七日轉休學) reach today too. */
async function catchUp(desk: Desk, lives: readonly Life[]): Promise<void> {
  const followers = await rows<{ id: string }>(desk.orm.em.fork(), sql`select id from case_file where state -> 'facts' -> 'follows' ->> 'caseId' = any (${lives.map((life) => life.caseId)}::text[]) and clock_ahead_ms < ${-BEHIND_MS}`);
  await Promise.all(followers.map(async ({ id }) => fastForward(desk, id, -(await clockAheadOf(desk, id)))));
}

class Liver {
  private readonly desk: Desk;
  private readonly life: Life;
  constructor(desk: Desk, life: Life) {
    this.desk = desk;
    this.life = life;
  }
  async live(): Promise<void> {
    const { caseId, deeds, keys } = this.life, em = this.desk.orm.em.fork();
    const lived = new Set((await rows<{ command_id: string }>(em, sql`select command_id from case_event where case_id = ${caseId}`)).map((event) => event.command_id));
    for (const [index, deed] of deeds.entries()) {
      if (lived.has(keys[index]!)) continue;
      if (index) await this.reach(deed.at);
      await (index ? this.act(deed, index) : this.open(deed));
      await this.moveInRegistry(deed);
    }
    await this.reach(Date.now());
  }
  /** Only ahead: where an earlier run has come further, the deed is a little later. */
  private async reach(at: Instant): Promise<void> {
    const missing = Math.min(at - Date.now(), 0) - (await clockAheadOf(this.desk, this.life.caseId));
    if (missing > 0) await fastForward(this.desk, this.life.caseId, missing);
  }
  private async open(deed: Laid['deeds'][number]): Promise<void> {
    const clockAheadMs = deed.at - Date.now(), body = actionForms.open.parse(formOf(this.life.story, deed, 0, this.life.pupil.idNo));
    await openFor(await this.asking(deed.by, deed.at), 'dropout', { key: this.life.caseId, body, clockAheadMs });
  }
  private async act(deed: Laid['deeds'][number], index: number): Promise<void> {
    const { story, pupil, caseId, keys } = this.life, key = keys[index]!, asking = await this.asking(deed.by, Date.now());
    const found = (await loadCase(asking.em, caseId, key))!, open = found.state.open[0];
    const extension = deed.action === 'extendDeadline' && open?.dueOn ? { deadlineId: keyOf(open), untilOn: addDays(open.dueOn, EXTENDED_BY_DAYS) } : {};
    const body = actionForms[deed.action].parse({ ...formOf(story, deed, index, pupil.idNo), ...extension });
    await actFor(asking, found, { key, action: deed.action, expectedVersion: found.version, body });
  }
  private async asking(actor: Actor, now: Instant): Promise<Asking> {
    const em = this.desk.orm.em.fork(), person = await this.personOf(actor);
    return { desk: this.desk, em, person, ability: abilityOf(person), language: 'zh', now };
  }
  private async personOf(actor: Actor): Promise<Person> {
    const { story } = this.life, school = story.schoolId, supervised = school.startsWith('9933') ? 'county.99' : 'k12ea';
    const login = actor === 'authority' ? supervised : actor === 'k12ea' ? actor : `${actor === 'author' ? story.author : actor}.${school}`;
    const found = await rows<{ id: string; name: string; role: string; organisation_id: string }>(this.desk.orm.em.fork(), sql`select a.id, a.name, g.role, g.organisation_id from account a join role_grant g on g.account_id = a.id where a.login = ${login}`);
    const { id, name } = found[0]!;
    return { accountId: id, name, login, sessionId: '', grants: found.flatMap(({ role, organisation_id }) => (isRole(role) ? [{ role, organisationId: organisation_id }] : [])) };
  }
  private async moveInRegistry({ enrolledAt }: Deed): Promise<void> {
    if (enrolledAt !== 'elsewhere') return;
    const schoolCode = demonstrationSchools.find((id) => id !== this.life.story.schoolId)!;
    await moveInRegistry(this.desk.orm.em.fork(), this.desk.sealing, this.life.pupil.idNo, { schoolCode, state: 'enrolled', seniorHigh: true });
  }
}
export const todayInTaipei = (): PlainDate => dateAt(Date.now());
