/** What a list promises: only what the reader may see, each row once, found by what a clerk knows of it. CONTRACT.md: `GET /cases`, `GET /tasks`. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CaseSummary, Inbox } from '#contract/cases';
import { addDays, dateAt } from '#domain/plain-date';
import type { Client } from '../support/client.ts';
import { at, bringTo, caseData, fileAt } from '../support/dropout.ts';
import { newSchool, newStudent, type TestSchool } from '../support/school.ts';
import { storeCases, type StoredCase, type StoredTask } from '../support/stored-cases.ts';
import { testWorld } from '../support/world.ts';

interface Page<T> { readonly items: T[]; readonly nextCursor: string | null }
const today = dateAt(Date.now()), daysOn = (days: number): string => addDays(today, days);
async function stored(school: TestSchool, cases: readonly Partial<StoredCase>[], author?: Client): Promise<string[]> {
  const { accountId: authorId } = author ?? (await school.as('leaver_main'));
  return storeCases((await testWorld()).orm.em.fork(), cases.map((one) => ({ schoolId: school.id, countyId: school.countyId, authorId, ...one })));
}
/** Every page of a list, one after the other. */
async function pages<T>(person: Client, path: string): Promise<T[][]> {
  const read: T[][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { items, nextCursor }: Page<T> = (await person.get<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`)).body;
    read.push(items);
    cursor = nextCursor;
  }
  return read;
}
const found = async (person: Client, q: string): Promise<string[]> => (await person.get<Page<CaseSummary>>(`/cases?q=${encodeURIComponent(q)}`)).body.items.map(({ id }) => id);

describe.concurrent('GET /cases', () => {
  it('pages through 60 cases, newest change first, each once, also where many changed in the same instant', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), instants = ['2026-10-01T02:00:00.000001Z', '2026-10-01T02:00:00.000002Z', '2026-10-01T02:00:00.000003Z'];
    const ids = await stored(school, Array.from({ length: 60 }, (_, i) => ({ changedAt: instants[i % 3]! })));
    const read = await pages<CaseSummary>(main, '/cases'), all = read.flat();
    expect(read.map(({ length }) => length)).toEqual([50, 10]);
    expect(all.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(all.map(({ id }) => ids.indexOf(id) % 3)).toEqual([...all.map(({ id }) => ids.indexOf(id) % 3)].sort((a, b) => b - a));
  });

  it('a case that comes while somebody pages neither doubles nor hides another', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), ids = await stored(school, Array.from({ length: 55 }, () => ({ changedAt: '2026-10-01T02:00:00Z' })));
    const first = (await main.get<Page<CaseSummary>>('/cases')).body;
    await stored(school, [{ changedAt: '2026-11-01T02:00:00Z' }]);
    const second = (await main.get<Page<CaseSummary>>(`/cases?cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(second.nextCursor).toBeNull();
  });

  it('keeps to status, lifecycle and the days of opening', async () => {
    const school = await newSchool(), main = await school.as('leaver_main');
    await stored(school, [{ status: 'tracking', changedAt: '2026-10-04T16:00:00Z' }, { status: 'tracking', changedAt: '2026-10-05T16:00:00Z' }, { status: 'closed', changedAt: '2026-10-05T15:59:59Z' }]);
    const count = async (query: string) => (await main.get<Page<CaseSummary>>(`/cases?${query}`)).body.items.length;
    expect(await Promise.all(['status=tracking', 'status=void', 'lifecycle=dropout', 'lifecycle=holidays', 'from=2026-10-05&to=2026-10-05', 'from=2026-10-06', 'to=2026-10-04'].map(count))).toEqual([2, 0, 3, 0, 2, 1, 0]);
    expect((await main.get('/cases?from=2026-02-30')).status).toBe(422);
  });

  it('is found by number, by a part of the name and by the whole ID, however it is typed; a part of an ID finds nothing', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), student = await newStudent(school, { name: `尋${school.id}人` }), filing = await fileAt(school, at('2026-10-05'), { student });
    await fileAt(school, at('2026-10-05'));
    const { number } = (await main.act(filing.id, 'submit', caseData())).body, { idNo } = student;
    for (const q of [number!, number!.slice(6), student.name, `${school.id}人`, idNo, idNo.toLowerCase(), ` ${idNo.slice(0, 5)}-${idNo.slice(5)} `]) expect(await found(main, q), q).toEqual([filing.id]);
    for (const q of [idNo.slice(0, 9), idNo.slice(1), idNo.slice(-4), '%', '_', `${student.name}%`]) expect(await found(main, q), q).toEqual([]);
    expect((await main.get<Page<CaseSummary>>(`/cases?q=${idNo}`)).body.items[0]!.student).toEqual({ name: student.name, idNo: `${idNo.slice(0, 3)}**${idNo.slice(-3)}` });
  });

  it('nobody finds by search what they may not read', async () => {
    const school = await newSchool(), other = await newSchool(), student = await newStudent(school, { name: `藏${school.id}` });
    await fileAt(school, at('2026-10-05'), { student });
    for (const stranger of [await other.as('leaver_main'), await school.as('leaver_homeroom', 9), await school.as('sys_admin')]) expect([await found(stranger, student.name), await found(stranger, student.idNo)]).toEqual([[], []]);
  });
});

describe.concurrent('GET /tasks', () => {
  const reporting = (dueOn: string | null, more: Partial<StoredTask> = {}): Partial<StoredCase> => ({ status: 'pending_report', tasks: [{ name: 'reporting', dueOn, ...more }] });
  const dues = async (person: Client, query: string) => (await person.get<Inbox>(`/tasks?${query}`)).body.items.map(({ dueOn }) => dueOn);

  it('shows what I am to do by its due day; what waits for a calendar comes last', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), days = [daysOn(9), null, daysOn(-1), today, daysOn(6), daysOn(7)];
    await stored(school, days.map((day) => reporting(day)));
    expect(await Promise.all(['todo', 'overdue', 'today', 'week'].map((view) => dues(main, `view=${view}`)))).toEqual([[daysOn(-1), today, daysOn(6), daysOn(7), daysOn(9), null], [daysOn(-1)], [today], [today, daysOn(6)]]);
    expect((await main.get<Inbox>('/tasks')).body.counts).toEqual({ overdue: 1, today: 1, week: 2, waiting: 0, todo: 6 });
    expect(await Promise.all(['lifecycle=dropout', 'lifecycle=holidays'].map(async (query) => (await dues(main, query)).length))).toEqual([6, 0]);
    expect((await main.get('/tasks?view=yesterday')).status).toBe(422);
  });

  it('tells what others are to do from what I am to do, and what I have filed from the rest', async () => {
    const school = await newSchool(), homeroom = await school.as('leaver_homeroom'), main = await school.as('leaver_main');
    const [mine, ours] = await stored(school, [{ status: 'submitted', tasks: [{ name: 'firstRecord', dueOn: today }] }, reporting(today)], homeroom), [theirs] = await stored(school, [reporting(daysOn(1))], main);
    const seen = async (person: Client) => Object.fromEntries(await Promise.all(['todo', 'waiting', 'sent', 'organisation'].map(async (view) => [view, (await person.get<Inbox>(`/tasks?view=${view}`)).body.items.map((item) => item.case.id).sort()])));
    const ids = (...some: (string | undefined)[]) => some.toSorted();
    expect(await seen(homeroom)).toEqual({ todo: ids(mine), waiting: ids(ours), sent: ids(mine, ours), organisation: ids(mine, ours) });
    expect(await seen(main)).toEqual({ todo: ids(mine, ours, theirs), waiting: [], sent: ids(theirs), organisation: ids(mine, ours, theirs) });
    expect(await seen(await school.as('leaver_supervisor'))).toEqual({ todo: [], waiting: ids(mine, ours, theirs), sent: [], organisation: ids(mine, ours, theirs) });
  });

  it('counts by each case’s own clock', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), filing = await fileAt(school, at('2026-10-05', 23, 30));
    await bringTo('submitted', school, filing);
    const view = async () => (await main.get<Inbox>('/tasks')).body.counts;
    expect(await view()).toMatchObject({ todo: 1, today: 0, overdue: 0, week: 1 });
    await filing.until(at('2026-10-07', 0, 10));
    expect(await view()).toMatchObject({ todo: 1, today: 1, overdue: 0 });
    await filing.until(at('2026-10-08', 0, 1));
    expect(await view()).toMatchObject({ todo: 1, today: 0, overdue: 1, week: 0 });
  });

  it('pages through 60 tasks, each once, ended ones never', async () => {
    const school = await newSchool(), main = await school.as('leaver_main');
    const ids = await stored(school, Array.from({ length: 60 }, (_, i) => reporting(i % 4 ? daysOn(i % 3) : null)));
    await stored(school, [reporting(today, { closed: true })]);
    const read = await pages<Inbox['items'][number]>(main, '/tasks?view=todo'), days = read.flat().map(({ dueOn }) => dueOn ?? 'infinity');
    expect(read.map(({ length }) => length)).toEqual([50, 10]);
    expect(read.flat().map((item) => item.case.id).sort()).toEqual([...ids].sort());
    expect(days).toEqual(days.toSorted());
  });

  it('stands in the order it came among what falls due on the same day, page by page', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), came = (i: number) => new Date(Date.UTC(2026, 9, 1, 2, (i * 37) % 60)).toISOString();
    const ids = await stored(school, Array.from({ length: 60 }, (_, i) => reporting(today, { startedAt: came(i) }))), inOrder = ids.toSorted((a, b) => came(ids.indexOf(a)).localeCompare(came(ids.indexOf(b))));
    expect((await pages<Inbox['items'][number]>(main, '/tasks?view=todo')).map((page) => page.map((item) => item.case.id))).toEqual([inOrder.slice(0, 50), inOrder.slice(50)]);
  });

  it('a centre reads its two queues apart: courses to review, and lists (spec 5.9)', async () => {
    const school = await newSchool({ countyId: `C${randomUUID().slice(0, 8)}` }), center = await school.as('ins_center'), owner = await school.as('ins_business');
    const [course, list] = await stored(school, [{ lifecycle: 'course', status: 'course_pending', tasks: [{ name: 'courseReview', dueOn: today }] }, { lifecycle: 'course', status: 'list_pending', tasks: [{ name: 'listReview', dueOn: daysOn(-1) }] }], owner);
    const queue = async (task: string) => (await center.get<Inbox>(`/tasks?${task}`)).body, seen = ({ items, counts }: Inbox) => [items.map((item) => item.case.id), counts.todo, counts.overdue];
    expect(seen(await queue(''))).toEqual([[list, course], 2, 1]);
    expect(seen(await queue('task=D-REVIEW'))).toEqual([[course], 1, 0]);
    expect(seen(await queue('task=D-LREV'))).toEqual([[list], 1, 1]);
    expect(seen(await queue('task=C-REPORT'))).toEqual([[], 0, 0]);
    expect(seen(await queue('task=nothing'))).toEqual([[], 0, 0]);
  });

  it('finds a task by the case’s number, the student’s name or the whole ID', async () => {
    const school = await newSchool(), main = await school.as('leaver_main'), student = await newStudent(school, { name: `務${school.id}` }), filing = await fileAt(school, at('2026-10-05'), { student }), { number } = await bringTo('submitted', school, filing);
    await fileAt(school, at('2026-10-05'));
    for (const [q, count] of [[number, 1], [student.name, 1], [student.idNo, 1], [student.idNo.slice(0, 9), 0], ['', 2]] as const)
      expect((await main.get<Inbox>(`/tasks?q=${encodeURIComponent(q!)}`)).body.items, String(q)).toHaveLength(count);
  });

  it('speaks the reader’s language', async () => {
    const school = await newSchool(), main = await school.as('leaver_main');
    await stored(school, [reporting(today)]);
    const item = async (language: string) => (await main.send<Inbox>('GET', '/tasks', undefined, { 'accept-language': language })).body.items[0];
    expect(await item('en')).toMatchObject({ task: 'C-REPORT', label: 'Report the case', assignees: ['Main reporter'], mine: true, asks: ['report', 'returnFiling', 'void'] });
    expect(await item('zh-TW')).toMatchObject({ task: 'C-REPORT', label: '通報案件', assignees: ['主要通報人'] });
  });
});
