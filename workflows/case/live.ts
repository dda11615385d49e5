/** How a case lives on Temporal: handlers, one timer for the next thing due, turns, rest, effects. The only file of the kit that knows Temporal. */
import * as wf from '@temporalio/workflow';
import { effects, patientStore, quickStore } from '../activities.ts';
import type { Instant } from '../domain/plain-date.ts';
import type { ProblemCode } from '../domain/problem.ts';
import type { WorkCalendar } from '../domain/work-calendar.ts';
import type { Procedure } from './page.ts';
import { refusalOf } from './refusal.ts';
import { act, extended, hear, nextOf, receiptOf, recounted, rulesOf, rung, undone, type Next } from './step.ts';
import { STORE_AHEAD, SYSTEM, type Answer, type Change, type Command, type Effect, type Recorded, type State, type Step } from './state.ts';
import { allows, isFinal, NONE, type Lifecycle } from './table.ts';

export interface LifeInput {
  readonly state: State;
  /** history events after which the workflow rests */ readonly restAt?: number;
}
export interface NewsSignal { readonly name: string; readonly from: string; readonly version: number; readonly facts?: object }
export const newsSignal = wf.defineSignal<[NewsSignal]>('news');
export const calendarSignal = wf.defineSignal<[WorkCalendar]>('calendar');
/** What the record holds, where the answer to a command was lost. */
export const recordedSignal = wf.defineSignal<[State]>('recorded');
export const stateQuery = wf.defineQuery<State>('state');

const REST_AT = 400;
/** An appointment may lead to the next at once; two pages that appoint each other would never end. */
const AT_ONCE = 10;
/** After a refusal of the store the clock asks again. */
const HELD_MS = 3_600_000;

const refuse = (code: ProblemCode): never => { throw wf.ApplicationFailure.create({ type: code, message: code, nonRetryable: true }); };
/** A local activity's failure comes bare, a regular one's wrapped. Retryable failures are not refusals. */
function refusalIn(error: unknown): wf.ApplicationFailure | undefined {
  const cause = error instanceof wf.ActivityFailure ? error.cause : error;
  return cause instanceof wf.ApplicationFailure && cause.nonRetryable ? cause : undefined;
}

class Life {
  state: State;
  private readonly procedure: Procedure;
  private readonly input: LifeInput;
  private turn: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private storeAway = false;
  private openingTried = false;
  private heldUntil: Instant = -Infinity;
  private foreseen: { readonly of: State; readonly next: Next } | undefined;
  private readonly running = new Set<string>();

  constructor(procedure: Procedure, input: LifeInput) {
    this.procedure = procedure;
    this.input = input;
    this.state = input.state;
  }
  now(): Instant { return Date.now() + this.input.state.clockAheadMs; }

  /** Synchronous, before the command enters history. An opening is judged in its turn: a workflow whose opening is refused must see it to end. */
  validate(name: string, command: Command): void {
    if (allows(this.procedure.table, name, NONE)) return;
    this.check(name, command, this.now());
  }
  private check(name: string, command: Command, at: Instant): void {
    if (this.state.answered.some((a) => a.commandId === command.commandId)) return;
    if (this.storeAway) refuse('unavailable');
    const code = refusalOf(this.procedure, this.state, name, command, at);
    if (code) refuse(code);
  }
  /** A person's command: judged by the instant it came, however long the queue, and again in its turn. */
  obey(name: string, command: Command): Promise<Answer> {
    const at = this.now();
    return this.inTurn(async () => {
      this.openingTried = true;
      const before = this.state.answered.find((a) => a.commandId === command.commandId);
      if (before) return before;
      this.check(name, command, at);
      try {
        // judged by when it came; recorded no earlier than what its turn let pass before it
        await this.commit(this.stepOf(name, command, Math.max(at, this.state.at)));
      } catch (error) {
        const refused = refusalIn(error);
        if (refused?.type === STORE_AHEAD.repeated) return refused.details![0] as Answer;
        throw refused?.type === STORE_AHEAD.conflict ? wf.ApplicationFailure.nonRetryable('stale', 'stale' satisfies ProblemCode) : error;
      }
      const { version, status } = this.state;
      if (this.isDueAtOnce) await this.tried('what follows at once', () => this.doAtOnce());   // asked first: each promise of a workflow costs the engine a stack trace
      return { commandId: command.commandId, version, status };
    });
  }
  private stepOf(name: string, command: Command, at: Instant): Step {
    if (name === 'undo') return undone(this.procedure, this.state, command, at);
    const action = this.procedure.table.actions[name]!;
    return action.extends ? extended(this.procedure, this.state, command, at) : act(this.procedure, this.state, name, command, at);
  }
  /** Repeated or overtaken news changes nothing; what the table does not know would block the workflow task. */
  hear(news: NewsSignal): Promise<void> {
    return this.inTurn(async () => {
      if (!this.procedure.table.news[news.name]) return wf.log.error('unknown news', { caseId: this.state.caseId, news: news.name });
      await this.tried(news.name, async () => {
        const known = this.state.heard[news.name]?.[news.from]?.version ?? -1;
        if (known >= news.version || this.final) return;
        await this.commit(hear(this.procedure, this.state, news, this.now()));
        await this.doAtOnce();
      });
    });
  }
  async recount(calendar: WorkCalendar): Promise<void> {
    await this.inTurn(() => this.tried('calendar', async () => {
      this.state = { ...this.state, calendar };
      await this.commitWhenChanged('calendar');
    }));
  }

  /** Everything that writes waits its turn: one change at a time, in one order, and nothing half-done is ever seen. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++;
    const mine = this.turn.then(work), over = (): void => { this.waiting--; };
    this.turn = mine.then(over, over);
    return mine;
  }
  /** The store first, memory after: when the store refuses, nothing has happened. */
  private async commit(step: Step): Promise<void> {
    let answer: Recorded;
    try {
      answer = await this.save(step.change);
    } catch (error) {
      this.follow(refusalIn(error)?.details?.at(-1) as State | undefined);
      throw error;
    }
    const receipt = receiptOf(step.change);
    // an ordinary error on purpose: it blocks the workflow task until the code is mended, and loses nothing
    if (!answer.recorded && answer.receipt !== receipt) throw new Error(`this code writes "${receipt}" where history says "${answer.receipt}"`);
    this.state = answer.recorded ?? step.state;
  }
  /**
   * What nobody waits for an answer to: news, calendars, the clock. It ends no case, whatever the store says (CASES, rules 5 and 9): where the
   * store was ahead, it has been followed, and the change is asked for once more.
   * @returns false where it was refused
   */
  private async tried(what: string, change: () => Promise<void>): Promise<boolean> {
    for (let again = true; ; again = false) {
      try {
        await change();
        return true;
      } catch (error) {
        if (!(error instanceof wf.TemporalFailure)) throw error;
        const refused = refusalIn(error)?.type, ahead = refused === STORE_AHEAD.repeated || refused === STORE_AHEAD.conflict;
        if (ahead && again && wf.patched('ask-again-behind-the-store')) continue;
        wf.log.error('the store refuses what nobody waits for', { caseId: this.state.caseId, what, error: String(error) });
        return false;
      }
    }
  }
  /** Everything died between the store's commit and the workflow task's: the store is a step ahead. What it has stands. */
  private follow(recorded: State | undefined): void {
    if (recorded && recorded.sequence > this.state.sequence) this.state = recorded;
  }
  private async save(change: Change): Promise<Recorded> {
    try {
      return await quickStore.recordTransition(change);
    } catch (error) {
      if (refusalIn(error)) throw error;
    }
    this.storeAway = true;
    try {
      return await patientStore.recordTransition(change);
    } finally {
      this.storeAway = false;
    }
  }
  private async commitWhenChanged(why: string): Promise<void> {
    if (this.state.status === NONE || this.final) return;
    const step = recounted(this.procedure, this.state, this.now(), why);
    if (step) await this.commit(step);
  }
  /** What a page appoints without an instant happens in the same turn. */
  private async doAtOnce(): Promise<void> {
    for (let i = 0; i < AT_ONCE && this.isDueAtOnce; i++) await this.commit(this.bySystem(this.upcoming.appointment!.action, this.now()));
  }
  private get isDueAtOnce(): boolean { return this.upcoming.appointment !== undefined && this.upcoming.at === -Infinity; }
  private bySystem(action: string, at: Instant): Step {
    return act(this.procedure, this.state, action, { by: SYSTEM, commandId: `${this.state.caseId}:${this.state.sequence + 1}:${action}` }, at);
  }
  catchUp(recorded: State): Promise<void> { return this.inTurn(async () => this.follow(recorded)); }
  /** What has come due: effects are set going, then one ring or appointment. It counts as of the instant it was due, also after an outage. */
  private async tick(): Promise<void> {
    for (const effect of this.dueEffects()) this.setGoing(effect);
    if (this.upcoming.at > this.now()) return;
    const asked = await this.tried('what is due', async () => {
      const due = this.upcoming;
      if (due.at > this.now()) return;
      const at = Math.max(due.at, this.state.at);
      await this.commit(due.appointment ? this.bySystem(due.appointment.action, at) : rung(this.procedure, this.state, due.ring!, at));
      await this.doAtOnce();
    });
    if (!asked) this.heldUntil = this.now() + HELD_MS;
  }
  /** Asked whenever anything wakes the workflow; the answer changes with the state alone. */
  private get upcoming(): Next {
    if (this.foreseen?.of !== this.state) this.foreseen = { of: this.state, next: nextOf(this.procedure, this.state) };
    return this.foreseen.next;
  }
  private dueEffects(): Effect[] { return this.state.effects.filter((e) => e.notBefore <= this.now() && !this.running.has(e.id)); }
  private setGoing(effect: Effect): void {
    this.running.add(effect.id);
    void effects[effect.name]!({ ...effect, caseId: this.state.caseId })
      .catch((error: unknown) => wf.log.error('an effect was refused', { effect: effect.id, error: String(error) }))
      .then(() => this.inTurn(async () => {
        this.state = { ...this.state, effects: this.state.effects.filter((e) => e.id !== effect.id) };
        this.running.delete(effect.id);
      }));
  }

  private get final(): boolean { return isFinal(this.procedure.table, this.state.status); }
  private get idle(): boolean { return !this.waiting && !this.running.size && wf.allHandlersFinished(); }
  private get neverOpened(): boolean { return this.state.status === NONE && this.openingTried && this.idle; }
  private get over(): boolean { return this.neverOpened || (this.final && this.idle && !this.state.effects.length && !(this.state.undo && this.now() <= this.state.undo.until)); }
  private get mayRest(): boolean { return wf.workflowInfo().historyLength > (this.input.restAt ?? REST_AT) && this.idle && !this.over; }
  /** the next instant at which something happens by itself */
  private next(): Instant {
    if (this.state.status === NONE) return Infinity;
    const letGo = this.state.effects.filter((e) => !this.running.has(e.id)).map((e) => e.notBefore);
    const undoEnds = this.final && this.state.undo ? this.state.undo.until + 1 : Infinity;
    return Math.max(this.heldUntil, Math.min(this.upcoming.at, undoEnds, ...letGo));
  }
  /** @returns the status in which the case ended; `none` where it was never opened */
  async live(): Promise<string> {
    await this.inTurn(() => this.tried('rules', () => this.commitWhenChanged('rules')));   // a new run may bring new rules
    while (!this.over) {
      const armed = this.next();
      const woken = (): boolean => this.next() !== armed || this.over || this.mayRest;   // the timer stays while the nearest instant stays
      await (armed === Infinity ? wf.condition(woken) : wf.condition(woken, Math.max(1, armed - this.now())));
      if (this.mayRest) await wf.continueAsNew<(input: LifeInput) => Promise<string>>({ ...this.input, state: { ...this.state, edition: this.procedure.edition, rules: rulesOf(this.procedure.table) } });
      await this.inTurn(() => this.tick());
    }
    return this.state.status;
  }
}

/** Brings a table and its page to life as a Temporal workflow. */
export function live<L extends Lifecycle>(procedure: Procedure<L>): (input: LifeInput) => Promise<string> {
  return async (input) => {
    const life = new Life(procedure, input);
    wf.setHandler(stateQuery, () => life.state);
    wf.setHandler(newsSignal, (news) => life.hear(news));
    wf.setHandler(recordedSignal, (recorded) => life.catchUp(recorded));
    wf.setHandler(calendarSignal, (calendar) => life.recount(calendar));
    for (const name of [...Object.keys(procedure.table.actions), 'undo'])
      wf.setHandler(wf.defineUpdate<Answer, [Command]>(name), (command) => life.obey(name, command), { validator: (command) => life.validate(name, command) });
    return life.live();
  };
}
