/** Cases over HTTP: find, read, open, act. CONTRACT.md. */
import { z } from 'zod';
import { calendarFor } from '#db/calendar';
import { Draft } from '../db/entities/cases.ts';
import type { WorkCalendar } from '#domain/work-calendar';
import { allows, NONE } from '#case/table';
import { isLifecycleName, lifecycles, type LifecycleName } from '#workflows/lifecycles';
import type { Desk } from '../desk.ts';
import { ProblemError, refuse } from '../http/problem-error.ts';
import { checked, route, type Routes, type Visit } from '../http/route.ts';
import { may, READ } from '../policy/ability.ts';
import { actFor, openFor, UNDO } from './act.ts';
import { caseList, caseQuery, caseView, deadlineExplanation, draftBody, timeline, type CaseView } from './contract.ts';
import { caseDesks } from './desks.ts';
import { presentActions, presentCase, presentListed, type Viewer } from './present.ts';
import { findCases, idNoIndexOf, loadCase, noteReading, pageOf, viewCase, type LoadedCase, type Reader, type ViewedCase } from './queries.ts';
import { explain, timelineOf } from './timeline.ts';

const caseId = z.object({ id: z.string() });
const uuid = z.uuid();
export const commandHeaders = z.object({ 'idempotency-key': z.uuid() });
const actionHeaders = commandHeaders.extend({ 'if-match': z.string().regex(/^"\d+"$/) });
type AnyVisit = Visit<any, any, any>;

/** Where a row is shown, the calendar of its county counts its days. */
export async function viewerOf({ desk, person, ability, language, em }: AnyVisit, shown: readonly { countyId: string }[], now: number): Promise<Viewer> {
  const calendars = new Map<string, WorkCalendar>();
  for (const { countyId } of shown) if (!calendars.has(countyId)) calendars.set(countyId, await calendarFor(em, countyId));
  return { desk, person, ability, language, now, calendar: (countyId) => calendars.get(countyId)! };
}
export const readerOf = ({ person, requestId }: AnyVisit): Reader => ({ accountId: person.accountId, requestId });
/** What is not yours to see answers exactly like what does not exist. */
async function readable(visit: AnyVisit, key: string | null = null, id: string = visit.params.id): Promise<LoadedCase> {
  const found = uuid.safeParse(id).success ? await loadCase(visit.em, id, key) : undefined;
  return found && may(visit.ability, READ, found.lifecycle, found) ? found : refuse('notFound');
}
async function viewed(visit: AnyVisit, found: LoadedCase, noted = false): Promise<{ row: ViewedCase; viewer: Viewer }> {
  const now = Date.now(), row = (await viewCase(visit.em, caseDesks[found.lifecycle].stored, found.id, { ...readerOf(visit), noted }))!;
  return { row, viewer: await viewerOf(visit, [row], now) };
}
async function shown(visit: AnyVisit, found: LoadedCase, noted = false): Promise<CaseView> {
  const { row, viewer } = await viewed(visit, found, noted);
  visit.http.set('ETag', `"${row.version}"`);
  return presentCase(row, viewer);
}
/** Who comes too late for an action is told what may be done now instead (names of actions, nobody's data). */
async function sayingWhatIsPossible(error: unknown, visit: AnyVisit, found: LoadedCase): Promise<unknown> {
  if (!(error instanceof ProblemError) || error.code !== 'wrongStatus') return error;
  const { row, viewer } = await viewed(visit, found, true);
  return new ProblemError(error.code, { more: { actions: presentActions(row, viewer).filter(({ open }) => open).map(({ name, label }) => ({ name, label })) } });
}
/** @throws {ProblemError} `headerMissing`, naming it */
export function header<S extends z.ZodObject>(visit: AnyVisit, schema: S): z.output<S> {
  const missing = Object.keys(schema.shape).filter((name) => !visit.http.get(name));
  if (missing.length) refuse('headerMissing', { errors: missing.map((name) => ({ pointer: `/headers/${name}`, code: 'required' })) });
  return checked(schema, Object.fromEntries(Object.keys(schema.shape).map((name) => [name, visit.http.get(name)])), visit.language);
}
/** Of what may be done to a case that stands; what opens one is no action on it. */
function formOf(lifecycle: LifecycleName, action: string): z.ZodType | undefined {
  if (action === UNDO) return z.object({});
  const { forms } = caseDesks[lifecycle];
  return Object.hasOwn(forms, action) && !allows(lifecycles[lifecycle], action, NONE) ? forms[action] : undefined;
}
const asking = (visit: AnyVisit) => ({ desk: visit.desk as Desk, em: visit.em, person: visit.person, ability: visit.ability, language: visit.language, now: Date.now(), requestId: visit.requestId });

export function caseRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: '/api/v1/cases', summary: '案件查詢', query: caseQuery, response: caseList,
    async handle(visit) {
      const { em, ability, query, desk } = visit, found = await findCases(em, ability, readerOf(visit), { ...query, idNoIndex: idNoIndexOf(query.q, desk.sealing) });
      const { page, nextCursor } = pageOf(found, (last) => [last.changedAt, last.id]);
      return { items: page.map((row) => presentListed(row, visit)), nextCursor };
    },
  });
  route(routes, {
    method: 'get', path: '/api/v1/cases/:id', summary: '案件', params: caseId, response: caseView, problems: ['notFound'],
    async handle(visit) { return shown(visit, await readable(visit)); },
  });
  route(routes, {
    method: 'get', path: '/api/v1/cases/:id/timeline', summary: '經過', params: caseId, response: timeline, problems: ['notFound'],
    async handle(visit) {
      const found = await readable(visit);
      await noteReading(visit.em, { ...readerOf(visit), caseId: found.id, what: 'timeline' });
      return { items: await timelineOf(visit.em, found, visit.language) };
    },
  });
  route(routes, {
    method: 'get', path: '/api/v1/cases/:id/deadlines/:deadline', summary: '為什麼是這一天？', params: caseId.extend({ deadline: z.string() }), response: deadlineExplanation, problems: ['notFound'],
    async handle(visit) {
      const { row, viewer } = await viewed(visit, await readable(visit));
      return (await explain(visit.em, row, visit.params.deadline, viewer)) ?? refuse('notFound');
    },
  });
  route(routes, {
    method: 'post', path: '/api/v1/:lifecycle/cases', summary: '新增案件', params: z.object({ lifecycle: z.string() }), headers: commandHeaders, status: 201, response: caseView,
    problems: ['notFound', 'notAllowed', 'headerMissing', 'keyReused', 'unavailable'],
    async handle(visit) {
      const lifecycle = isLifecycleName(visit.params.lifecycle) ? visit.params.lifecycle : refuse('notFound');
      const key = header(visit, commandHeaders)['idempotency-key'], body = checked(caseDesks[lifecycle].forms['open']!, visit.body, visit.language);
      const id = await openFor(asking(visit), lifecycle, { key, body });
      visit.http.set('Location', `/api/v1/cases/${id}`);
      return shown(visit, await readable(visit, null, id));
    },
  });
  route(routes, {
    method: 'post', path: '/api/v1/cases/:id/actions/:action', summary: '執行動作', params: caseId.extend({ action: z.string() }), headers: actionHeaders, response: caseView,
    problems: ['invalid', 'notFound', 'notAllowed', 'wrongStatus', 'stale', 'headerMissing', 'keyReused', 'unavailable'],
    async handle(visit) {
      const sent = uuid.safeParse(visit.http.get('idempotency-key')), found = await readable(visit, sent.data ?? null), { action } = visit.params, headers = header(visit, actionHeaders);
      const form = formOf(found.lifecycle, action) ?? refuse('notFound');
      const body = checked(form, visit.body, visit.language), expectedVersion = Number(headers['if-match'].slice(1, -1));
      const key = headers['idempotency-key'], noted = await actFor(asking(visit), found, { key, action, expectedVersion, body }).catch(async (error: unknown) => { throw await sayingWhatIsPossible(error, visit, found); });
      return shown(visit, found, noted);
    },
  });
  const form = caseId.extend({ form: z.string().max(50) });
  route(routes, {
    method: 'put', path: '/api/v1/cases/:id/drafts/:form', summary: '自動儲存草稿', params: form, body: draftBody, problems: ['notFound', 'notAllowed'],
    async handle(visit) {
      const { em, person, params, body } = visit, found = await readable(visit);
      if (!may(visit.ability, params.form, found.lifecycle, found)) refuse('notAllowed');
      await em.upsert(Draft, { caseId: found.id, form: params.form, accountId: person.accountId, body, updatedAt: new Date() });
    },
  });
  route(routes, {
    method: 'delete', path: '/api/v1/cases/:id/drafts/:form', summary: '捨棄草稿', params: form, problems: ['notFound'],
    async handle(visit) {
      const found = await readable(visit);
      await visit.em.nativeDelete(Draft, { caseId: found.id, form: visit.params.form, accountId: visit.person.accountId });
    },
  });
}
