/** The overdue board of the nation, over both kinds of cases, beside the same statements through pg alone. */
import pg from 'pg';
import { addDays, dateAt } from '#domain/plain-date';
import type { LifecycleName } from '#workflows/lifecycles';
import { newSchool } from '../tests/support/school.ts';
import { storeCases } from '../tests/support/stored-cases.ts';
import { deskCaller } from './desk-caller.ts';
import { withDeskHere } from './desk-here.ts';
import type { Ground } from './ground.ts';
import { compare, type Compared, type Load } from './pairs.ts';
import { isApplications, statementsOf, type Statement } from './statements.ts';

const BOARD = '/supervision/overdue', SCHOOLS = 200, LATE_A_SCHOOL = 25, OLDEST_DAYS = 60;
const late: readonly [LifecycleName, string, string][] = [['dropout', 'pending_report', 'reporting'], ['course', 'list_open', 'listSubmission']];

export async function compareOverdue(ground: Ground, loads: readonly Load[]): Promise<Compared[]> {
  const { own } = ground, officer = await ground.school.as('leaver_k12ea'), { body: { login } } = await officer.get<{ login: string }>('/me');
  await fill(ground);
  const nation = await deskCaller(own.baseUrl, login), statements = await toldBeforehand({ ...ground, account: login }), pool = new pg.Pool({ connectionString: own.databaseUrl, max: 20 });
  try {
    const ours = (): Promise<unknown> => nation.get(BOARD);
    const bare = async (): Promise<void> => { for (const { text, values } of statements) await pool.query(text, [...values]); };
    return await compare(ours, bare, { clients: 2, calls: 6 }, loads);
  } finally {
    await pool.end();
  }
}
async function fill({ own: { orm }, authorId }: Ground): Promise<void> {
  const today = dateAt(Date.now());
  for (let i = 0; i < SCHOOLS; i++) {
    const school = await newSchool({ countyId: `C${i % 22}` }), [lifecycle, status, name] = late[i % late.length]!;
    await storeCases(orm.em.fork(), Array.from({ length: LATE_A_SCHOOL }, (_, n) => ({ lifecycle, status, schoolId: school.id, countyId: school.countyId, authorId, tasks: [{ name, level: 1, dueOn: addDays(today, -1 - ((i + n) % OLDEST_DAYS)) }] })));
  }
}
/** What the board asks, but for who asks. */
async function toldBeforehand(ground: Ground): Promise<readonly Statement[]> {
  return withDeskHere(ground, async (desk) => (await statementsOf(() => desk.get(BOARD))).filter((one) => isApplications(one) && / deadline d /.test(one.text)));
}
