/** What a search and a timeline ask of a store with a school year in it: by its indexes, never by looking through a whole table. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, sql, type EntityManager, type RawBuilder } from '#db/orm';
import { matching, summaryOf } from '../../api/cases/queries.ts';
import { whoseEvents } from '../../api/cases/timeline.ts';
import { newDatabase, type OwnDatabase } from './own-database.ts';

const CASES = 20_000, [account, caseId] = [randomUUID(), randomUUID()];
let own: OwnDatabase, em: EntityManager;
const nameOf = (n: string) => sql.raw(`chr(20000 + ${n} % 997) || chr(22000 + ${n} % 89) || chr(23000 + ${n} % 83)`);

beforeAll(async () => {
  own = await newDatabase();
  em = own.orm.em.fork();
  await rows(em, sql`insert into organisation (id, kind, name, source) values ('S', 'school', 'S', 'test')`);
  await rows(em, sql`insert into account (id, login, name, email) values (${account}, 'a', '承辦人', 'a@example.edu.tw')`);
  await rows(em, sql`insert into student (id, id_no_sealed, id_no_index, name, birth_date, sex) select md5('s' || n)::uuid, '', 'index' || n, ${nameOf('n')}, '2010-01-01', 'male' from generate_series(1, ${CASES}::int) as n`);
  await rows(em, sql`insert into case_file (id, lifecycle, number, title, status, since, version, sequence, school_id, county_id, jurisdiction, author_id, student_id, opened_at, changed_at, state)
    select case n when 1 then ${caseId}::uuid else md5('c' || n)::uuid end, 'dropout', '1150' || lpad(n::text, 6, '0'), case n % 2 when 0 then '課程' || ${nameOf('n')} end, 'submitted', now(), 1, 1, 'S', 'S', 'county', ${account}, md5('s' || n)::uuid, now(), now() - n * interval '1 minute', '{}' from generate_series(1, ${CASES}::int) as n`);
  await rows(em, sql`insert into submission (id, case_id, action, account_id, body, body_hash) select md5('k' || n)::uuid, ${caseId}, 'sendRecord', ${account}, jsonb_build_object('content', '第' || n || '筆'), '' from generate_series(1, ${CASES}::int) as n`);
  await rows(em, sql`insert into case_event (case_id, sequence, version, kind, name, status_before, status_after, person_id, role, command_id, at, rows, receipt)
    select ${caseId}, n, n, 'action', 'sendRecord', 'submitted', 'submitted', case n when 3 then 'system' else ${account} end, 'leaver_main', case n when 3 then ${`${caseId}/3`} else md5('k' || n)::uuid::text end, now(), '{}', '' from generate_series(1, 3) as n`);
  // as it would stand a minute later: what was added last lies beside the trigrams, in a list of its own
  await rows(em, sql`vacuum analyze`);
});
afterAll(() => own.drop());

async function planOf(query: RawBuilder<unknown>): Promise<string> {
  return (await rows<{ 'QUERY PLAN': string }>(em, sql`explain ${query}`)).map((line) => line['QUERY PLAN']).join('\n');
}
const search = (q: string, idNoIndex?: string): RawBuilder<unknown> => sql`select c.number from case_file c ${summaryOf.joins} where ${matching(q, idNoIndex)} order by c.changed_at desc limit 51`;
const found = async (q: string, idNoIndex?: string): Promise<string[]> => (await rows<{ number: string }>(em, search(q, idNoIndex))).map(({ number }) => number);

describe('a search', () => {
  it('by a whole national ID goes from the ID to the student and from there to the cases', async () => {
    const plan = await planOf(search('', 'index77'));
    expect(plan).toMatch(/Index Scan using student_id_no_index_key on student found[^]*case_file_student/);
    expect(plan).not.toMatch(/Seq Scan on (student|case_file)/);
    expect(await found('', 'index77')).toEqual(['1150000077']);
  });

  it('by three characters of a number, a title or a name finds them by their indexes', async () => {
    const [{ name }] = await rows<{ name: string }>(em, sql`select name from student where id_no_index = 'index77'`) as [{ name: string }], plan = await planOf(search(name));
    for (const index of ['case_file_number', 'case_file_title', 'student_name', 'case_file_student']) expect(plan).toContain(`on ${index}`);
    expect(plan).not.toMatch(/Seq Scan on (student|case_file)/);
    expect(await found('50000077')).toEqual(['1150000077']);
    expect(await found(name)).toContain('1150000077');
  });

  it('by fewer characters finds the same as by more', async () => {
    const [{ name }] = await rows<{ name: string }>(em, sql`select name from student where id_no_index = 'index78'`) as [{ name: string }], [first, second] = [...name];
    const among = async (q: string) => new Set(await found(q));
    expect([(await among(`程${first}`)).has('1150000078'), (await among(`${first}${second}`)).has('1150000078')]).toEqual([true, true]);
  });
});

describe('a timeline', () => {
  const events = sql`select e.sequence, a.name as by, s.body ->> 'content' as note from case_event e ${whoseEvents} where e.case_id = ${caseId} order by e.sequence`;

  it('finds who did it and what was submitted by their keys', async () => {
    const plan = await planOf(events);
    expect(plan).toContain('submission_pkey');
    expect(plan).not.toContain('Seq Scan on submission');
  });

  it('says the same of what the system did, whose ids are none of ours', async () => {
    expect(await rows(em, events)).toEqual([{ sequence: 1, by: '承辦人', note: '第1筆' }, { sequence: 2, by: '承辦人', note: '第2筆' }, { sequence: 3, by: null, note: null }]);
  });
});
