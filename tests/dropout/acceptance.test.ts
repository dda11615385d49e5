/** Acceptance scenarios of spec 4.13 that stand in this edition: 1–6, 11, 12. The real server, with moved time. */
import { describe, expect, it } from 'vitest';
import { dateAt, plainDate } from '#domain/plain-date';
import { moveInRegistry } from '../../activities/adapters/status-registry.ts';
import { actionOf, at, basic, bringTo, caseData, fileAt, moveCase, openTasks, record } from '../support/dropout.ts';
import { newSchool, newStudent } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

describe.concurrent('spec 4.13', () => {
  it('1 · a homeroom teacher files absent3: report is locked until a tracking record is sent, and then only the main reporter can', async () => {
    const school = await newSchool(), homeroom = await school.as('leaver_homeroom'), main = await school.as('leaver_main');
    const filing = await fileAt(school, at('2026-10-05'), { author: homeroom });
    const submitted = (await homeroom.act(filing.id, 'submit', caseData('absent3'))).body;
    expect(submitted.status).toBe('submitted');
    expect(actionOf(await main.see(filing.id), 'report')).toMatchObject({ open: false, reason: { code: 'noRecord', message: '請先新增至少一筆追蹤紀錄，始得通報' } });
    expect((await main.act(filing.id, 'report')).body.code).toBe('noRecord');
    expect((await homeroom.act(filing.id, 'sendRecord', record())).body.status).toBe('pending_report');
    expect(actionOf(await homeroom.see(filing.id), 'report')).toBeUndefined();
    expect((await homeroom.act(filing.id, 'report')).status).toBe(403);
    expect((await main.act(filing.id, 'report')).body.status).toBe('tracking');
  });

  it('2 · a tracking record that is only saved leaves the report locked', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
    await bringTo('submitted', school, filing);
    expect((await main.send('PUT', `/cases/${filing.id}/drafts/sendRecord`, record())).status).toBe(204);
    const view = await main.see(filing.id);
    expect(view.drafts['sendRecord']?.body).toMatchObject({ content: '電話聯繫，學生在家。' });
    expect(actionOf(view, 'report')).toMatchObject({ open: false, reason: { code: 'noRecord' } });
  });

  it('3 · closing with 返校復學 while the registry shows another school is refused, and the case stays 待結案', async () => {
    const school = await newSchool(), other = await newSchool(), main = await school.as('leaver_main'), { desk } = await testWorld();
    const filing = await fileAt(school, at('2026-10-05'));
    await bringTo('pending_close', school, filing, { ground: 'returned' });
    await moveInRegistry(desk.orm.em.fork(), desk.sealing, filing.student.idNo, { schoolCode: other.id, state: 'enrolled', seniorHigh: true });
    const refused = await main.act(filing.id, 'close');
    expect(refused).toMatchObject({ status: 409, body: { code: 'enrolledElsewhere', title: '學生學籍所在地與學籍不符' } });
    expect((await main.see(filing.id)).status).toBe('pending_close');
    await moveInRegistry(desk.orm.em.fork(), desk.sealing, filing.student.idNo, { schoolCode: school.id, state: 'enrolled', seniorHigh: true });
    expect((await main.act(filing.id, 'close')).body.status).toBe('closed');
  });

  it.each([['leave', 8], ['absent3', 9]] as const)('4 · a %s case offers %i grounds', async (category, count) => {
    const school = await newSchool(), filing = await fileAt(school, at('2026-10-05'));
    const view = await bringTo('tracking', school, filing, { category });
    expect(view.forms['grounds']).toHaveLength(count);
    const main = await school.as('leaver_main');
    expect((await main.act(filing.id, 'sendRecord', record({ suggestClose: true, closeGround: 'to_leave' }))).status).toBe(category === 'absent3' ? 200 : 409);
  });

  it('5 · the ID of a student whose eighteenth birthday is today is blocked', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), today = dateAt(Date.now());
    const student = await newStudent(school, { birthDate: plainDate(`${Number(today.slice(0, 4)) - 18}${today.slice(4)}`) });
    const lookup = await main.send('POST', '/dropout/student-lookups', { idNo: student.idNo });
    expect(lookup).toMatchObject({ status: 409, body: { code: 'adult', title: '該生已年滿18歲，依規定無需填報' } });
    expect((await main.open('dropout', { idNo: student.idNo, ...basic })).status).toBe(409);
  });

  it('6 · an open case closes at 00:20 on the eighteenth birthday, with its reason', async () => {
    const school = await newSchool(), student = await newStudent(school, { birthDate: plainDate('2008-12-05') }), main = await school.as('leaver_main');
    const filing = await fileAt(school, at('2026-11-23'), { student });
    await bringTo('tracking', school, filing);
    await filing.until(at('2026-12-05', 9));
    const view = await main.see(filing.id), last = (await main.timeline(filing.id)).at(-1)!;
    expect(view).toMatchObject({ status: 'closed', tasks: [] });
    expect(last).toMatchObject({ name: 'comeOfAge', label: '年滿18歲', by: '系統', at: new Date(at('2026-12-05', 0, 20)).toISOString() });
  });

  it('11 · absent3 closed by 無故七日轉休學 asks for a leave filing, overdue to main and division head after three working days', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
    await bringTo('pending_close', school, filing, { ground: 'to_leave' });
    await main.act(filing.id, 'close');
    await filing.until(at('2026-10-05', 10, 5));
    const leave = (await main.get<{ items: { id: string }[] }>('/cases?status=draft')).body.items[0]!.id;
    expect(openTasks(await main.see(leave))).toEqual(['C-LEAVE 2026-10-08']);
    await moveCase(leave, at('2026-10-12', 9));
    const late = (await main.timeline(leave)).find((entry) => entry.kind === 'late');
    expect(late?.told).toEqual(expect.arrayContaining(['主要通報人', '一級主管']));
  });

  it('12 · a content of 301 characters is rejected, counted as code points', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05'));
    await bringTo('submitted', school, filing);
    const tooLong = await main.act(filing.id, 'sendRecord', record({ content: '𠮷'.repeat(301) }));
    expect(tooLong).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ pointer: '/content', code: 'tooLong', message: '超過字數上限' }] } });
    expect((await main.act(filing.id, 'sendRecord', record({ content: '𠮷'.repeat(300) }))).status).toBe(200);
  });
});
