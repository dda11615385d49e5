/** 研習名單匯出 over HTTP: papers to print, sheets to work on. Spec 5.6. */
import { z } from 'zod';
import { plainDate, yearOf } from '#domain/plain-date';
import type { LoadedCase } from '../cases/queries.ts';
import { nowOf } from '../cases/moments.ts';
import { fileOf, type FileAnswer } from '../http/file-answer.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes, type Visit } from '../http/route.ts';
import { participantRows, registrationRows } from './exports/details.ts';
import { ownTeacher, passedVersion, questionsOf, registeredFor, sheetCourse } from './exports/queries.ts';
import type { Printed } from './exports/printed.ts';
import { blankSignInSheet, participantList, signInSheet, transcriptOf, type Participant, type SheetCourse } from './exports/sheets.ts';
import { workbook } from './exports/workbook.ts';
import { findList, listedTeachers } from './lists.ts';
import { courseFor, courseWithPeople, isOwner } from './named-people.ts';
import { hoursOf } from './own-courses.ts';
import { courseId } from './readable-course.ts';
import { isTeacher } from './registering.ts';
import { presentTeacher } from './teachers.ts';

const path = '/api/v1/course/cases/:id/exports';
const PDF = 'application/pdf';
const sheetTypes = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ods: 'application/vnd.oasis.opendocument.spreadsheet' } as const;
type SheetKind = keyof typeof sheetTypes;
const sheetKinds = Object.keys(sheetTypes) as SheetKind[];
/** Paper is ordered by the ream, not by the request. */
const MOST_PAGES = 50;
type CourseVisit = Visit<{ id: string }, any, any>;

const printedBy = ({ person }: Pick<CourseVisit, 'person'>, found: Pick<LoadedCase, 'clockAheadMs'>): Printed => ({ by: person.name, at: nowOf(found, Date.now()) });
const named = (kind: string, { code }: Pick<SheetCourse, 'code'>, ending: string, bytes: Buffer): FileAnswer => ({ name: `${kind}_${code}.${ending}`, bytes });

export function exportRoutes(routes: Routes): void {
  signInRoutes(routes);
  registrationSheets(routes);
  participantRoutes(routes);
  route(routes, {
    method: 'get', path: '/api/v1/course/my/transcript.pdf', summary: '我的研習時數紀錄', query: z.object({ /** all years without it */ year: z.coerce.number().int().min(1990).max(2200).optional() }), response: fileOf(PDF), problems: ['invalid', 'notAllowed', 'teacherUnknown'],
    async handle({ desk, em, person, query }) {
      if (!isTeacher(person)) refuse('notAllowed');
      const teacher = presentTeacher((await ownTeacher(em, person.accountId)) ?? refuse('teacherUnknown'), desk), at = Date.now(), { year: asked } = query;
      const { years, items } = await hoursOf(em, person.accountId, asked), wanted = asked === undefined ? years.map(({ year }) => year) : [asked];
      const told = wanted.map((year) => ({ year, sum: years.find((one) => one.year === year), items: items.filter(({ endedOn }) => yearOf(plainDate(endedOn)) === year) }));
      return { name: `研習時數紀錄_${asked === undefined ? '全部' : asked - 1911}.pdf`, bytes: await transcriptOf(teacher, told, { by: person.name, at }) };
    },
  });
}
function signInRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: `${path}/sign-in.pdf`, summary: '簽到表：報名通過人員', params: courseId, response: fileOf(PDF), problems: ['notFound', 'notAllowed'],
    async handle(visit) {
      const found = await courseWithPeople(visit, 'export'), course = await sheetCourse(visit.em, found.id), registered = await registeredFor(visit.em, found.id);
      return named('研習簽到表', course, 'pdf', await signInSheet(course, '研習簽到表（報名通過人員）', registered.map(({ teacher }) => presentTeacher(teacher, visit.desk)), printedBy(visit, found)));
    },
  });
  route(routes, {
    method: 'get', path: `${path}/sign-in-list.pdf`, summary: '簽到表：等待核發時數名單', params: courseId, response: fileOf(PDF), problems: ['notFound', 'notAllowed'],
    async handle(visit) {
      const found = await courseWithPeople(visit, 'export'), course = await sheetCourse(visit.em, found.id), list = (await findList(visit.em, found.id, { drafts: isOwner(visit, found) }))!;
      const teachers = (await listedTeachers(visit.em, list)).map((one) => presentTeacher(one, visit.desk));
      return named('研習簽到表_名單', course, 'pdf', await signInSheet(course, '研習簽到表（等待核發時數名單）', teachers, printedBy(visit, found)));
    },
  });
  route(routes, {
    method: 'get', path: `${path}/blank-sign-in.pdf`, summary: '空白簽到表', params: courseId, query: z.object({ pages: z.coerce.number().int().min(1).max(MOST_PAGES).default(1) }), response: fileOf(PDF), problems: ['notFound', 'notAllowed', 'invalid'],
    async handle(visit) {
      const found = await courseFor(visit), course = await sheetCourse(visit.em, found.id);
      return named('空白簽到表', course, 'pdf', await blankSignInSheet(course, visit.query.pages, printedBy(visit, found)));
    },
  });
}
/** What people answered to the organiser is for the organiser alone. */
function registrationSheets(routes: Routes): void {
  for (const kind of sheetKinds) {
    route(routes, {
      method: 'get', path: `${path}/registrations.${kind}`, summary: `報名資料（${kind}）`, params: courseId, query: z.object({ /** also those who were not accepted */ all: z.enum(['yes']).optional() }), response: fileOf(sheetTypes[kind]), problems: ['notFound', 'notAllowed', 'invalid'],
      async handle(visit) {
        const found = await courseWithPeople(visit, 'export', ['owner']), course = await sheetCourse(visit.em, found.id), registered = await registeredFor(visit.em, found.id, { all: visit.query.all === 'yes' });
        return named('報名資料', course, kind, workbook({ name: '報名資料', printed: printedBy(visit, found), ...registrationRows(registered, await questionsOf(visit.em, found.id), visit.desk) }, kind));
      },
    });
  }
}
function participantRoutes(routes: Routes): void {
  const common = { method: 'get', params: courseId, problems: ['notFound', 'notAllowed', 'listNotPassed'] } as const;
  route(routes, {
    ...common, path: `${path}/participants.pdf`, summary: '研習人員名單', response: fileOf(PDF),
    async handle(visit) {
      const { found, course, participants } = await participantsOf(visit);
      return named('研習人員名單', course, 'pdf', await participantList(course, participants, printedBy(visit, found)));
    },
  });
  for (const kind of sheetKinds) {
    route(routes, {
      ...common, path: `${path}/participants.${kind}`, summary: `研習人員名單（${kind}）`, response: fileOf(sheetTypes[kind]),
      async handle(visit) {
        const { found, course, participants } = await participantsOf(visit);
        return named('研習人員名單', course, kind, workbook({ name: '研習人員名單', printed: printedBy(visit, found), ...participantRows(course, participants) }, kind));
      },
    });
  }
}
/** @throws {ProblemError} `notFound`, `notAllowed`, `listNotPassed` */
async function participantsOf(visit: CourseVisit): Promise<{ found: LoadedCase; course: SheetCourse; participants: Participant[] }> {
  const found = await courseWithPeople(visit, 'export'), version = (await passedVersion(visit.em, found.id)) ?? refuse('listNotPassed'), listed = await listedTeachers(visit.em, { caseId: found.id, version });
  return { found, course: await sheetCourse(visit.em, found.id), participants: listed.map(({ hours, ...teacher }) => ({ teacher: presentTeacher(teacher, visit.desk), hours })) };
}
