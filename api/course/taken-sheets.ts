/** 上傳紀錄: each sheet that was taken over, by whom and when, what of it was left out, and the file itself. Appendix A, spec 11. */
import { randomUUID } from 'node:crypto';
import type { Language } from '#domain/label';
import { row, rows, sql, type EntityManager, type Timestamp } from '#db/orm';
import type { Sealing } from '#db/sealing';
import { iso } from '../cases/moments.ts';
import { shownBad, type BadRow } from './bad-row.ts';
import type { TakenSheets } from './contract.ts';

/** Files above are known by their name alone: a sheet of some thousand teachers is far below. */
const KEPT_BYTES = 3 * 1024 * 1024;
export interface SheetFile { readonly name: string; readonly bytes: Buffer }
/** A file holds whole national IDs. */
export const sealedFile = (sealing: Sealing, { bytes }: SheetFile): string | null => (bytes.length <= KEPT_BYTES ? sealing.seal(bytes.toString('base64')) : null);

type Kind = TakenSheets['items'][number]['kind'];
export interface Taken { readonly caseId: string; readonly kind: Exclude<Kind, 'list'>; readonly sessionId?: string; readonly accountId: string; readonly file: SheetFile; readonly taken: number; readonly bad: readonly BadRow[]; readonly at: Date }
export const rememberSheet = (em: EntityManager, sealing: Sealing, { caseId, kind, sessionId, accountId, file, taken, bad, at }: Taken) =>
  rows(em, sql`insert into course_sheet (id, case_id, kind, session_id, account_id, file_name, file_sealed, taken, bad, taken_at) values (${randomUUID()}, ${caseId}, ${kind}, ${sessionId ?? null}, ${accountId}, ${file.name}, ${sealedFile(sealing, file)}, ${taken}, ${JSON.stringify(bad)}, ${at})`);
/** The upload of a list holds it all since its preview. */
export const rememberUpload = (em: EntityManager, uploadId: string, at: Date) =>
  rows(em, sql`insert into course_sheet (id, case_id, kind, version, account_id, file_name, file_sealed, taken, bad, taken_at) select ${randomUUID()}::uuid, case_id, 'list', version, account_id, file_name, file_sealed, added, bad, ${at} from course_list_upload where id = ${uploadId}`);

/** Of one course the newest are shown. */
const MOST = 100;
interface SheetRow { readonly id: string; readonly kind: Kind; readonly session: string | null; readonly version: number | null; readonly fileName: string; readonly by: string; readonly takenAt: Timestamp; readonly taken: number; readonly bad: readonly BadRow[]; readonly file: boolean }
const columns = sql`s.id, s.kind, t.title as session, s.version, s.file_name as "fileName", coalesce(a.name, '') as by, s.taken_at as "takenAt", s.taken, s.bad, s.file_sealed is not null as file`;
const joins = sql`course_sheet s left join account a on a.id = s.account_id left join training_session t on t.id = s.session_id`;

export async function sheetsOf(em: EntityManager, caseId: string, language: Language): Promise<TakenSheets['items']> {
  const found = await rows<SheetRow>(em, sql`select ${columns} from ${joins} where s.case_id = ${caseId} order by s.taken_at desc, s.id limit ${MOST}`);
  return found.map(({ takenAt, bad, ...one }) => ({ ...one, takenAt: iso(takenAt), bad: shownBad(bad, language) }));
}
export interface KeptSheet { readonly fileName: string; readonly taken: number; readonly bad: readonly BadRow[]; readonly bytes: Buffer | null }
export async function keptSheet(em: EntityManager, sealing: Sealing, caseId: string, id: string): Promise<KeptSheet | undefined> {
  const found = await row<Omit<KeptSheet, 'bytes'> & { sealed: string | null }>(em, sql`select file_name as "fileName", taken, bad, file_sealed as sealed from course_sheet where id = ${id} and case_id = ${caseId}`);
  if (!found) return undefined;
  const { sealed, ...rest } = found;
  return { ...rest, bytes: sealed === null ? null : Buffer.from(sealing.open(sealed), 'base64') };
}
