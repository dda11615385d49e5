/** 回饋問卷 over HTTP: asked of those who were accepted, told to who gave the course and the centre. Spec 5.2 T, 5.6. */
import { nowOf } from '../cases/moments.ts';
import type { LoadedCase } from '../cases/queries.ts';
import { fileUpTo, type ReadFile } from '../http/file-body.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes, type Visit } from '../http/route.ts';
import { shownBad } from './bad-row.ts';
import { questionnaire, questionnaireAnswer, questionnaireResults, sheetImport, sheetPreview, uploadQuery } from './contract.ts';
import { readSheet, SHEET_BYTES } from './list-file.ts';
import { courseFor } from './named-people.ts';
import { countAnswers, endOfPaperCourse, readAnswers, replaceAnswers, type ReadAnswers } from './paper-answers.ts';
import { courseCode } from './public-routes.ts';
import { askedOf, keepAnswer, resultsOf, type Asked } from './questionnaires.ts';
import { courseId } from './readable-course.ts';
import { isTeacher } from './registering.ts';
import { rememberSheet, type SheetFile } from './taken-sheets.ts';

const path = '/api/v1/course/public/:code/questionnaire';

/** @throws {ProblemError} `notAllowed`; `notFound` for who was not accepted */
async function asked({ em, person, params }: Pick<Visit<{ code: string }, unknown, unknown>, 'em' | 'person' | 'params'>): Promise<Asked> {
  if (!isTeacher(person)) refuse('notAllowed');
  return (await askedOf(em, person.accountId, params.code, Date.now())) ?? refuse('notFound');
}
interface AnswerFile { readonly found: LoadedCase; readonly endsOn: string; readonly file: SheetFile; readonly read: ReadAnswers }
/** @throws {ProblemError} `notFound`, `notAllowed`, `questionnaireClosed`, `tooLarge`, `fileUnreadable` */
async function answersIn(visit: Visit<{ id: string }, { name: string }, ReadFile>): Promise<AnswerFile> {
  const found = await courseFor(visit, ['owner']), endsOn = (await endOfPaperCourse(visit.em, found.id, Date.now())) ?? refuse('questionnaireClosed'), file = { name: visit.query.name, bytes: await visit.body() };
  return { found, endsOn, file, read: readAnswers(await readSheet(file.bytes, file.name)) };
}
export function questionnaireRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path, summary: '回饋問卷', params: courseCode, response: questionnaire, problems: ['notAllowed', 'notFound'],
    async handle(visit) {
      const { open, done, anonymous, voluntary } = await asked(visit);
      return { open, done, anonymous, voluntary };
    },
  });
  route(routes, {
    method: 'post', path, summary: '填寫回饋問卷', params: courseCode, body: questionnaireAnswer, problems: ['invalid', 'notAllowed', 'notFound', 'questionnaireClosed', 'answeredBefore'],
    async handle(visit) {
      const it = await asked(visit);
      if (!it.open) refuse('questionnaireClosed');
      if (!(await keepAnswer(visit.em, it, visit.body))) refuse('answeredBefore');
    },
  });
  route(routes, {
    method: 'get', path: '/api/v1/course/cases/:id/questionnaire', summary: '回饋問卷統計', params: courseId, response: questionnaireResults, problems: ['notFound', 'notAllowed'],
    handle: async (visit) => resultsOf(visit.em, (await courseFor(visit)).id),
  });
  route(routes, {
    method: 'post', path: '/api/v1/course/cases/:id/questionnaire', summary: '紙本問卷上傳', params: courseId, query: uploadQuery, body: fileUpTo(SHEET_BYTES), response: sheetImport, problems: ['notFound', 'notAllowed', 'questionnaireClosed', 'invalid', 'malformed', 'tooLarge', 'fileUnreadable'],
    async handle(visit) {
      const { found, endsOn, file, read: { good, bad } } = await answersIn(visit), { em, desk: { sealing }, person: { accountId } } = visit;
      await em.transactional(async (held) => {
        await replaceAnswers(held, found.id, good, endsOn);
        await rememberSheet(held, sealing, { caseId: found.id, kind: 'answers', accountId, file, taken: good.length, bad, at: new Date(nowOf(found, Date.now())) });
      });
      return { added: good.length, bad: shownBad(bad, visit.language) };
    },
  });
  route(routes, {
    method: 'post', path: '/api/v1/course/cases/:id/questionnaire/preview', summary: '紙本問卷，先預覽', params: courseId, query: uploadQuery, body: fileUpTo(SHEET_BYTES), response: sheetPreview, problems: ['notFound', 'notAllowed', 'questionnaireClosed', 'invalid', 'malformed', 'tooLarge', 'fileUnreadable'],
    async handle(visit) {
      const { found, read: { good, bad } } = await answersIn(visit);
      return { good: good.length, replaces: await countAnswers(visit.em, found.id), bad: shownBad(bad, visit.language) };
    },
  });
}
