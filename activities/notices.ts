/** Who is told what: the outbox is filled with the event, and emptied here. Mails name the case by its number, never a person (spec 11). */
import type { Change } from '#case/state';
import { keyOf } from '#case/state';
import { UNDO_MS } from '#case/step';
import { bySystem, type Lifecycle } from '#case/table';
import type { By, Relation, Role } from '#domain/roles';
import { rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import type { Mailer } from './adapters/mailer.ts';

/** Message kinds of spec appendix B. */
export type NoticeKind = 'TASK-NEW' | 'TASK-DUE' | 'TASK-ESC' | 'NEWS' | 'DONE' | 'C-AUTO';
interface NoticeRow { kind: NoticeKind; /** the deadline, the news or the action */ deadline: string; level: number | null; told: By; due_on: string | null; /** while it can still be taken back */ held_ms?: number }

/** A task that opens, a reminder, or a level of lateness; each once, because its event is. */
export function noticesOf(table: Lifecycle, { event, before, opened, moved, state }: Change): NoticeRow[] {
  if (event.kind === 'reminder' || event.kind === 'late') {
    const definition = table.deadlines[event.name]!, row = moved[0]!;
    const level = event.level ?? null;
    return [{ kind: level ? 'TASK-ESC' : 'TASK-DUE', deadline: keyOf(row), level, told: level ? definition.tells[level - 1]! : definition.reminds, due_on: row.dueOn }];
  }
  const heard = event.kind === 'news' ? table.news[event.name]?.tells : undefined;
  if (heard) return [{ kind: 'NEWS', deadline: event.name, level: null, told: heard, due_on: null }];
  if (event.kind !== 'action') return [];
  const action = table.actions[event.name]!, automatic = bySystem(action);
  // what the system notes in a case that stays where it was is told by the task that it opens
  const told = automatic && before === state.status ? undefined : action.tells;
  const done: NoticeRow[] = told ? [{ kind: automatic ? 'C-AUTO' : 'DONE', deadline: event.name, level: null, told, due_on: null }] : [];
  const asked = opened.filter((row) => !row.window).map((row): NoticeRow => ({ kind: 'TASK-NEW', deadline: keyOf(row), level: null, told: table.deadlines[row.deadline]!.reminds, due_on: row.dueOn }));
  // for ten seconds after a grave action nobody is told: what it opened is in the inbox already
  return [...done, ...asked].map((notice) => (action.grave ? { ...notice, held_ms: UNDO_MS } : notice));
}

interface Claimed { id: string; case_id: string; kind: NoticeKind; level: number | null; deadline: string; told: By; due_on: string | null; number: string | null; /** of the course: what a case without a student is known by */ title: string | null; lifecycle: string }
interface Recipient { notice: string; id: string; email: string; name: string }
export const BATCH = 100;

/** Sends what stands in the outbox, in four statements however many. A mail is unique by notice and account, so a crash repeats nothing. @returns how many notices were sent */
export async function deliverNotices(orm: MikroORM, mailer: Mailer): Promise<number> {
  return orm.em.fork().transactional(async (em) => {
    const claimed = await rows<Claimed>(em, sql`select n.id, n.case_id, n.kind, n.level, n.deadline, n.told, n.due_on::text, c.number, c.title, c.lifecycle from notice n join case_file c on c.id = n.case_id where n.not_before <= now()
      order by n.created_at limit ${BATCH} for update of n skip locked`);
    if (!claimed.length) return 0;
    const recipients = Map.groupBy(await recipientsOf(em, claimed), (one) => one.notice);
    await mailer.send(em, claimed.flatMap((notice) => (recipients.get(notice.id) ?? []).map((recipient) => ({ notice, recipient }))));
    await rows(em, sql`delete from notice where id = any (${claimed.map(({ id }) => id)}::uuid[])`);
    return claimed.length;
  });
}
/** For each notice the accounts that hold one of its roles in one of its relations to the case. The organisation is said first: there are few grants at each. */
async function recipientsOf(em: EntityManager, notices: readonly Claimed[]): Promise<Recipient[]> {
  const asked = notices.flatMap(({ id, case_id, told }) => (Object.entries(told) as [Role, readonly Relation[]][]).flatMap(([role, relations]) => relations.map((relation) => ({ notice: id, case_id, role, relation }))));
  return rows<Recipient>(em, sql`select distinct t.notice, a.id, a.email, a.name from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as t (notice uuid, case_id uuid, role text, relation text) join case_file c on c.id = t.case_id
    join role_grant g on g.role = t.role and g.organisation_id = case when t.relation = 'county' or (t.relation = 'jurisdiction' and c.jurisdiction = 'county') then c.county_id when t.relation in ('nation', 'jurisdiction') then 'k12ea' else c.school_id end
      and (t.relation <> 'own' or g.account_id = c.author_id) and (t.relation <> 'assigned' or g.account_id = any (c.assignee_ids))
    join account a on a.id = g.account_id and a.status = 'normal'
    union select n.id, a.id, a.email, a.name from notice n join account a on a.id = n.account_id and a.status = 'normal' where n.id = any (${notices.map(({ id }) => id)}::uuid[])`);
}
