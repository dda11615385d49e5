/** 編輯教師資料 over HTTP. Spec 5.7. */
import { z } from 'zod';
import { course } from '#lifecycle/course';
import { isValidId } from '#domain/identity-number';
import type { EntityManager } from '#db/orm';
import { allows, type Lifecycle } from '#case/table';
import { nowOf } from '../cases/moments.ts';
import { noteReading, type LoadedCase } from '../cases/queries.ts';
import { fileUpTo } from '../http/file-body.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes, type Visit } from '../http/route.ts';
import { seesMasked } from '../policy/ability.ts';
import { batchDone, courseList, fromRegistrations, listEntry, listHours, listRow, listUpload, uploadQuery, type CourseList } from './contract.ts';
import { readSheet, SHEET_BYTES } from './list-file.ts';
import { judgeRows, keepUpload, showUpload, takeOver } from './list-uploads.ts';
import { addAccepted, addAttending, beginVersion, changeHours, editedVersion, findList, findTeacher, listedTeachers, putTeacher, removeTeacher, type ListedTeacher, type Place } from './lists.ts';
import { isOwner, seesPeople } from './named-people.ts';
import { courseId, readableCourse } from './readable-course.ts';
import { presentTeacher } from './teachers.ts';

const path = '/api/v1/course/cases/:id/list';
const teacherOf = courseId.extend({ teacherId: z.uuid() });
type CourseVisit = Visit<{ id: string }, any, any>;

/** What can still be handed in, now or later; a deleted course has no list. */
const takesLists = ({ status }: LoadedCase): boolean => ['submitList', 'resubmitList'].some((action) => allows(course, action, status) || status in ((course as Lifecycle).actions[action]!.notYet ?? {}));
/** Who else may read the course sees nobody of it by name; support sees the list masked. @throws {ProblemError} `notFound`, `notAllowed` */
async function listedCourse(visit: CourseVisit): Promise<LoadedCase> {
  const found = await readableCourse(visit);
  return seesPeople(visit, found) || seesMasked(visit.person, 'course', found) ? found : refuse('notAllowed');
}
/** @throws {ProblemError} `notFound`, `notAllowed`, `wrongStatus` */
async function ownCourse(visit: CourseVisit): Promise<{ found: LoadedCase; at: Date }> {
  const found = await readableCourse(visit);
  if (!isOwner(visit, found)) refuse('notAllowed');
  if (!takesLists(found)) refuse('wrongStatus');
  return { found, at: new Date(nowOf(found, Date.now())) };
}
/** In one transaction with the lock of the list that is being edited. */
async function edited<T>(visit: CourseVisit, change: (em: EntityManager, place: Place) => Promise<T>): Promise<T> {
  const { found, at } = await ownCourse(visit);
  return visit.em.transactional(async (em) => change(em, { caseId: found.id, version: await editedVersion(em, found.id, at) }));
}
const noted = (em: EntityManager, { person, requestId, params }: CourseVisit) => noteReading(em, { caseId: params.id, accountId: person.accountId, what: 'list', requestId });

async function shown(visit: CourseVisit, found: LoadedCase, version?: number): Promise<CourseList> {
  const drafts = isOwner(visit, found), head = (await findList(visit.em, found.id, { version, drafts })) ?? refuse('notFound');
  await noted(visit.em, visit);
  const { caseId: _, ...list } = head, masked = seesMasked(visit.person, 'course', found), open = list.state === 'none' || list.state === 'editing';
  const listed = await listedTeachers(visit.em, head, { order: 'added' }), places = placesById(listed, visit.desk);
  return { ...list, editable: open && drafts && takesLists(found), items: listed.map(({ hours, ...teacher }) => ({ teacher: presentTeacher(teacher, visit.desk, masked), hours, idPlace: places.get(teacher.id)! })), nextCursor: null };
}
/** Each teacher's place by the whole ID: of what a screen shows of it, five characters, people cannot be told apart. */
function placesById(listed: readonly ListedTeacher[], { sealing }: Pick<CourseVisit['desk'], 'sealing'>): Map<string, number> {
  const opened = listed.map(({ id, idNoSealed }) => ({ id, idNo: sealing.open(idNoSealed) })).toSorted((one, other) => (one.idNo < other.idNo ? -1 : 1));
  return new Map(opened.map(({ id }, i) => [id, i + 1]));
}
/** @throws {ProblemError} `invalid`, naming the hours */
async function withinCourse(em: EntityManager, { caseId }: Place, hours: number): Promise<void> {
  const { courseHours } = (await findList(em, caseId, { drafts: true }))!;
  if (hours > courseHours) refuse('invalid', { errors: [{ pointer: '/hours', code: 'hours' }] });
}
async function shownRow(em: EntityManager, visit: CourseVisit, place: Place, teacherId: string) {
  await noted(em, visit);
  const { hours, ...teacher } = (await listedTeachers(em, place, { only: teacherId }))[0] as ListedTeacher;
  return { teacher: presentTeacher(teacher, visit.desk), hours };
}

export function listRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path, summary: '教師名單', params: courseId, query: z.object({ version: z.coerce.number().int().min(1).max(10_000).optional() }), response: courseList, problems: ['notFound', 'notAllowed'],
    async handle(visit) { return shown(visit, await listedCourse(visit), visit.query.version); },
  });
  route(routes, {
    method: 'post', path: `${path}/versions`, summary: '建立更新名單', params: courseId, response: courseList, problems: ['notFound', 'notAllowed', 'wrongStatus'],
    async handle(visit) {
      const { found, at } = await ownCourse(visit);
      await visit.em.transactional((em) => beginVersion(em, found.id, at));
      return shown(visit, found);
    },
  });
  rowRoutes(routes);
  batchRoutes(routes);
  uploadRoutes(routes);
}
function rowRoutes(routes: Routes): void {
  route(routes, {
    method: 'put', path: `${path}/rows`, summary: '單筆輸入：手動新增或修改', params: courseId, body: listEntry, response: listRow, problems: ['notFound', 'notAllowed', 'wrongStatus', 'listSubmitted', 'invalid', 'teacherUnknown'],
    handle: (visit) => edited(visit, async (em, place) => {
      const { person, hours } = visit.body, teacherId = await findTeacher(em, visit.desk.sealing, person);
      if (!teacherId) return isValidId(person) ? refuse('teacherUnknown') : refuse('invalid', { errors: [{ pointer: '/person', code: 'idNo' }] });
      await withinCourse(em, place, hours);
      await putTeacher(em, place, teacherId, hours);
      return shownRow(em, visit, place, teacherId);
    }),
  });
  route(routes, {
    method: 'put', path: `${path}/rows/:teacherId`, summary: '修改個人時數', params: teacherOf, body: listHours, response: listRow, problems: ['notFound', 'notAllowed', 'wrongStatus', 'listSubmitted', 'invalid'],
    handle: (visit) => edited(visit, async (em, place) => {
      await withinCourse(em, place, visit.body.hours);
      if (!(await changeHours(em, place, visit.params.teacherId, visit.body.hours))) refuse('notFound');
      return shownRow(em, visit, place, visit.params.teacherId);
    }),
  });
  route(routes, {
    method: 'delete', path: `${path}/rows/:teacherId`, summary: '自名單刪除', params: teacherOf, problems: ['notFound', 'notAllowed', 'wrongStatus', 'listSubmitted'],
    handle: (visit) => edited(visit, async (em, place) => { if (!(await removeTeacher(em, place, visit.params.teacherId))) refuse('notFound'); }),
  });
}
function batchRoutes(routes: Routes): void {
  route(routes, {
    method: 'post', path: `${path}/from-registrations`, summary: '轉換線上報名資料', params: courseId, body: fromRegistrations, response: batchDone, problems: ['notFound', 'notAllowed', 'wrongStatus', 'listSubmitted', 'invalid'],
    handle: (visit) => edited(visit, async (em, place) => ({ added: await addAccepted(em, place, visit.body.registrationIds) })),
  });
  route(routes, {
    method: 'post', path: `${path}/from-attendance`, summary: '依簽到退紀錄加入', params: courseId, response: batchDone, problems: ['notFound', 'notAllowed', 'wrongStatus', 'listSubmitted'],
    handle: (visit) => edited(visit, async (em, place) => ({ added: await addAttending(em, place) })),
  });
}
function uploadRoutes(routes: Routes): void {
  route(routes, {
    method: 'post', path: `${path}/uploads`, summary: '上傳教師資料檔，先預覽', params: courseId, query: uploadQuery, body: fileUpTo(SHEET_BYTES), status: 201, response: listUpload,
    problems: ['notFound', 'notAllowed', 'wrongStatus', 'listSubmitted', 'invalid', 'malformed', 'tooLarge', 'fileUnreadable'],
    async handle(visit) {
      await ownCourse(visit);
      const file = { name: visit.query.name, bytes: await visit.body() }, sheet = await readSheet(file.bytes, file.name);
      return edited(visit, async (em, place) => {
        const { courseHours } = (await findList(em, place.caseId, { drafts: true }))!;
        const uploadId = await keepUpload(em, { ...place, by: visit.person.accountId, sealing: visit.desk.sealing }, file, await judgeRows(em, visit.desk.sealing, sheet, courseHours), new Date());
        await noted(em, visit);
        return showUpload(em, { sealing: visit.desk.sealing, language: visit.language, uploadId });
      });
    },
  });
  route(routes, {
    method: 'post', path: `${path}/uploads/:uploadId/commit`, summary: '登錄資料', params: courseId.extend({ uploadId: z.uuid() }), response: listUpload, problems: ['notFound', 'notAllowed', 'wrongStatus', 'listSubmitted'],
    async handle(visit) {
      const { found } = await ownCourse(visit), { uploadId } = visit.params;
      return visit.em.transactional(async (em) => {
        await takeOver(em, found.id, uploadId, new Date(nowOf(found, Date.now())));
        await noted(em, visit);
        return showUpload(em, { sealing: visit.desk.sealing, language: visit.language, uploadId });
      });
    },
  });
}
