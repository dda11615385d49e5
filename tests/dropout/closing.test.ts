/** After the report: grounds and the registry, the leave filing that follows, and the void by letter. Spec 4.1, 4.2 rows 10–13 and 19, 4.5, 4.6. */
import { describe, expect, it } from 'vitest';
import type { CaseView } from '#contract/cases';
import { moveInRegistry } from '../../activities/adapters/status-registry.ts';
import { rows, sql } from '#db/orm';
import { actionOf, at, basic, bringTo, caseData, fileAt, moveCase, record } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

async function closing(ground: string, status: 'tracking' | 'pending_close' = 'pending_close') {
  const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05')), view = await bringTo(status, school, filing, { ground });
  const enrolledAt = async (schoolCode: string | null, seniorHigh = true): Promise<void> => {
    const { desk } = await testWorld();
    await moveInRegistry(desk.orm.em.fork(), desk.sealing, filing.student.idNo, { schoolCode, state: schoolCode ? 'enrolled' : 'left', seniorHigh });
  };
  return { school, main, id: filing.id, filing, view, enrolledAt };
}

describe.concurrent('enrolment-location check (4.6)', () => {
  it('其它高中職就讀 needs another senior high: not this school, not a college, not nowhere', async () => {
    const { main, id, enrolledAt } = await closing('other_hs'), other = await newSchool(), attempt = async () => (await main.act(id, 'close')).body.code;
    expect(await attempt()).toBe('enrolledElsewhere');
    await enrolledAt(other.id, false);
    expect(await attempt()).toBe('enrolledElsewhere');
    await enrolledAt(null);
    expect(await attempt()).toBe('enrolledElsewhere');
    await enrolledAt(other.id);
    expect((await main.act(id, 'close')).body.status).toBe('closed');
  });

  it('the K-12 administration may accept it despite the registry, with a note; a newer record takes that back', async () => {
    const { school, main, id, enrolledAt } = await closing('returned'), officer = await school.as('leaver_k12ea');
    await enrolledAt(null);
    expect(await officer.act(id, 'overrideEnrolment', {})).toMatchObject({ status: 422, body: { errors: [{ pointer: '/note' }] } });
    expect((await (await school.as('leaver_county')).act(id, 'overrideEnrolment', { note: '已查證' })).status).toBe(403);
    await officer.act(id, 'overrideEnrolment', { note: '學籍系統更新中，已電話查證' });
    await main.act(id, 'sendRecord', record({ suggestClose: true, closeGround: 'returned' }));
    expect((await main.act(id, 'close')).body.code).toBe('enrolledElsewhere');
    await officer.act(id, 'overrideEnrolment', { note: '再次查證' });
    expect((await main.act(id, 'close')).body).toMatchObject({ status: 'closed', forms: { closeGround: 'returned' } });
    expect((await main.timeline(id)).filter(({ name }) => name === 'overrideEnrolment').map(({ note }) => note)).toEqual(['學籍系統更新中，已電話查證', '再次查證']);
  });

  it.for(['college_exp', 'gave_up', 'revoked', 'deceased', 'abroad', 'court'])('%s is not held against the registry', async (ground) => {
    const { main, id, enrolledAt } = await closing(ground);
    await enrolledAt(null);
    expect((await main.act(id, 'close')).body).toMatchObject({ status: 'closed', tasks: [] });
  });
});

describe.concurrent('tracking and closing (4.2)', () => {
  it('a newer record without a suggestion takes the case back to 追蹤中; so does the main reporter, with a comment', async () => {
    const { main, id } = await closing('gave_up');
    expect((await main.act(id, 'sendRecord', record())).body).toMatchObject({ status: 'tracking', forms: { closeGround: null } });
    await main.act(id, 'sendRecord', record({ suggestClose: true, closeGround: 'gave_up' }));
    expect((await main.act(id, 'sendBack', {})).status).toBe(422);
    expect((await main.act(id, 'sendBack', { comment: '請再家訪一次' })).body).toMatchObject({ status: 'tracking', tasks: [{ task: 'C-RECORD' }] });
  });

  it('a tracked case is no longer the main reporter’s to void; the K-12 administration voids it by letter', async () => {
    const { school, main, id, view } = await closing('gave_up', 'tracking'), officer = await school.as('leaver_k12ea'), letter = { letterNo: '臺教國署學字第1150012345號', reason: '誤報' };
    expect(actionOf(view, 'void')).toMatchObject({ open: false });
    expect(actionOf(view, 'voidByLetter')).toBeUndefined();
    expect(await main.act(id, 'void', { reason: '誤報' })).toMatchObject({ status: 409, body: { code: 'wrongStatus' } });
    for (const role of ['leaver_main', 'leaver_county', 'sys_support'] as const) expect((await (await school.as(role)).act(id, 'voidByLetter', letter)).status, role).toBe(403);
    expect(await officer.act(id, 'voidByLetter', { ...letter, letterNo: '電話' })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/letterNo' }] } });
    expect((await officer.act(id, 'voidByLetter', letter)).body).toMatchObject({ status: 'voided', tasks: [] });
  });

  it('a case that was closed long ago is voided by letter too, and nothing else can be done to it', async () => {
    const { school, main, id } = await closing('gave_up'), officer = await school.as('leaver_k12ea');
    await main.act(id, 'close');
    await moveCase(id, at('2026-10-20'));
    expect(await main.see(id)).toMatchObject({ status: 'closed', actions: [] });
    expect((await officer.see(id)).actions.map(({ name, open }) => [name, open])).toEqual([['voidByLetter', true]]);
    expect((await officer.act(id, 'voidByLetter', { letterNo: '臺教國署學字第1150012345號', reason: '誤報' })).body.status).toBe('voided');
    expect((await main.timeline(id)).at(-1)).toMatchObject({ name: 'voidByLetter', statusBefore: 'closed', statusAfter: 'voided' });
  });
});

describe.concurrent('無故七日轉休學 (4.1)', () => {
  const drafts = async (main: Awaited<ReturnType<typeof closing>>['main']) => (await main.get<{ items: { id: string }[] }>('/cases?status=draft')).body.items;
  it('opens a leave filing of the same author with what is known, which is filed as any other', async () => {
    const { main, id, filing } = await closing('to_leave'), before = await main.see(id);
    await main.act(id, 'close');
    await moveCase(id, at('2026-10-05', 10, 5));
    const [draft] = await drafts(main), leave = await main.see(draft!.id);
    expect(leave).toMatchObject({ status: 'draft', number: null, author: before.author, school: before.school, student: { name: filing.student.name }, forms: { basic, student: before.forms['student'], demandedCategory: 'leave', records: [] } });
    const { category: _, ...known } = before.forms['caseData'] as ReturnType<typeof caseData>;
    expect(leave.forms['caseData']).toEqual({ ...known, category: 'leave' });
    const filed = (await main.act(leave.id, 'submit', caseData('leave'))).body as CaseView;
    expect([filed.status, filed.number]).toEqual(['submitted', `${before.number!.slice(0, -2)}02`]);
    expect(filed.tasks.map(({ task }) => task)).toEqual(['C-RECORD']);
  });

  it('the case and the leave filing that it demands name each other, to who may read the other', async () => {
    const { school, main, id, view } = await closing('to_leave'), tracker = await school.as('leaver_homeroom');
    expect(view.forms).toMatchObject({ follows: null, followedBy: null });
    await main.act(id, 'close');
    await moveCase(id, at('2026-10-05', 10, 5));
    const leave = (await drafts(main))[0]!.id;
    expect([(await main.see(id)).forms, (await main.see(leave)).forms]).toMatchObject([{ follows: null, followedBy: { id: leave, number: null } }, { follows: { id, number: view.number }, followedBy: null }]);
    await rows((await testWorld()).orm.em.fork(), sql`update case_file set assignee_ids = ${[tracker.accountId]}::uuid[] where id = ${leave}`);
    const seen = await tracker.see(leave);
    expect(seen.forms).toMatchObject({ follows: null, demandedCategory: 'leave' });
    for (const secret of [id, view.number!]) expect(JSON.stringify(seen)).not.toContain(secret);
  });

  it('what it opens is filed as a leave and as nothing else, then and after a return', async () => {
    const { main, id } = await closing('to_leave');
    await main.act(id, 'close');
    await moveCase(id, at('2026-10-05', 10, 5));
    const leave = (await drafts(main))[0]!.id, wrong = { status: 409, body: { code: 'leaveDemanded', title: '此填報因原案以「無故七日轉休學」結案而建立，離校種類須為「休學」' } };
    expect(await main.act(leave, 'submit', caseData('absent3'))).toMatchObject(wrong);
    expect(await main.see(leave)).toMatchObject({ status: 'draft', number: null, tasks: [{ task: 'C-LEAVE' }] });
    await main.act(leave, 'submit', caseData('leave'));
    const returned = (await main.act(leave, 'returnFiling', { comment: '休學起日有誤' })).body;
    expect(actionOf(returned, 'submit')).toMatchObject({ open: true });
    expect(await main.act(leave, 'submit', caseData('absent3'))).toMatchObject(wrong);
    expect((await main.act(leave, 'submit', caseData('leave'))).body.status).toBe('submitted');
  });

  it('taken back within ten seconds it opens none', async () => {
    const { main, id } = await closing('to_leave');
    await main.act(id, 'close');
    expect((await main.act(id, 'undo')).body.status).toBe('pending_close');
    await moveCase(id, at('2026-10-06'));
    expect(await drafts(main)).toEqual([]);
  });

  it('no other ground opens one', async () => {
    const { main, id } = await closing('gave_up');
    await main.act(id, 'close');
    await moveCase(id, at('2026-10-06'));
    expect(await drafts(main)).toEqual([]);
  });
});
