/** Before the report: one filing for a student, its number, corrections, and what may still be taken back. Spec 4.2 rows 1–8c, 4.3, 4.7. */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#domain/plain-date';
import { roleNames, type Role } from '#domain/roles';
import { rows, sql } from '#db/orm';
import { moveInRegistry } from '../../activities/adapters/status-registry.ts';
import type { Client, ProblemBody } from '../support/client.ts';
import { actionOf, at, basic, bringTo, caseData, fileAt, openTasks, record } from '../support/dropout.ts';
import { newSchool, newStudent, syntheticId, type TestSchool, type TestStudent } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const file = (person: Client, student: TestStudent) => person.open('dropout', { idNo: student.idNo, ...basic });
const lookUp = (person: Client, student: TestStudent) => person.send<ProblemBody>('POST', '/dropout/student-lookups', { idNo: student.idNo });
async function moveTo(school: TestSchool, student: TestStudent): Promise<void> {
  const { desk } = await testWorld();
  await moveInRegistry(desk.orm.em.fork(), desk.sealing, student.idNo, { schoolCode: school.id, state: 'enrolled', seniorHigh: true });
}

describe.concurrent('a filing that is not opened yet', () => {
  it('is kept for its author alone; who may not file, and a procedure that keeps none, answer so', async ({ expect }) => {
    const school = await newSchool(), main = await school.as('leaver_main'), homeroom = await school.as('leaver_homeroom'), counsellor = await school.as('leaver_counsellor'), begun = { idNo: syntheticId(), basic: { guardianName: '林父' } };
    const kept = async (person: Client, lifecycle = 'dropout') => { const { status, body } = await person.get<{ draft?: { body: object } | null }>(`/${lifecycle}/draft`); return status === 200 ? (body.draft?.body ?? null) : status; };
    expect((await main.send('PUT', '/dropout/draft', begun)).status).toBe(204);
    expect([await kept(main), await kept(homeroom), await kept(counsellor), await kept(main, 'amendment'), await kept(main, 'nothing')]).toEqual([begun, null, 403, 404, 404]);
    expect(await main.send('PUT', '/dropout/draft', { idNo: 1 })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/idNo' }, { pointer: '/basic' }] } });
    expect([(await main.send('DELETE', '/dropout/draft')).status, await kept(main)]).toEqual([204, null]);
  });
});

describe.concurrent('who may file (1.3)', () => {
  const filers: readonly Role[] = ['leaver_main', 'leaver_homeroom'];
  const readings = async ({ accountId }: Client) => rows((await testWorld()).orm.em.fork(), sql`select from reading where account_id = ${accountId}`);

  it.for(roleNames.filter((role) => !filers.includes(role)))('%s learns nothing about a student: not enrolment, not age, not that there is one, nor that another case stands', async (role) => {
    const school = await newSchool(), person = await school.as(role), filing = await fileAt(school, at('2026-10-05'));
    const students = [await newStudent(school), filing.student, await newStudent(school, { birthDate: plainDate('2000-01-01') }), await newStudent(await newSchool()), { idNo: syntheticId() }] as TestStudent[];
    for (const student of students) for (const answer of [await lookUp(person, student), await file(person, student)]) expect(answer).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await readings(person)).toEqual([]);
    expect((await (await school.as('leaver_main')).timeline(filing.id)).map(({ kind }) => kind)).toEqual(['action']);
  });

  it.for(filers)('%s may, for the students of the own school; of others no more is said than that they are elsewhere', async (role) => {
    const school = await newSchool(), other = await newSchool(), person = await school.as(role), filing = await fileAt(other, at('2026-10-05'));
    expect(await lookUp(person, await newStudent(school))).toMatchObject({ status: 200, body: { name: '林測試' } });
    for (const student of [filing.student, await newStudent(other, { birthDate: plainDate('2000-01-01') })]) expect((await lookUp(person, student)).body.code).toBe('studentElsewhere');
  });

  it('a school where somebody holds another role is not one to file at', async () => {
    const school = await newSchool(), other = await newSchool(), person = await school.as('leaver_homeroom');
    await rows((await testWorld()).orm.em.fork(), sql`insert into role_grant (account_id, role, organisation_id) values (${person.accountId}, 'leaver_counsellor', ${other.id})`);
    for (const answer of [await lookUp(person, await newStudent(other)), await file(person, await newStudent(other))]) expect(answer.body.code).toBe('studentElsewhere');
    expect((await lookUp(person, await newStudent(school))).status).toBe(200);
  });
});

describe.concurrent('one open filing for a student in the whole country (4.7)', () => {
  it('a second one of the same school is refused and names the number of the first', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
    expect(await file(main, filing.student)).toMatchObject({ status: 409, body: { code: 'duplicateCase', title: '該生已有未結案之通報案件' } });
    const { number } = await bringTo('submitted', school, filing);
    for (const refused of [await file(main, filing.student), await lookUp(main, filing.student)]) expect(refused).toMatchObject({ status: 409, body: { code: 'duplicateCase', errors: [{ pointer: '/idNo', code: 'duplicateCase', message: number }] } });
  });

  it('a homeroom teacher who may not read the first is told neither its number nor its school', async () => {
    const school = await newSchool(), homeroom = await school.as('leaver_homeroom'), filing = await fileAt(school, at('2026-10-05')), { number } = await bringTo('submitted', school, filing), refused = await file(homeroom, filing.student);
    expect(refused).toMatchObject({ status: 409, body: { code: 'duplicateElsewhere', title: '該生於他校已有未結案通報，請洽主管機關' } });
    expect(JSON.stringify(refused.body)).not.toContain(number);
    expect((await (await school.as('leaver_main')).timeline(filing.id)).filter(({ kind }) => kind === 'news'), 'the own school’s attempt is no other school’s').toEqual([]);
  });

  it('another school is sent to the authority without a word of the case, and the first school’s main reporter hears of the attempt', async ({ expect }) => {
    const first = await newSchool(), second = await newSchool(), filing = await fileAt(first, at('2026-10-05')), { number, id } = await bringTo('submitted', first, filing), main = await first.as('leaver_main');
    await moveTo(second, filing.student);
    const refused = await file(await second.as('leaver_main'), filing.student);
    expect(refused).toMatchObject({ status: 409, body: { code: 'duplicateElsewhere' } });
    for (const secret of [number!, id, first.id]) expect(JSON.stringify(refused.body)).not.toContain(secret);
    await expect.poll(async () => (await main.timeline(id)).at(-1), { timeout: 10_000 }).toMatchObject({ kind: 'news', label: '接獲：他校嘗試填報同一學生' });
    const { orm } = await testWorld();
    await expect.poll(() => rows(orm.em.fork(), sql`select account_id from mail where case_id = ${id} and kind = 'NEWS'`), { timeout: 10_000 }).toEqual([{ account_id: main.accountId }]);
  });

  it('of two at once exactly one wins, and the other leaves nothing behind', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), homeroom = await school.as('leaver_homeroom'), student = await newStudent(school);
    const answers = await Promise.all([file(main, student), file(homeroom, student)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toMatch(/^duplicate(Case|Elsewhere)$/);
    expect((await main.get<{ items: { id: string }[] }>('/cases')).body.items.map(({ id }) => id)).toEqual([answers.find(({ status }) => status === 201)!.body.id]);
  });

  it.for(['void', 'close'] as const)('after %s the student may be filed again', async (ending) => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
    if (ending === 'close') await bringTo('pending_close', school, filing);
    await main.act(filing.id, ending, ending === 'void' ? { reason: '學生已返校' } : {});
    expect((await file(main, filing.student)).status).toBe(201);
  });
});

describe.concurrent('通報字號 (4.3)', () => {
  const submitted = async (school: TestSchool, day: string) => {
    const filing = await fileAt(school, at(day)), main = await school.as('leaver_main');
    expect((await main.see(filing.id)).number).toBeNull();
    return { id: filing.id, number: (await main.act(filing.id, 'submit', caseData())).body.number };
  };
  it('is given with the submission: day, school, serial of the school and the day', async () => {
    const school = await newSchool(), other = await newSchool(), numbers = [];
    for (const [where, day] of [[school, '2026-10-05'], [school, '2026-10-05'], [other, '2026-10-05'], [school, '2026-10-06']] as const) numbers.push((await submitted(where, day)).number);
    expect(numbers).toEqual([`261005${school.id}01`, `261005${school.id}02`, `261005${other.id}01`, `261006${school.id}01`]);
  });

  it('is counted by Taipei’s day', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), [late, early] = [await fileAt(school, at('2026-10-05', 23, 50)), await fileAt(school, at('2026-10-06', 0, 10))];
    expect([(await main.act(late.id, 'submit', caseData())).body.number, (await main.act(early.id, 'submit', caseData())).body.number]).toEqual([`261005${school.id}01`, `261006${school.id}01`]);
  });

  it('is never used again after a void, and stays with its case', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), first = await submitted(school, '2026-10-05');
    await main.act(first.id, 'void', { reason: '重複填報' });
    expect((await submitted(school, '2026-10-05')).number).toBe(`261005${school.id}02`);
    expect(await main.see(first.id)).toMatchObject({ status: 'voided', number: `261005${school.id}01`, tasks: [] });
  });

  it('many at once each have their own', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filings = await Promise.all(Array.from({ length: 5 }, () => fileAt(school, at('2026-10-05'))));
    const numbers = await Promise.all(filings.map(async ({ id }) => (await main.act(id, 'submit', caseData())).body.number));
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5].map((serial) => `261005${school.id}0${serial}`));
  });
});

describe.concurrent('退回修正 and what may be taken back before the report', () => {
  it('a returned filing is corrected under the number it had; where a record was sent it goes back to 待通報 (4b)', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), [bare, recorded] = [await fileAt(school, at('2026-10-05')), await fileAt(school, at('2026-10-05'))];
    const before = [await bringTo('submitted', school, bare), await bringTo('pending_report', school, recorded)];
    for (const { id } of before) expect((await main.act(id, 'returnFiling', { comment: '缺主因' })).body).toMatchObject({ status: 'returned', tasks: [{ task: 'C-FIX' }] });
    const corrected = await Promise.all(before.map(({ id }) => main.act(id, 'submit', { ...caseData('leave'), basic })));
    expect(corrected.map(({ body }) => [body.status, body.number, (body.forms['caseData'] as { category: string }).category])).toEqual([['submitted', before[0]!.number, 'leave'], ['pending_report', before[1]!.number, 'leave']]);
    expect((await main.timeline(recorded.id)).find(({ name }) => name === 'returnFiling')).toMatchObject({ note: '缺主因', by: '測試主要通報人' });
  });

  it('the author deletes the last sent record, and the report is locked again (8c); of two one is left', async () => {
    const school = await newSchool(), counsellor = await school.as('leaver_counsellor'), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
    await bringTo('submitted', school, filing);
    for (const person of [counsellor, main]) await person.act(filing.id, 'sendRecord', record());
    const mine = async (person: Client) => ((await person.see(filing.id)).forms['records'] as { id: string; mine: boolean }[]).find((one) => one.mine)!.id;
    const [hers, his] = [await mine(counsellor), await mine(main)];
    expect((await main.act(filing.id, 'deleteRecord', { recordId: hers })).status).toBe(403);
    expect((await counsellor.act(filing.id, 'deleteRecord', { recordId: hers })).body).toMatchObject({ status: 'pending_report', forms: { records: [{ id: his }] } });
    expect((await counsellor.act(filing.id, 'deleteRecord', { recordId: hers })).status).toBe(404);
    const last = (await main.act(filing.id, 'deleteRecord', { recordId: his })).body;
    expect([last.status, last.forms['records'], openTasks(last), actionOf(last, 'report')?.reason?.code]).toEqual(['submitted', [], ['C-RECORD 2026-10-07'], 'noRecord']);
  });

  it('who has sent no record is offered none to delete, and told why', async () => {
    const school = await newSchool(), counsellor = await school.as('leaver_counsellor'), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
    await bringTo('submitted', school, filing);
    await counsellor.act(filing.id, 'sendRecord', record());
    const offered = async (person: Client) => actionOf(await person.see(filing.id), 'deleteRecord');
    expect([await offered(counsellor), await offered(main)]).toMatchObject([{ open: true }, { open: false, reason: { code: 'noOwnRecord', message: '您沒有可以刪除的追蹤紀錄：只能刪除自己送出、且案件尚未通報前的紀錄' } }]);
    await main.act(filing.id, 'sendRecord', record());
    expect(await offered(main)).toMatchObject({ open: true });
  });

  it('after the report records stand for good', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05')), view = await bringTo('tracking', school, filing), [sent] = view.forms['records'] as { id: string; beforeReport: boolean }[];
    expect(sent!.beforeReport).toBe(true);
    expect(await main.act(filing.id, 'deleteRecord', { recordId: sent!.id })).toMatchObject({ status: 409, body: { code: 'wrongStatus' } });
    expect((await main.see(filing.id)).forms['records']).toHaveLength(1);
  });

  it.for(['draft', 'submitted', 'returned', 'pending_report'] as const)('the main reporter may void a filing that is %s, with a reason', async (status) => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
    if (status !== 'draft') await bringTo(status === 'returned' ? 'submitted' : status, school, filing);
    if (status === 'returned') await main.act(filing.id, 'returnFiling', { comment: '請補件' });
    expect(await main.act(filing.id, 'void', {})).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason', code: 'required' }] } });
    expect((await main.act(filing.id, 'void', { reason: '重複填報' })).body).toMatchObject({ status: 'voided', tasks: [], actions: [] });
    expect((await main.timeline(filing.id)).at(-1)).toMatchObject({ name: 'void', note: '重複填報' });
  });

  it('a filing cannot be changed by a teacher who did not file it, though they may read it', async () => {
    const school = await newSchool(), homeroom = await school.as('leaver_homeroom'), counsellor = await school.as('leaver_counsellor'), { id } = await fileAt(school, at('2026-10-05'), { author: homeroom });
    expect((await counsellor.act(id, 'submit', caseData())).status).toBe(403);
    expect((await homeroom.act(id, 'void', { reason: '重複' })).status).toBe(403);
    expect((await (await school.as('leaver_main')).act(id, 'submit', caseData())).body.status).toBe('submitted');
  });
});
