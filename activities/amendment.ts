/** The hands of 結案後修改. Spec 5.8. */
import type { Change } from '#case/state';
import type { AmendmentFacts } from '#lifecycle/amendment';
import { row, rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import type { EffectInput } from '#workflows/activities';
import type { MakeEffective } from './case-record.ts';

export const amendmentRecord: MakeEffective = async (em, change) => {
  if (change.event.by.role === 'system') return;
  const submission = await row<{ body: object }>(em, sql`update submission set effective_sequence = ${change.state.sequence} where id = ${change.event.commandId}::uuid returning body`);
  if (change.event.kind === 'action') await writers[change.event.name]?.(em, change, submission!.body);
};
const writers: Readonly<Record<string, (em: EntityManager, change: Change, body: object) => Promise<unknown>>> = {
  open: (em, { state }, body) => rows(em, sql`with course as (select c.id, c.title, c.number from case_file c where c.id = ${(state.facts as AmendmentFacts).courseId}),
      titled as (update case_file f set title = course.title from course where f.id = ${state.caseId})
    insert into amendment (case_id, course_id, form) select ${state.caseId}::uuid, id, ${JSON.stringify(body)}::jsonb from course`),
  sendBatch: (em, { state }, body) => rows(em, sql`update amendment set letter = ${(body as { letterNo: string }).letterNo} where case_id = ${state.caseId}`),
};

export interface AmendmentEffects { changeCourse(effect: EffectInput): Promise<void> }
export function amendmentEffects(orm: MikroORM): AmendmentEffects {
  return {
    /** What was applied for stands in the course from now on; its hours are untouched. */
    async changeCourse({ caseId }) {
      await rows(orm.em.fork(), sql`with wanted as (select a.course_id, a.form -> 'changes' as changes, array_to_tsvector(array(select jsonb_array_elements_text(a.form -> 'grams'))) as grams from amendment a where a.case_id = ${caseId}),
          changed as (update course c set form = c.form || w.changes, name = coalesce(w.changes ->> 'name', c.name), grams = case when w.changes ? 'name' then w.grams else c.grams end from wanted w where c.case_id = w.course_id returning c.case_id, c.name)
        update case_file f set title = changed.name from changed where f.id = changed.case_id`);
    },
  };
}
