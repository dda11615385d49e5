/** What every row of the table stands on: one stack, one school whose main reporter works there, and other schools' cases beside. */
import { rows, sql } from '#db/orm';
import { startOwnStack, type OwnStack } from '../tests/drills/own-stack.ts';
import { newSchool, type TestSchool } from '../tests/support/school.ts';
import { deskCaller, type DeskCaller } from './desk-caller.ts';
import { populate } from './population.ts';

export interface Ground { readonly own: OwnStack; readonly school: TestSchool; readonly authorId: string; readonly account: string; readonly desk: DeskCaller }

const SCHOOLS = 20, CASES_A_SCHOOL = 100;

export async function prepareGround(): Promise<Ground> {
  const own = await startOwnStack();
  try {
    const schools = await Promise.all(Array.from({ length: SCHOOLS }, () => newSchool()));
    for (const school of schools) await populate(own, { school, authorId: (await school.as('leaver_main')).accountId, status: 'submitted', count: CASES_A_SCHOOL });
    // as the database does by itself after a while
    await rows(own.orm.em.fork(), sql`analyze`);
    const school = schools[0]!, main = await school.as('leaver_main'), account = (await main.get<{ login: string }>('/me')).body.login;
    return { own, school, authorId: main.accountId, account, desk: await deskCaller(own.baseUrl, account) };
  } catch (error) {
    await own.stop();
    throw error;
  }
}
