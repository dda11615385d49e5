/** Who is told what: the outbox is filled with the event, and emptied here. Mails name the case by its number, never a person (spec 11). */
import type { Change } from '#case/state';
import { keyOf } from '#case/state';
import type { Lifecycle } from '#case/table';
import type { By, Relation, Role } from '#domain/roles';
import { rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import type { Mailer } from './adapters/mailer.ts';

/** Message kinds of spec appendix B. */
export type NoticeKind = 'TASK-NEW' | 'TASK-DUE' | 'TASK-ESC' | 'NEWS';
interface NoticeRow { kind: NoticeKind; /** the deadline, or the news */ deadline: string; level: number | null; told: By; due_on: string | null }

/** A task that opens, a reminder, or a level of lateness; each once, because its event is. */
export function noticesOf(table: Lifecycle, { event, opened, moved }: Change): NoticeRow[] {
  if (event.kind === 'reminder' || event.kind === 'late') {
    const definition = table.deadlines[event.name]!, row = moved[0]!;
    const level = event.level ?? null;
    return [{ kind: level ? 'TASK-ESC' : 'TASK-DUE', deadline: keyOf(row), level, told: level ? definition.tells[level - 1]! : definition.reminds, due_on: row.dueOn }];
  }
  const heard = event.kind === 'news' ? table.news[event.name]?.tells : undefined;
  if (heard) return [{ kind: 'NEWS', deadline: event.name, level: null, told: heard, due_on: null }];
  // for ten seconds after a grave action nobody is told: what it opened is in the inbox already
  if (event.kind !== 'action' || table.actions[event.name]!.grave) return [];
  return opened.filter((row) => !row.window).map((row) => ({ kind: 'TASK-NEW', deadline: keyOf(row), level: null, told: table.deadlines[row.deadline]!.reminds, due_on: row.dueOn }));
}

interface Claimed { id: string; case_id: string; kind: NoticeKind; level: number | null; deadline: string; told: By; due_on: string | null; number: string | null; lifecycle: string }
interface Recipient { id: string; email: string; name: string }
const BATCH = 20;

/** Sends what stands in the outbox. A mail is unique by notice and account, so a crash between two of them repeats nothing. @returns how many notices were sent */
export async function deliverNotices(orm: MikroORM, mailer: Mailer): Promise<number> {
  return orm.em.fork().transactional(async (em) => {
    const claimed = await rows<Claimed>(em, sql`select n.id, n.case_id, n.kind, n.level, n.deadline, n.told, n.due_on::text, c.number, c.lifecycle from notice n join case_file c on c.id = n.case_id
      order by n.created_at limit ${BATCH} for update of n skip locked`);
    for (const notice of claimed) {
      for (const recipient of await recipientsOf(em, notice.case_id, notice.told)) await mailer.send(em, { notice, recipient });
      await rows(em, sql`delete from notice where id = ${notice.id}`);
    }
    return claimed.length;
  });
}
/** The accounts that hold one of these roles in one of these relations to the case. */
async function recipientsOf(em: EntityManager, caseId: string, told: By): Promise<Recipient[]> {
  const pairs = (Object.entries(told) as [Role, readonly Relation[]][]).flatMap(([role, relations]) => relations.map((relation) => ({ role, relation })));
  return rows<Recipient>(em, sql`select distinct a.id, a.email, a.name from case_file c join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as t (role text, relation text) on true
    join role_grant g on g.role = t.role and case t.relation
      when 'own' then g.account_id = c.author_id and g.organisation_id = c.school_id when 'assigned' then g.account_id = any (c.assignee_ids) when 'school' then g.organisation_id = c.school_id
      when 'county' then g.organisation_id = c.county_id when 'nation' then true
      when 'jurisdiction' then (c.jurisdiction = 'county' and g.organisation_id = c.county_id) or (c.jurisdiction = 'k12ea' and g.organisation_id = 'k12ea') end
    join account a on a.id = g.account_id and a.status = 'normal' where c.id = ${caseId}`);
}
