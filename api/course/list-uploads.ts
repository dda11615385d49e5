/** A file of teachers, from its preview until somebody takes it over: all of it in sets, however many rows. Spec 5.7. */
import { createHash } from 'node:crypto';
import { isValidId, maskIns } from '#domain/identity-number';
import type { Language } from '#domain/label';
import { isHalfHours } from '#workflows/course/code-lists';
import { row, rows, sql, type EntityManager } from '#db/orm';
import type { Sealing } from '#db/sealing';
import { refuse } from '../http/problem-error.ts';
import { shownBad, type BadRow } from './bad-row.ts';
import type { ListUpload } from './contract.ts';
import type { SheetRow } from './list-file.ts';
import { codeIn, heldVersion, type Place } from './lists.ts';
import { rememberUpload, sealedFile, type SheetFile } from './taken-sheets.ts';

interface GoodRow { readonly row: number; readonly teacherId: string; readonly hours: number }
interface Judged { readonly good: readonly GoodRow[]; readonly bad: readonly BadRow[] }

/** How much of a file its preview shows. */
const PREVIEW = 100;
/** As little of a wrong ID as its owner needs to find it: `F100…`. */
const begins = (person: string): string => `${[...person].slice(0, 4).join('')}…`;

/** Position decides: the first column is the person, the second the hours. */
export async function judgeRows(em: EntityManager, sealing: Sealing, sheet: readonly SheetRow[], courseHours: number): Promise<Judged> {
  const given = sheet.map(({ row: line, cells: [person = '', hours = ''] }) => ({ row: line, person, hours, index: sealing.blindIndex(person), code: codeIn(person) }));
  const known = await rows<{ row: number; teacherId: string }>(em, sql`select g.row, coalesce(byid.id, bycode.id) as "teacherId" from jsonb_to_recordset(${JSON.stringify(given.map(({ row: line, index, code }) => ({ row: line, index, code })))}::jsonb) as g (row int, index text, code text)
    left join teacher byid on byid.id_no_index = g.index left join teacher bycode on byid.id is null and bycode.person_code = g.code where byid.id is not null or bycode.id is not null`);
  const teachers = new Map(known.map(({ row: line, teacherId }) => [line, teacherId])), seen = new Set<string>(), good: GoodRow[] = [], bad: BadRow[] = [];
  for (const { row: line, person, hours: text } of given) {
    const teacherId = teachers.get(line), hours = Number(text.normalize('NFKC') || NaN);
    const code: BadRow['code'] | undefined = !teacherId ? (isValidId(person) ? 'teacherUnknown' : 'idNo') : !(hours > 0 && hours <= courseHours) ? 'hours' : !isHalfHours(hours) ? 'halfHours' : seen.has(teacherId) ? 'twice' : undefined;
    if (code) bad.push({ row: line, person: begins(person), code });
    else good.push({ row: line, teacherId: teacherId!, hours });
    if (!code) seen.add(teacherId!);
  }
  return { good, bad };
}
/** The same file for the same list is the same upload; where its school has added a teacher since, it is judged anew. @returns its id */
export async function keepUpload(em: EntityManager, { caseId, version, by, sealing }: Place & { readonly by: string; readonly sealing: Sealing }, file: SheetFile, { good, bad }: Judged, at: Date): Promise<string> {
  const hash = createHash('sha256').update(file.bytes).digest('base64url');
  const kept = await row<{ id: string }>(em, sql`insert into course_list_upload as u (id, case_id, version, file_name, file_hash, good, bad, uploaded_at, account_id, file_sealed) values (gen_random_uuid(), ${caseId}, ${version}, ${file.name}, ${hash}, ${JSON.stringify(good)}, ${JSON.stringify(bad)}, ${at}, ${by}, ${sealedFile(sealing, file)})
    on conflict (case_id, version, file_hash) do update set file_name = excluded.file_name, good = excluded.good, bad = excluded.bad, uploaded_at = excluded.uploaded_at, account_id = excluded.account_id, added = case when (u.good, u.bad) = (excluded.good, excluded.bad) then u.added end returning id`);
  return kept!.id;
}
/** Takes its good rows over, once, and remembers it. @throws {ProblemError} `notFound`; `listSubmitted`, where its list was handed in meanwhile */
export async function takeOver(em: EntityManager, caseId: string, uploadId: string, at: Date): Promise<void> {
  const version = await heldVersion(em, caseId);
  const upload = (await row<{ version: number; added: number | null }>(em, sql`select version, added from course_list_upload where id = ${uploadId} and case_id = ${caseId} for update`)) ?? refuse('notFound');
  if (upload.added !== null) return;
  if (upload.version !== version) refuse('listSubmitted');
  await rows(em, sql`with good as (select g.* from course_list_upload u, jsonb_to_recordset(u.good) as g (row int, "teacherId" uuid, hours numeric) where u.id = ${uploadId}),
      written as (insert into course_list_row (case_id, version, teacher_id, hours) select ${caseId}::uuid, ${version}::int, "teacherId", hours from good order by row on conflict (case_id, version, teacher_id) do update set hours = excluded.hours returning 1)
    update course_list_upload set added = (select count(*) from written) where id = ${uploadId}`);
  await rememberUpload(em, uploadId, at);
}

interface Shown { readonly id: string; readonly goodRows: number; readonly bad: readonly BadRow[]; readonly added: number | null; readonly preview: readonly { row: number; name: string; idNoSealed: string; hours: number }[] }
export async function showUpload(em: EntityManager, { sealing, language, uploadId }: { sealing: Sealing; language: Language; uploadId: string }): Promise<ListUpload> {
  const { id, goodRows, bad, added, preview } = (await row<Shown>(em, sql`select u.id, jsonb_array_length(u.good) as "goodRows", u.bad, u.added, coalesce((select jsonb_agg(jsonb_build_object('row', g.row, 'name', t.name, 'idNoSealed', t.id_no_sealed, 'hours', g.hours) order by g.row)
      from (select * from jsonb_to_recordset(u.good) as one (row int, "teacherId" uuid, hours float8) order by row limit ${PREVIEW}) g join teacher t on t.id = g."teacherId"), '[]') as preview from course_list_upload u where u.id = ${uploadId}`))!;
  return {
    id, good: goodRows, bad: shownBad(bad, language), applied: added === null ? null : { added, failed: bad.length },
    preview: preview.map(({ idNoSealed, ...one }) => ({ ...one, person: maskIns(sealing.open(idNoSealed)) })),
  };
}
