/** Loads a list of schools. Good rows are kept, bad ones named by row, column and reason; the same file again changes nothing. Spec 8.4. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import { counties, countyId, countyOfCode, NATION_ID, SYSTEM_ID } from './counties.ts';
import { Refusal, type AdminCommand } from './operator.ts';
import { COLUMNS, headingOf, rules, type Heading, type SchoolRow } from './school-columns.ts';

export interface BadRow { /** line of the file, the heading is 1 */ readonly line: number; readonly column: string; readonly reason: string }
export interface SchoolImport { readonly added: number; readonly changed: number; readonly unchanged: number; readonly bad: readonly BadRow[] }

const BATCH = 500;

export const importSchoolsCommand: AdminCommand = async ({ orm, say }, [file]) => {
  if (!file) throw new Refusal('Which file? npm run admin -- import-schools FILE.csv');
  const { added, changed, unchanged, bad } = await importSchools(orm, file);
  for (const { line, column, reason } of bad) say(`row ${line}, ${column}: ${reason}`);
  say(`${added} schools added, ${changed} changed, ${unchanged} unchanged, ${new Set(bad.map(({ line }) => line)).size} rows refused.`);
  return bad.length === 0;
};

/** @param file CSV in UTF-8 with one of the two headings of `school-columns.ts`. @throws {Refusal} where it is no such table */
export async function importSchools(orm: MikroORM, file: string): Promise<SchoolImport> {
  await orm.em.fork().transactional(writeAuthorities);
  const bad: BadRow[] = [], seen = new Map<string, number>(), done = { added: 0, changed: 0, unchanged: 0 };
  let batch: SchoolRow[] = [];
  const flush = async (): Promise<void> => {
    const { added, changed } = await orm.em.fork().transactional((em) => writeSchools(em, batch, basename(file)));
    done.added += added;
    done.changed += changed;
    done.unchanged += batch.length - added - changed;
    batch = [];
  };
  for await (const { record, info, heading } of parsed(file, bad)) {
    const row = heading.rowOf(Object.fromEntries(COLUMNS.map((column) => [column, (record[heading.names[column] ?? ''] ?? '').trim()])) as SchoolRow);
    const problems = problemsOf(row, heading, info.lines, seen);
    if (problems.length) bad.push(...problems);
    else batch.push(row);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return { ...done, bad };
}
function problemsOf(row: SchoolRow, { names }: Heading, line: number, seen: Map<string, number>): BadRow[] {
  const broken = COLUMNS.flatMap((column): BadRow[] => {
    const reason = rules[column](row[column], row), derived = names[column] === undefined;
    if (!reason || (derived && rules.code(row.code, row))) return [];
    return [derived ? { line, column: names.code!, reason: `${row.code} does not tell the ${column}` } : { line, column: names[column]!, reason }];
  });
  const twin = seen.get(row.code);
  if (twin !== undefined && row.code) broken.push({ line, column: names.code!, reason: `${row.code} stands in row ${twin} too` });
  else seen.set(row.code, line);
  return broken;
}

interface Parsed { readonly record: Record<string, string | undefined>; readonly info: { readonly lines: number } }
/** One row at a time, however long the file. A line that is no CSV is bad, and the next is read. */
async function* parsed(file: string, bad: BadRow[]): AsyncGenerator<Parsed & { readonly heading: Heading }> {
  let heading: Heading | undefined;
  const columns = (first: string[]): string[] => {
    const names = first.map((name) => name.trim()), found = headingOf(names);
    if ('missing' in found) throw new Refusal(`${basename(file)} has no column ${found.missing.join(', ')}; its first line must name them.`);
    heading = found;
    return names;
  };
  const parser = parse({
    columns, info: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true, skip_records_with_error: true,
    on_skip(error) {
      if (error) bad.push({ line: Number(error['lines']), column: String(error['column'] ?? '-'), reason: error.message });
      return undefined;
    },
  });
  pipeline(Readable.from(decoded(file)), parser, () => undefined);   // a failure of the file comes out of the parser
  for await (const one of parser as AsyncIterable<Parsed>) yield { ...one, heading: heading! };
}
async function* decoded(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) yield decoder.decode(chunk as Uint8Array, { stream: true });
    yield decoder.decode();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? new Refusal(`${basename(file)} is not UTF-8: save it as "CSV UTF-8".`) : code === 'ENOENT' ? new Refusal(`There is no file ${file}.`) : error;
  }
}

/** The nation, the counties and the system itself. */
async function writeAuthorities(em: EntityManager): Promise<void> {
  await rows(em, sql`insert into organisation (id, kind, name, source) values (${NATION_ID}, 'nation', '教育部國民及學前教育署', 'built in'), (${SYSTEM_ID}, 'system', '就學通', 'built in') on conflict (id) do nothing`);
  await rows(em, sql`insert into organisation (id, kind, name, source) select id, 'county', name, 'built in' from jsonb_to_recordset(${JSON.stringify(counties.map((county) => ({ id: countyId(county), name: county.name })))}::jsonb) as c (id text, name text) on conflict (id) do nothing`);
}
/** @returns how many rows are new and how many differ from what stood there */
async function writeSchools(em: EntityManager, schools: readonly SchoolRow[], source: string): Promise<{ added: number; changed: number }> {
  const given = schools.map((school) => ({ ...school, county_id: countyId(countyOfCode(school.code)!) }));
  const written = await rows<{ added: boolean }>(em, sql`insert into organisation (id, kind, name, county_id, jurisdiction, ownership, school_kind, source)
    select code, 'school', name, county_id, jurisdiction, ownership, kind, ${source} from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as s (code text, name text, county_id text, jurisdiction text, ownership text, kind text)
    on conflict (id) do update set name = excluded.name, county_id = excluded.county_id, jurisdiction = excluded.jurisdiction, ownership = excluded.ownership, school_kind = excluded.school_kind, source = excluded.source
      where (organisation.name, organisation.county_id, organisation.jurisdiction, organisation.ownership, organisation.school_kind) is distinct from (excluded.name, excluded.county_id, excluded.jurisdiction, excluded.ownership, excluded.school_kind)
    returning xmax = 0 as added`);
  return { added: written.filter(({ added }) => added).length, changed: written.filter(({ added }) => !added).length };
}
