/** 研習附件 (field J) over HTTP. Spec 5.1, 8.5. */
import { randomUUID } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import { ATTACHMENT_BYTES, isAttachmentName } from '#workflows/course/code-lists';
import { row, rows, sql } from '#db/orm';
import { fileOf } from '../http/file-answer.ts';
import { fileUpTo } from '../http/file-body.ts';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes, type Visit } from '../http/route.ts';
import { READ } from '../policy/ability.ts';
import { allowedRows } from '../policy/where.ts';
import { attachment, uploadQuery } from './contract.ts';
import { registersCourses } from './units.ts';

/** By the ending of the name: the kind that its content must be, and what it is served as. */
const JPEG = { kind: 'jpg', type: 'image/jpeg' };
const kinds: Readonly<Record<string, { readonly kind: string; readonly type: string }>> = {
  doc: { kind: 'cfb', type: 'application/msword' }, docx: { kind: 'docx', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  jpg: JPEG, jpeg: JPEG, png: { kind: 'png', type: 'image/png' }, pdf: { kind: 'pdf', type: 'application/pdf' },
};
/** @returns as what it is served. @throws {ProblemError} `fileRefused` */
async function checkedType(name: string, bytes: Buffer): Promise<string> {
  const said = kinds[name.slice(name.lastIndexOf('.') + 1)], found = await fileTypeFromBuffer(bytes);
  return said && found?.ext === said.kind ? said.type : refuse('fileRefused');
}
interface Found { readonly name: string; readonly type: string; readonly bytes: Buffer }
/** Anybody's where its course is listed; else of who added it and of those who read the case. */
const findAttachment = ({ em, ability, person }: Pick<Visit<unknown, unknown, unknown>, 'em' | 'ability' | 'person'>, id: string): Promise<Found | undefined> => row<Found>(em, sql`select f.name, f.media_type as type, f.bytes from course_attachment f left join course k on k.case_id = f.case_id left join case_file c on c.id = f.case_id
  where f.id = ${id} and ((k.listed_at is not null and k.form -> 'attachments' ? f.id::text) or f.account_id = ${(person as typeof person | undefined)?.accountId ?? null}::uuid or ${allowedRows(ability, READ, 'course')})`);

export function attachmentRoutes(routes: Routes): void {
  route(routes, {
    method: 'post', path: '/api/v1/course/attachments', summary: '上傳研習附件', query: uploadQuery, body: fileUpTo(ATTACHMENT_BYTES, 'fileRefused'), status: 201, response: attachment, problems: ['notAllowed', 'invalid', 'malformed', 'fileRefused'],
    async handle({ em, person, query: { name }, body }) {
      if (!registersCourses(person)) refuse('notAllowed');
      if (!isAttachmentName(name)) refuse('fileRefused', { errors: [{ pointer: '/name', code: 'fileName' }] });
      const bytes = await body(), type = await checkedType(name, bytes), id = randomUUID();
      await rows(em, sql`insert into course_attachment (id, account_id, name, media_type, bytes, uploaded_at) values (${id}, ${person.accountId}, ${name}, ${type}, ${bytes}, ${new Date()})`);
      return { id, name };
    },
  });
  route(routes, {
    method: 'get', path: '/api/v1/course/attachments/:id', summary: '研習附件', anonymous: true, params: z.object({ id: z.string() }), response: fileOf('application/octet-stream'), problems: ['notFound'],
    async handle(visit) {
      const { id } = visit.params, found = z.uuid().safeParse(id).success ? await findAttachment(visit, id) : undefined;
      // what somebody else wrote runs nowhere, even where a browser opens it in spite of its disposition
      visit.http.set('Content-Security-Policy', "default-src 'none'; sandbox");
      return found ?? refuse('notFound');
    },
  });
}
