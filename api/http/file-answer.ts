/** An answer that is a file, where others are JSON. */
import { z } from 'zod';
import type { HttpContext } from './context.ts';

export interface FileAnswer { readonly name: string; readonly bytes: Uint8Array; /** where the route has files of several kinds */ readonly type?: string }
/** @param mediaType as OpenAPI tells it, and as it is sent unless the answer has its own */
export const fileOf = (mediaType: string): z.ZodType<FileAnswer, FileAnswer> => z.custom<FileAnswer>().meta({ mediaType });
export const mediaTypeOf = (response: z.ZodType | undefined): string | undefined => response?.meta()?.['mediaType'] as string | undefined;

/** Named after RFC 6266 with the UTF-8 name of RFC 8187, and never shown inside a page of ours. */
export function sendFile(http: Pick<HttpContext, 'attachment' | 'type' | 'body'>, { name, bytes, type }: FileAnswer, mediaType: string): void {
  http.attachment(name);
  http.type = type ?? mediaType;
  http.body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
