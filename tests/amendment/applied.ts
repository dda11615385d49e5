/** Courses that have issued their hours, and what is applied for afterwards. */
import { randomUUID } from 'node:crypto';
import type { AmendmentForms } from '#contract/amendment';
import type { CaseView } from '#contract/cases';
import { MINUTE, type Instant } from '#domain/plain-date';
import { openFor } from '../../api/cases/act.ts';
import { abilityOf } from '../../api/policy/ability.ts';
import type { Client } from '../support/client.ts';
import { courseAt, listWith, must, newTeacher, type Course, type TestTeacher } from '../support/course.ts';
import { at, moveCase, personOf } from '../support/dropout.ts';
import type { TestSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';

export const APPLIED = at('2026-10-20');
export interface IssuedCourse extends Course { readonly owner: Client; readonly teacher: TestTeacher }
/** Held on 2 October 2026; one teacher has its hours. */
export async function issuedCourse(school: TestSchool): Promise<IssuedCourse> {
  const course = await courseAt(school, at('2026-09-24')), owner = await school.as('ins_business'), center = await school.as('ins_center'), teacher = await newTeacher(school);
  await must(center, course.id, 'pass');
  await course.until(at('2026-10-03'));
  await listWith(course.id, [teacher]);
  await must(owner, course.id, 'submitList', { confirmed: true });
  await must(center, course.id, 'passList');
  await course.until(at('2026-10-03') + MINUTE);
  return { ...course, owner, teacher };
}
export const application = ({ id }: Pick<Course, 'id'>, changes: object = { name: '資訊安全知能研習' }) => ({ courseId: id, changes, reason: '名稱誤植' });
/** Opened at that moment by its own clock. */
export async function apply(course: IssuedCourse, changes?: object, now: Instant = APPLIED): Promise<{ id: string; until(instant: Instant): Promise<void> }> {
  const { desk } = await testWorld(), person = await personOf(course.owner.accountId);
  const id = await openFor({ desk, em: desk.orm.em.fork(), person, ability: abilityOf(person), language: 'zh', now }, 'amendment', { key: randomUUID(), body: application(course, changes), clockAheadMs: now - Date.now() });
  return { id, until: (instant) => moveCase(id, instant) };
}
export const formsOf = (view: CaseView): AmendmentForms => view.forms as unknown as AmendmentForms;
