/** 線上教育訓練場次 over HTTP: set up by who gives the course, signed into by who was accepted. Spec 6.8. */
import { z } from 'zod';
import { counties } from '#domain/counties';
import { faultInDisplayName, type DisplayNameFault } from '#domain/display-name';
import { fieldProblems } from '#domain/problem';
import { course } from '#lifecycle/course';
import { allows } from '#case/table';
import { instantOf } from '#db/orm';
import { nowOf } from '../cases/moments.ts';
import type { LoadedCase } from '../cases/queries.ts';
import { fileUpTo, type ReadFile } from '../http/file-body.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes, type Visit } from '../http/route.ts';
import { attendanceOf, readAttendance, signIn, signOut, takeAttendance, weighAttendance, type ReadAttendance } from './attendance.ts';
import { shownBad } from './bad-row.ts';
import { attendanceList, checkIn, sessionForm, sheetImport, sheetPreview, trainingSession, trainingSessions, uploadQuery, type SessionForm } from './contract.ts';
import { readSheet, SHEET_BYTES } from './list-file.ts';
import { courseFor, courseWithPeople, seesPeople } from './named-people.ts';
import { courseId, readableCourse } from './readable-course.ts';
import { isTeacher } from './registering.ts';
import { mayCheckIn, maySignOut, meetingCourse, mySessions, presentMySession, presentSession, putSession, removeSession, sessionsOf, type MySession, type SessionRow } from './sessions.ts';
import { rememberSheet, type SheetFile } from './taken-sheets.ts';

const path = '/api/v1/course/cases/:id/sessions', mine = '/api/v1/course/my/sessions';
const sessionId = z.object({ sessionId: z.uuid() }), ofCourse = courseId.extend(sessionId.shape);
const faultCodes = { county: 'countyMissing', school: 'schoolMissing', title: 'titleMissing', name: 'nameMissing', otherCounty: 'countyOther', uninvitedCounty: 'countyUninvited' } as const satisfies Record<DisplayNameFault, keyof typeof fieldProblems>;
type CourseVisit = Visit<{ id: string }, any, any>;
type MyVisit = Pick<Visit<unknown, unknown, unknown>, 'em' | 'person'>;

/** Until a list was handed in. @throws {ProblemError} `notFound`, `notAllowed`, `listProtected`, `wrongStatus` */
async function changeable(visit: CourseVisit): Promise<LoadedCase> {
  const found = await courseFor(visit, ['owner']);
  if (!allows(course, 'delete', found.status)) refuse(course.actions.delete.notYet[found.status as keyof typeof course.actions.delete.notYet] ?? 'wrongStatus');
  return found;
}
/** @throws {ProblemError} `notOnline`; `invalid`, for times outside the days of the course, and for counties that there are none of */
async function checkedSession({ em }: Pick<CourseVisit, 'em'>, { id }: LoadedCase, form: SessionForm): Promise<void> {
  const days = await meetingCourse(em, id), from = instantOf(days.startsAt), to = instantOf(days.endsAt);
  if (!days.online) refuse('notOnline');
  const outside = (['startsAt', 'endsAt'] as const).filter((name) => instantOf(form[name]) < from || instantOf(form[name]) > to);
  const errors = outside.map((name) => ({ pointer: `/${name}`, code: 'outsideCourse' }));
  if (form.counties.some((county) => county !== days.county && !counties.includes(county))) errors.push({ pointer: '/counties', code: 'unknownCode' });
  if (errors.length) refuse('invalid', { errors });
}
const theSession = async ({ em }: Pick<CourseVisit, 'em'>, { id }: LoadedCase, only: string): Promise<SessionRow> => (await sessionsOf(em, id, only))[0] ?? refuse('notFound');
/** @throws {ProblemError} `notAllowed`; `notFound` for who was not accepted */
async function mySession({ em, person }: MyVisit, id: string, now: number): Promise<MySession> {
  if (!isTeacher(person)) refuse('notAllowed');
  return (await mySessions(em, person.accountId, now, id))[0] ?? refuse('notFound');
}

export function sessionRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path, summary: '研習場次', params: courseId, response: trainingSessions, problems: ['notFound'],
    async handle(visit) {
      const found = await readableCourse(visit);
      return { items: (await sessionsOf(visit.em, found.id)).map((session) => presentSession(session, seesPeople(visit, found))) };
    },
  });
  route(routes, {
    method: 'put', path: `${path}/:sessionId`, summary: '新增或修改研習場次', params: ofCourse, body: sessionForm, response: trainingSession, problems: ['notFound', 'notAllowed', 'invalid', 'listProtected', 'wrongStatus', 'notOnline'],
    async handle(visit) {
      const found = await changeable(visit), { em, body, params } = visit;
      await checkedSession(visit, found, body);
      if (!(await putSession(em, found.id, params.sessionId, body))) refuse('notFound');
      return presentSession(await theSession(visit, found, params.sessionId), true);
    },
  });
  route(routes, {
    method: 'delete', path: `${path}/:sessionId`, summary: '刪除研習場次', params: ofCourse, problems: ['notFound', 'notAllowed', 'listProtected', 'wrongStatus', 'attended'],
    async handle(visit) {
      const found = await changeable(visit), { id } = await theSession(visit, found, visit.params.sessionId);
      if (!(await removeSession(visit.em, found.id, id))) refuse('attended');
    },
  });
  attendanceRoutes(routes);
  checkInRoutes(routes);
}
interface AttendanceFile { readonly found: LoadedCase; readonly session: SessionRow; readonly file: SheetFile; readonly read: ReadAttendance }
/** @throws {ProblemError} `notFound`, `notAllowed`, `tooLarge`, `fileUnreadable` */
async function attendanceIn(visit: Visit<{ id: string; sessionId: string }, { name: string }, ReadFile>): Promise<AttendanceFile> {
  const found = await courseWithPeople(visit, 'attendance', ['owner']), session = await theSession(visit, found, visit.params.sessionId), file = { name: visit.query.name, bytes: await visit.body() };
  return { found, session, file, read: await readAttendance(visit.em, session, await readSheet(file.bytes, file.name)) };
}
function attendanceRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: `${path}/:sessionId/attendance`, summary: '簽到退紀錄', params: ofCourse, response: attendanceList, problems: ['notFound', 'notAllowed'],
    async handle(visit) {
      const found = await courseWithPeople(visit, 'attendance'), { id } = await theSession(visit, found, visit.params.sessionId);
      return { items: await attendanceOf(visit.em, id, visit.desk) };
    },
  });
  route(routes, {
    method: 'post', path: `${path}/:sessionId/attendance`, summary: '匯入簽到退紀錄', params: ofCourse, query: uploadQuery, body: fileUpTo(SHEET_BYTES), response: sheetImport, problems: ['notFound', 'notAllowed', 'invalid', 'malformed', 'tooLarge', 'fileUnreadable'],
    async handle(visit) {
      const { found, session, file, read } = await attendanceIn(visit), { em, desk: { sealing }, person: { accountId } } = visit, at = new Date(nowOf(found, Date.now()));
      const added = await em.transactional(async (held) => {
        const taken = await takeAttendance(held, session.id, read);
        await rememberSheet(held, sealing, { caseId: found.id, kind: 'attendance', sessionId: session.id, accountId, file, taken, bad: read.bad, at });
        return taken;
      });
      return { added, bad: shownBad(read.bad, visit.language) };
    },
  });
  route(routes, {
    method: 'post', path: `${path}/:sessionId/attendance/preview`, summary: '簽到退紀錄，先預覽', params: ofCourse, query: uploadQuery, body: fileUpTo(SHEET_BYTES), response: sheetPreview, problems: ['notFound', 'notAllowed', 'invalid', 'malformed', 'tooLarge', 'fileUnreadable'],
    async handle(visit) {
      const { session, read } = await attendanceIn(visit);
      return { ...(await weighAttendance(visit.em, session.id, read)), bad: shownBad(read.bad, visit.language) };
    },
  });
}
function checkInRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: mine, summary: '我的研習場次', response: trainingSessions, problems: ['notAllowed'],
    async handle({ em, person }) {
      const now = Date.now();
      return { items: (isTeacher(person) ? await mySessions(em, person.accountId, now) : refuse('notAllowed')).map((session) => presentMySession(session, now)) };
    },
  });
  route(routes, {
    method: 'post', path: `${mine}/:sessionId/sign-in`, summary: '簽到', params: sessionId, body: checkIn, response: trainingSession, problems: ['notFound', 'notAllowed', 'invalid', 'sessionClosed', 'displayName'],
    async handle(visit) {
      const now = Date.now(), session = await mySession(visit, visit.params.sessionId, now), { displayName } = visit.body;
      if (session.mine) return presentMySession(session, now);
      if (!mayCheckIn(session, now)) refuse('sessionClosed');
      const fault = faultInDisplayName(displayName, { name: session.teacherName, ...(session.countyName ? { county: session.countyName } : {}) }, session.counties);
      if (fault) refuse('displayName', { errors: [{ pointer: '/displayName', code: faultCodes[fault] }] });
      await signIn(visit.em, session.id, session.teacherId, displayName, nowOf(session, now));
      return presentMySession(await mySession(visit, session.id, now), now);
    },
  });
  route(routes, {
    method: 'post', path: `${mine}/:sessionId/sign-out`, summary: '簽退', params: sessionId, response: trainingSession, problems: ['notFound', 'notAllowed', 'notSignedIn', 'signOutClosed'],
    async handle(visit) {
      const now = Date.now(), session = await mySession(visit, visit.params.sessionId, now);
      if (!maySignOut(session, now)) refuse('signOutClosed');
      if (!(await signOut(visit.em, session.id, session.teacherId, nowOf(session, now)))) refuse('notSignedIn');
      return presentMySession(await mySession(visit, session.id, now), now);
    },
  });
}
