/** 回饋問卷: who has answered is known, and what was answered; of an anonymous one nobody can say who answered what. Spec 5.2 T, 5.6. */
import { randomUUID } from 'node:crypto';
import type { Instant } from '#domain/plain-date';
import { row, rows, sql, type EntityManager } from '#db/orm';
import { caseToday } from '../cases/queries.ts';
import type { QuestionnaireResults } from './contract.ts';

export const QUESTIONS = 5;
export const SCORES = [1, 2, 3, 4, 5];

export interface Asked { readonly caseId: string; readonly teacherId: string; readonly open: boolean; readonly done: boolean; readonly anonymous: boolean; readonly voluntary: boolean; /** by the case's clock */ readonly today: string }
/** Of a teacher who was accepted; open from the day after the course. */
export const askedOf = (em: EntityManager, accountId: string, code: string, now: Instant): Promise<Asked | undefined> =>
  row<Asked>(em, sql`select c.id as "caseId", t.id as "teacherId", c.state #> '{happened,delete}' is null and k.form #>> '{questionnaire,mode}' in ('system', 'direct') and k.ends_on < ${caseToday(now)} as open,
      exists (select from questionnaire_done d where d.case_id = c.id and d.teacher_id = t.id) as done, (k.form #>> '{questionnaire,anonymous}')::boolean as anonymous, (k.form #>> '{questionnaire,voluntary}')::boolean as voluntary, ${caseToday(now)}::text as today
    from case_file c join course k on k.case_id = c.id join registration r on r.case_id = c.id and r.state = 'accepted' join teacher t on t.id = r.teacher_id where c.number = ${code} and t.account_id = ${accountId}`);

export interface Answer { readonly scores: readonly number[]; readonly comment: string }
/** @returns false where this teacher has answered before */
export function keepAnswer(em: EntityManager, { caseId, teacherId, anonymous, today }: Asked, { scores, comment }: Answer): Promise<boolean> {
  return em.transactional(async (held) => {
    await rows(held, sql`select from enrolment where case_id = ${caseId} for update`);
    const first = await row(held, sql`insert into questionnaire_done (case_id, teacher_id) values (${caseId}, ${teacherId}) on conflict do nothing returning case_id`);
    if (!first) return false;
    await rows(held, sql`insert into questionnaire_answer (id, case_id, teacher_id, scores, comment, answered_at) values (${randomUUID()}, ${caseId}, ${anonymous ? null : teacherId}, ${scores}::int[], ${comment}, ${today}::date::timestamp at time zone 'Asia/Taipei')`);
    if (anonymous) await shuffle(held, caseId);
    return true;
  });
}
/** The store keeps rows in the order they came, and each with its transaction: both would say which answer belongs to whom. So all are written anew, in no order. */
const shuffle = (em: EntityManager, caseId: string) => rows(em, sql`with taken as (delete from questionnaire_answer where case_id = ${caseId} and teacher_id is null returning *)
  insert into questionnaire_answer (id, case_id, teacher_id, scores, comment, answered_at) select gen_random_uuid(), case_id, null, scores, comment, answered_at from taken order by random()`);

interface Counted { readonly paper: boolean; readonly asked: number; readonly answers: readonly Answer[] }
export async function resultsOf(em: EntityManager, caseId: string): Promise<QuestionnaireResults> {
  const { paper, asked, answers } = (await row<Counted>(em, sql`select (select form #>> '{questionnaire,mode}' = 'paper' from course where case_id = ${caseId}) as paper, (select count(*)::int from registration where case_id = ${caseId} and state = 'accepted') as asked,
    coalesce((select jsonb_agg(jsonb_build_object('scores', scores, 'comment', comment) order by id) from questionnaire_answer where case_id = ${caseId}), '[]') as answers`))!;
  const perQuestion = Array.from({ length: QUESTIONS }, (_, nth) => answers.map(({ scores }) => scores[nth]!));
  return {
    paper, asked, answered: answers.length, averages: perQuestion.map((scores) => (scores.length ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null)),
    spread: perQuestion.map((scores) => SCORES.map((wanted) => scores.filter((score) => score === wanted).length)), comments: answers.map(({ comment }) => comment).filter(Boolean),
  };
}
