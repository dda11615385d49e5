/** Forms and cases of the dropout procedure, filled with what a test does not care about. */
import { randomUUID } from 'node:crypto';
import type { CaseView } from '#contract/cases';
import { openFor } from '../../api/cases/act.ts';
import { abilityOf, type Person } from '../../api/policy/ability.ts';
import { fastForward } from '../../activities/adapters/case-clock.ts';
import { atTime, plainDate, type Instant } from '#domain/plain-date';
import { rows, sql } from '#db/orm';
import type { Client } from './client.ts';
import { newStudent, type TestSchool, type TestStudent } from './school.ts';
import { testWorld } from './world.ts';

export const basic = {
  phone: '0912-000-678', householdAddress: '測試縣東區中正里1鄰測試路1號', mailAddress: '測試縣東區中正里1鄰測試路1號', guardianName: '林父', guardianRelation: '父', guardianPhone: '0912-000-679',
  emergencyName: '林母', emergencyRelation: '母', emergencyPhone: '0912-000-680', familyStatus: 'both',
};
export const caseData = (category: 'leave' | 'absent3' = 'absent3', leftOn = '2026-09-01') => ({
  category, leftOn, identity1: 'ordinary', causes: ['interest'], mainCause: 'personal', ...(category === 'leave' ? { leaveFrom: '2026-09-01', leaveTo: '2027-07-31', leaveCount: 1 } : {}),
});
export const record = (more: object = {}) => ({ method: 'phone', residence: 'at_home', life: ['working'], guidance: ['teacher'], employmentReferral: false, content: '電話聯繫，學生在家。', suggestClose: false, ...more });

/** 10:00 of that day in Taipei. */
export const at = (date: string, hour = 10, minute = 0): Instant => atTime(plainDate(date), hour, minute);

export interface Filing { readonly id: string; readonly student: TestStudent; /** moves the case's own clock to an instant */ until(instant: Instant): Promise<void> }
/** Opens a filing whose own clock stands at `now`; the author is the main reporter unless told. */
export async function fileAt(school: TestSchool, now: Instant, { author, student }: { author?: Client; student?: TestStudent } = {}): Promise<Filing> {
  const { desk } = await testWorld(), by = author ?? (await school.as('leaver_main')), filed = student ?? (await newStudent(school));
  const person = await personOf(by.accountId), clockAheadMs = now - Date.now();
  const id = await openFor({ desk, em: desk.orm.em.fork(), person, ability: abilityOf(person), language: 'zh', now }, 'dropout', { key: randomUUID(), body: { idNo: filed.idNo, family: 'departure', ...basic }, clockAheadMs });
  return { id, student: filed, until: (instant) => moveCase(id, instant) };
}
/** Moves a case's own clock to an instant; returns when what fell due is recorded. */
export async function moveCase(id: string, instant: Instant): Promise<void> {
  const { desk } = await testWorld();
  const [found] = await rows<{ ahead: number }>(desk.orm.em.fork(), sql`select clock_ahead_ms::float8 as ahead from case_file where id = ${id}`);
  await fastForward(desk, id, instant - (Date.now() + found!.ahead));
}
export async function personOf(accountId: string): Promise<Person> {
  const { orm } = await testWorld();
  const [found] = await rows<Person>(orm.em.fork(), sql`select a.id as "accountId", a.name, a.login, '' as "sessionId", (select json_agg(json_build_object('role', g.role, 'organisationId', g.organisation_id)) from role_grant g where g.account_id = a.id) as grants from account a where a.id = ${accountId}`);
  return found!;
}
/** Takes a fresh filing as far as this status, by the main reporter. */
export async function bringTo(status: 'submitted' | 'pending_report' | 'tracking' | 'pending_close', school: TestSchool, filing: Filing, { category = 'absent3' as 'leave' | 'absent3', ground = 'gave_up' } = {}): Promise<CaseView> {
  const main = await school.as('leaver_main'), steps = [
    ['submitted', 'submit', caseData(category)], ['pending_report', 'sendRecord', record()], ['tracking', 'report', {}], ['pending_close', 'sendRecord', record({ suggestClose: true, closeGround: ground })],
  ] as const;
  let view = await main.see(filing.id);
  for (const [reached, action, body] of steps) {
    const { status: code, body: answer } = await main.act(filing.id, action, body);
    if (code !== 200) throw new Error(`${action}: ${code} ${JSON.stringify(answer)}`);
    view = answer;
    if (reached === status) break;
  }
  return view;
}
export const openTasks = (view: CaseView): string[] => view.tasks.map((task) => `${task.task} ${task.dueOn}`);
export const actionOf = (view: CaseView, name: string) => view.actions.find((action) => action.name === name);
