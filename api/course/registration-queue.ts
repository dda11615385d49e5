/**
 * Who registers for a course while others pass through its row comes along with the next group. A thousand in the same seconds would each wait for the
 * row, holding a connection: five times as long as bare inserts take, and nobody else is served. In groups they take half as long as those.
 */
import type { MikroORM } from '#db/orm';
import { register, type Applicant, type Registered } from '#db/registrations';

interface Waiting { readonly applicant: Applicant; readonly answer: (registered: Registered | undefined) => void; readonly fail: (error: unknown) => void }
/** How many pass at once: a group must not hold the row longer than a click takes. */
const GROUP = 250;
const UNIQUE_VIOLATION = '23505';

export class RegistrationQueue {
  private readonly orm: MikroORM;
  private readonly waiting = new Map<string, Waiting[]>();
  constructor(orm: MikroORM) { this.orm = orm; }

  /** @returns undefined where the course took nobody in, or not this person again */
  register(caseId: string, applicant: Applicant): Promise<Registered | undefined> {
    return new Promise((answer, fail) => {
      const mine = { applicant, answer, fail }, others = this.waiting.get(caseId);
      if (others) return void others.push(mine);
      this.waiting.set(caseId, [mine]);
      void this.passAll(caseId);
    });
  }
  private async passAll(caseId: string): Promise<void> {
    for (let group = this.next(caseId); group.length; group = this.next(caseId)) {
      try {
        const registered = new Map((await this.pass(caseId, group.map(({ applicant }) => applicant))).map((one) => [one.id, one]));
        for (const { applicant, answer } of group) answer(registered.get(applicant.id));
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
    this.waiting.delete(caseId);
  }
  private next(caseId: string): Waiting[] { return this.waiting.get(caseId)!.splice(0, GROUP); }
  /** One who registered through another process a moment ago must not stand in the way of the others. */
  private async pass(caseId: string, group: readonly Applicant[]): Promise<Registered[]> {
    try {
      return await register(this.orm.em.fork(), caseId, group);
    } catch (error) {
      if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      if (group.length === 1) return [];
      const each: Registered[] = [];
      for (const one of group) each.push(...(await this.pass(caseId, [one])));
      return each;
    }
  }
}
