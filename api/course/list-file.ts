/**
 * Reads an uploaded sheet (研習教師資料): Excel, ODS or CSV. In a thread with limits of its own, because a file can be made so that reading it
 * takes all memory or all time. Spec 5.7, appendix A.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { refuse } from '../http/problem-error.ts';
import type { SheetAnswer, SheetRow, SheetTask } from './list-file-worker.ts';

export type { SheetRow };
export const SHEET_BYTES = 10 * 1024 * 1024;
const SHEET_ROWS = 50_000;
/** the sheet that is read where a file has several; otherwise its first */
const SHEET = '研習教師資料';

interface Limits { readonly ms: number; readonly megabytes: number }
/** 50,000 rows take about two seconds and 100 MB. */
const LIMITS: Limits = { ms: 15_000, megabytes: 256 };
const LOOK_MS = 50, MEGABYTE = 1024 * 1024;

/** By the ending of the name, the first bytes that such a file may have. XML and Access files have none here. */
const OLE = 'd0cf11e0', ZIP = '504b0304';
const beginnings: Readonly<Record<string, readonly string[]>> = { xls: [OLE, ZIP], xlsx: [ZIP, OLE], ods: [ZIP] };
function isWhatItSays(bytes: Buffer, ending: string): boolean {
  const beginning = bytes.toString('hex', 0, 4);
  return ending === 'csv' ? ![OLE, ZIP].includes(beginning) && !bytes.includes(0) : (beginnings[ending] ?? []).includes(beginning);
}

let turn: Promise<unknown> = Promise.resolve();
/** @returns the rows below the heading that are not empty, as text. @throws {ProblemError} `fileUnreadable`, `tooLarge` */
export async function readSheet(bytes: Buffer, name: string, limits: Limits = LIMITS): Promise<SheetRow[]> {
  const ending = extname(name).slice(1).toLowerCase();
  if (!isWhatItSays(bytes, ending)) refuse('fileUnreadable');
  // one at a time: what a file may take, only one may take
  const mine = turn.then(() => readInThread({ bytes, csv: ending === 'csv', sheet: SHEET, most: SHEET_ROWS }, limits));
  turn = mine.catch(() => undefined);
  const answer = await mine;
  return typeof answer === 'string' ? refuse(answer) : answer;
}
function readInThread(task: SheetTask, { ms, megabytes }: Limits): Promise<SheetAnswer> {
  const thread = new Worker(new URL('./list-file-worker.ts', import.meta.url), { workerData: task, resourceLimits: { maxOldGenerationSizeMb: megabytes }, stdout: true, stderr: true });
  // what is unpacked lies outside the heap, where the thread's own limit does not reach
  const watch = setInterval(() => void thread.getHeapStatistics().then((used) => { if (used.external_memory > megabytes * MEGABYTE) void thread.terminate(); }, () => undefined), LOOK_MS);
  const clock = setTimeout(() => void thread.terminate(), ms);
  return new Promise<SheetAnswer>((resolve) => {
    thread.once('message', resolve);
    thread.once('error', () => resolve('fileUnreadable'));
    thread.once('exit', () => resolve('fileUnreadable'));
  }).finally(() => { clearInterval(watch); clearTimeout(clock); return thread.terminate(); });
}
