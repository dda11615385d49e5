/** Who reads personal data leaves a trace: who, what, when, by which request. QUALITY, security; spec 11. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rows, sql } from '#db/orm';
import { at, caseData, fileAt } from '../support/dropout.ts';
import { newSchool, newStudent } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

interface Reading { readonly account_id: string; readonly case_id: string | null; readonly what: string; readonly request_id: string }
const readingsOf = async (accountId: string): Promise<Reading[]> => rows<Reading>((await testWorld()).orm.em.fork(), sql`select account_id, case_id, what, request_id from reading where account_id = ${accountId} order by id`);
/** While no reading of this person can be noted. */
async function unnoted<T>(accountId: string, work: () => Promise<T>): Promise<T> {
  const em = (await testWorld()).orm.em.fork(), name = `kept_${randomUUID().replaceAll('-', '')}`;
  await rows(em, sql`${sql.raw(`alter table reading add constraint ${name} check (account_id <> '${accountId}') not valid`)}`);
  return work().finally(() => rows(em, sql`${sql.raw(`alter table reading drop constraint ${name}`)}`));
}

describe.concurrent('reading', () => {
  it('a case, its timeline and the reason of a due day is noted, each with the request that the answer names', async () => {
    const school = await newSchool(), { id } = await fileAt(school, at('2026-10-05')), principal = await school.as('school_principal');
    const view = await principal.send('GET', `/cases/${id}`), timeline = await principal.get(`/cases/${id}/timeline`), why = await principal.get(`/cases/${id}/deadlines/${view.body.tasks[0]!.deadlineId}`);
    expect([view.status, timeline.status, why.status]).toEqual([200, 200, 200]);
    expect(await readingsOf(principal.accountId)).toEqual([[view, 'case'], [timeline, 'timeline'], [why, 'case']].map(([answer, what]) => ({ account_id: principal.accountId, case_id: id, what, request_id: (answer as typeof view).headers.get('x-request-id') })));
  });

  it('a case by acting on it is noted too', async () => {
    const school = await newSchool(), { id } = await fileAt(school, at('2026-10-05')), main = await school.as('leaver_main'), before = (await readingsOf(main.accountId)).length;
    const acted = await main.act(id, 'submit', caseData(), { version: 1 });
    expect((await readingsOf(main.accountId)).slice(before)).toMatchObject([{ case_id: id, what: 'case', request_id: acted.headers.get('x-request-id') }]);
  });

  it('the student registry is noted without a case, and without the ID that was asked', async () => {
    const school = await newSchool(), { idNo } = await newStudent(school), homeroom = await school.as('leaver_homeroom');
    expect((await homeroom.send('POST', '/dropout/student-lookups', { idNo })).status).toBe(200);
    const noted = await readingsOf(homeroom.accountId);
    expect(noted).toMatchObject([{ case_id: null, what: 'registry' }]);
    expect(JSON.stringify(noted)).not.toContain(idNo);
  });

  it('each page of a list that shows names is noted with its kind, a search as one, and never with the words that were asked', async () => {
    const school = await newSchool(), { student } = await fileAt(school, at('2026-10-05')), principal = await school.as('school_principal'), q = encodeURIComponent(student.name);
    const asked = [['/cases', 'cases'], ['/cases?status=draft', 'cases'], [`/cases?q=${q}`, 'casesFound'], [`/cases?q=${student.idNo}`, 'casesFound'], ['/tasks?view=organisation', 'tasks'], [`/tasks?view=organisation&q=${q}`, 'tasksFound'], ['/supervision/overdue', 'overdue'], ['/supervision/late', 'late']] as const;
    const requests: (string | null)[] = [];
    for (const [path] of asked) requests.push((await principal.send('GET', path)).headers.get('x-request-id'));
    const noted = await readingsOf(principal.accountId);
    expect(noted).toEqual(asked.map(([, what], i) => ({ account_id: principal.accountId, case_id: null, what, request_id: requests[i] })));
    for (const word of [student.name, student.idNo]) expect(JSON.stringify(noted)).not.toContain(word);
  });

  it.for(['/cases', '/tasks?view=organisation', '/supervision/overdue', '/supervision/late'])('%s is not shown where its reading cannot be noted', async (path) => {
    const school = await newSchool(), principal = await school.as('school_principal');
    await fileAt(school, at('2026-10-05'));
    const answer = await unnoted(principal.accountId, () => principal.get<{ code: string }>(path));
    expect(answer).toMatchObject({ status: 500, body: { code: 'unexpected' } });
  });

  it('what is refused has not been read', async () => {
    const school = await newSchool(), stranger = await (await newSchool()).as('leaver_main'), { id } = await fileAt(school, at('2026-10-05'));
    await Promise.all([stranger.get(`/cases/${id}`), stranger.get(`/cases/${id}/timeline`), stranger.get(`/cases/${randomUUID()}`), stranger.act(id, 'void', { reason: '試' }, { version: 1 })]);
    expect(await readingsOf(stranger.accountId)).toEqual([]);
  });

  it('a case whose reading cannot be noted is not shown', async () => {
    const school = await newSchool(), { id } = await fileAt(school, at('2026-10-05')), principal = await school.as('school_principal');
    const answer = await unnoted(principal.accountId, () => principal.get<{ code: string }>(`/cases/${id}`));
    expect(answer).toMatchObject({ status: 500, body: { code: 'unexpected' } });
    expect(JSON.stringify(answer.body)).not.toContain('林');
  });
});
