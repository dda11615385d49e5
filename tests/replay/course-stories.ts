/** What happens to courses and to changes after closing before their histories are taken. */
import type { CaseView } from '#contract/cases';
import { tellNews } from '../../activities/adapters/temporal.ts';
import { at, moveCase } from '../support/dropout.ts';
import { courseAt, courseForm, listWith, must, newTeacher, registrationForm, type Course } from '../support/course.ts';
import type { TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

const OPENED = '2026-10-05';
/** @returns the case whose history is meant */
type Story = (school: TestSchool) => Promise<string>;
const by = { pass: 'ins_center', fail: 'ins_center', passList: 'ins_center', failList: 'ins_center', approve: 'ins_center', reject: 'ins_center', sendBatch: 'ins_center', applyChange: 'ins_admin' } as const;

async function does(school: TestSchool, id: string, ...actions: [string, object?][]): Promise<string> {
  for (const [action, body = {}] of actions) await must(await school.as(by[action as keyof typeof by] ?? 'ins_business'), id, action, body);
  return id;
}
const registered = (school: TestSchool): Promise<Course> => courseAt(school, at(OPENED));
/** Over, with two teachers on its list. */
async function ended(school: TestSchool): Promise<string> {
  const course = await registered(school);
  await does(school, course.id, ['pass']);
  await course.until(at('2026-10-14'));
  await listWith(course.id, [await newTeacher(school), await newTeacher(school)]);
  return course.id;
}
async function issued(school: TestSchool): Promise<string> {
  const id = await does(school, await ended(school), ['submitList', { confirmed: true }], ['passList']);
  await moveCase(id, at('2026-10-14', 12));
  return id;
}
async function applied(school: TestSchool): Promise<string> {
  const answer = await (await school.as('ins_business')).open('amendment', { courseId: await issued(school), changes: { intro: '更正後的簡介。' }, reason: '簡介有誤。' });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return (answer.body as CaseView).id;
}
const REFUSED = { reason: '研習時數與課程表不符。' }, LETTER = { letterNo: '教研字第1150000001號' };

export const courseStories: Readonly<Record<string, Story>> = {
  'course-pending': async (school) => (await registered(school)).id,
  'course-rejected': async (school) => does(school, (await registered(school)).id, ['fail', REFUSED]),
  'course-corrected': async (school) => does(school, (await registered(school)).id, ['fail', REFUSED], ['resubmit', courseForm(OPENED)]),
  async 'course-passed'(school) {
    const course = await registered(school);
    await does(school, course.id, ['setRegistration', registrationForm(course.form)], ['pass']);
    await course.until(at('2026-10-06'));
    return course.id;
  },
  async 'course-amended'(school) {
    const course = await registered(school);
    await does(school, course.id, ['pass']);
    await course.until(at('2026-10-06'));
    return does(school, course.id, ['amend', courseForm(OPENED)], ['pass']);
  },
  async 'course-registrations-wait'(school) {
    const course = await registered(school), { temporal } = await testWorld(), waiting = (version: number, is: boolean) => tellNews(temporal, course.id, { name: 'registrations', from: 'registrations', version, facts: { waiting: is } });
    await does(school, course.id, ['pass']);
    await waiting(1, true);
    await course.until(at('2026-10-12'));
    await does(school, course.id, ['reviewRegistrations', { all: true }]);
    await waiting(2, false);
    return course.id;
  },
  'list-open': ended,
  async 'course-overdue'(school) {
    const id = await ended(school);
    await moveCase(id, at('2026-10-26'));
    return id;
  },
  async 'course-edited-after-its-end'(school) {
    const id = await does(school, await ended(school), ['amend', courseForm(OPENED)]);
    await moveCase(id, at('2026-10-26'));
    return does(school, id, ['pass']);
  },
  'list-pending': async (school) => does(school, await ended(school), ['submitList', { confirmed: true }]),
  'list-undone': async (school) => does(school, await ended(school), ['submitList', { confirmed: true }], ['undo']),
  async 'list-rejected-late'(school) {
    const id = await does(school, await ended(school), ['submitList', { confirmed: true }], ['failList', REFUSED]);
    await moveCase(id, at('2026-10-22'));
    return id;
  },
  'course-issued': issued,
  async 'course-issued-anew'(school) {
    const id = await issued(school);
    await listWith(id, [await newTeacher(school)], { version: 2 });
    await does(school, id, ['resubmitList', { confirmed: true }], ['passList']);
    await moveCase(id, at('2026-10-14', 14));
    return id;
  },
  async 'course-deleted'(school) {
    const id = await does(school, (await registered(school)).id, ['delete', { reason: '課程登錄錯誤。' }]);
    await moveCase(id, at(OPENED, 12));
    return id;
  },
  'change-applied': applied,
  'change-rejected': async (school) => does(school, await applied(school), ['reject', REFUSED]),
  async 'change-approved-late'(school) {
    const id = await does(school, await applied(school), ['approve']);
    await moveCase(id, Date.now() + 40 * 86_400_000);
    return id;
  },
  async 'change-made'(school) {
    const id = await does(school, await applied(school), ['approve'], ['sendBatch', LETTER], ['applyChange']);
    await moveCase(id, Date.now() + 3_600_000);
    return id;
  },
};
