/** The hands of 結案後修改. Spec 5.8. */
import type { AmendmentFacts } from '#lifecycle/amendment';
import { rows, sql, type MikroORM } from '#db/orm';
import type { EffectInput } from '#workflows/activities';
import type { Effective, MakeEffective } from './effective.ts';

export const amendmentRecord: MakeEffective = ({ event }) => (event.kind === 'action' && writers[event.name]) || {};
const writers: Readonly<Record<string, Effective>> = {
  open: { then: (em, { state }, body) => rows(em, sql`with course as (select c.id, c.title, c.number from case_file c where c.id = ${(state.facts as AmendmentFacts).courseId}),
      titled as (update case_file f set title = course.title from course where f.id = ${state.caseId})
    insert into amendment (case_id, course_id, form) select ${state.caseId}::uuid, id, ${JSON.stringify(body)}::jsonb from course`) },
  sendBatch: { riding: sql`letter as (update amendment a set letter = body ->> 'letterNo' from written, submission where a.case_id = written.id)` },
};

export interface AmendmentEffects { changeCourse(effect: EffectInput): Promise<void> }
export function amendmentEffects(orm: MikroORM): AmendmentEffects {
  return {
    /** What was applied for stands in the course from now on; its hours are untouched. */
    async changeCourse({ caseId }) {
      await rows(orm.em.fork(), sql`with wanted as (select a.course_id, a.form -> 'changes' as changes, case when a.form ? 'grams' then array_to_tsvector(array(select jsonb_array_elements_text(a.form -> 'grams'))) end as grams, a.form ->> 'place' as place from amendment a where a.case_id = ${caseId}),
          changed as (update course c set form = c.form || w.changes, name = coalesce(w.changes ->> 'name', c.name), place = coalesce(w.place, c.place), grams = coalesce(w.grams, c.grams),
            stages = case when w.changes ? 'audience' then array(select jsonb_array_elements_text(w.changes -> 'audience')) else c.stages end from wanted w where c.case_id = w.course_id returning c.case_id, c.name)
        update case_file f set title = changed.name from changed where f.id = changed.case_id`);
    },
  };
}
