/** A request whose body is a file, where others are JSON. */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { ProblemCode } from '#domain/problem';
import { refuse } from './problem-error.ts';
import type { HttpContext } from './context.ts';

/** Reads the file: a handler calls it once the caller is known to be allowed, so that nobody else fills the memory. */
export type ReadFile = () => Promise<Buffer>;
interface Limit { readonly most: number; readonly problem: ProblemCode }
export const FILE_TYPE = 'application/octet-stream';

/** @param problem said of a file of more bytes */
export const fileUpTo = (most: number, problem: ProblemCode = 'tooLarge'): z.ZodType<ReadFile, ReadFile> => z.custom<ReadFile>().meta({ fileBody: { most, problem } satisfies Limit });
export const fileLimitOf = (body: z.ZodType | undefined): Limit | undefined => body?.meta()?.['fileBody'] as Limit | undefined;

export const fileReader = (http: Pick<HttpContext, 'is' | 'req'>, limit: Limit): ReadFile => async () => {
  if (!http.is(FILE_TYPE)) refuse('malformed');
  return read(http.req, limit);
};
/** What is too large is read to its end and not kept: who still sends would not hear an answer. The server's own time limit ends what never ends. */
async function read(request: IncomingMessage, { most, problem }: Limit): Promise<Buffer> {
  let chunks: Buffer[] = [], size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks = [];
  }
  return size <= most ? Buffer.concat(chunks) : refuse(problem);
}
