/** 紙本問卷上傳: answers that came on paper, copied into a sheet by who gave the course. Spec 5.2 T, 5.6. */
import type { Instant } from '#domain/plain-date';
import { row, rows, sql, type EntityManager } from '#db/orm';
import { caseToday } from '../cases/queries.ts';
import { badRow, type BadRow } from './bad-row.ts';
import type { SheetRow } from './list-file.ts';
import { QUESTIONS, SCORES, type Answer } from './questionnaires.ts';

/** @returns the last day of a course that asks on paper, once it is over; nothing of any other */
export const endOfPaperCourse = async (em: EntityManager, caseId: string, now: Instant): Promise<string | undefined> =>
  (await row<{ endsOn: string }>(em, sql`select k.ends_on::text as "endsOn" from course k join case_file c on c.id = k.case_id where k.case_id = ${caseId} and k.form #>> '{questionnaire,mode}' = 'paper' and k.ends_on < ${caseToday(now)}`))?.endsOn;

const MOST_WRITTEN = 500;
/** Position decides: a score for each question, then a remark. */
function answerIn(cells: readonly string[]): Answer | undefined {
  const scores = Array.from({ length: QUESTIONS }, (_, nth) => Number(cells[nth]?.normalize('NFKC').trim() || NaN));
  return scores.every((score) => SCORES.includes(score)) ? { scores, comment: [...(cells[QUESTIONS] ?? '').trim()].slice(0, MOST_WRITTEN).join('') } : undefined;
}
export interface ReadAnswers { readonly good: readonly Answer[]; readonly bad: readonly BadRow[] }
export function readAnswers(sheet: readonly SheetRow[]): ReadAnswers {
  const read = sheet.map(({ row: line, cells }) => ({ line, cells, answer: answerIn(cells) }));
  return { good: read.flatMap(({ answer }) => answer ?? []), bad: read.filter(({ answer }) => !answer).map(({ line, cells }) => badRow(line, cells.join(' '), 'score')) };
}
export const countAnswers = async (em: EntityManager, caseId: string): Promise<number> => (await row<{ count: number }>(em, sql`select count(*)::int as count from questionnaire_answer where case_id = ${caseId}`))!.count;
/** The sheet is all of them: it takes the place of an earlier one, so the same again changes nothing. One without a single answer takes nothing away. */
export async function replaceAnswers(em: EntityManager, caseId: string, good: readonly Answer[], endsOn: string): Promise<void> {
  if (good.length) await em.transactional(async (held) => {
    await rows(held, sql`select from enrolment where case_id = ${caseId} for update`);
    await rows(held, sql`delete from questionnaire_answer where case_id = ${caseId}`);
    await rows(held, sql`insert into questionnaire_answer (id, case_id, teacher_id, scores, comment, answered_at)
      select gen_random_uuid(), ${caseId}::uuid, null, scores, comment, ${endsOn}::date::timestamp at time zone 'Asia/Taipei' from jsonb_to_recordset(${JSON.stringify(good)}::jsonb) as a (scores int[], comment text) order by random()`);
  });
}
