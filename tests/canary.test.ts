/**
 * Personal data stand where they belong and nowhere else (QUALITY, security): a student whose every word is unique is filed, followed, closed and
 * searched for, and then looked for in the engine, the logs, the mails, the live stream and every table.
 */
import { createHash, randomInt, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { rows, sql } from '#db/orm';
import { unprinted } from '../api/config.ts';
import { DAY } from '#domain/plain-date';
import { deskHere } from './contract/desk-here.ts';
import { about, listen, type LiveStream } from './contract/live-stream.ts';
import type { Client } from './support/client.ts';
import { basic as ordinary, caseData, moveCase, record } from './support/dropout.ts';
import { learner, openCourse, register, review } from './course/open-course.ts';
import { newSchool, newStudent, syntheticId, type TestSchool } from './support/school.ts';
import { testWorld } from './support/world.ts';

/** in letters alone: it stands in names, too */
const mark = randomUUID().slice(0, 8).replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!), digits = (count: number): string => String(randomInt(10 ** (count - 1), 10 ** count)), phone = (): string => `09${digits(2)}-${digits(3)}-${digits(3)}`;
const words = {
  name: `雀${mark}生`, guardianName: `雀${mark}父`, emergencyName: `雀${mark}母`, phone: phone(), guardianPhone: phone(), emergencyPhone: phone(), householdAddress: `測試縣雀${mark}路一號`, mailAddress: `測試縣雀${mark}路二號`,
  description: `雀${mark}說明`, causeText: `雀${mark}因素`, content: `雀${mark}電訪紀錄`, comment: `雀${mark}退回`, note: `雀${mark}結案`, reason: `雀${mark}作廢`, draft: `雀${mark}草稿`, /** to the organiser of a course */ answer: `雀${mark}受益人`,
};
const { guardianName, emergencyName, guardianPhone, emergencyPhone, householdAddress, mailAddress } = words;
const basic = { ...ordinary, phone: words.phone, guardianName, emergencyName, guardianPhone, emergencyPhone, householdAddress, mailAddress };
const form = { ...caseData(), causes: ['interest', 'personal_other'], causeTexts: { personal_other: words.causeText }, description: words.description };

const insured = syntheticId();
let idNo: string, cases: string[], stream: LiveStream, opening: { readonly key: string; readonly accountId: string };
const printed: string[] = [];
const found = (text: string): string[] => [...Object.values(words), mark, idNo, insured].filter((word) => text.includes(word));

beforeAll(async () => {
  const school = await newSchool(), main = await school.as('leaver_main'), student = await newStudent(school, { name: words.name }), { orm } = await testWorld();
  ({ idNo } = student);
  for (const role of ['leaver_counsellor', 'leaver_supervisor', 'school_principal', 'leaver_county'] as const) await school.as(role);
  stream = await listen(main);
  const log = pino({ level: 'trace', redact: unprinted }, { write: (line: string) => void printed.push(line) }), here = await deskHere({ log }), clerk = await here.as(main), key = randomUUID();
  opening = { key, accountId: main.accountId };
  await file(clerk, key);
  await moveCase(key, Date.now() + 30 * DAY);
  await close(clerk, key);
  await moveCase(key, Date.now() + 30 * DAY + 60_000);
  const [leave] = await rows<{ id: string }>(orm.em.fork(), sql`select id from case_file where school_id = ${school.id} and id <> ${key}`);
  await done(clerk.act(leave!.id, 'void', { reason: words.reason }));
  cases = [key, leave!.id, await registerInsured(school, (client) => here.as(client))];
  await Promise.all([clerk.get(`/cases?q=${encodeURIComponent(words.name)}`), clerk.get(`/tasks?q=${idNo}`), clerk.get(`/cases/${key}/timeline`)]);
  await failWith(log, main);
  await stream.until(about(leave!.id));
  here.stop();
});
/** 身分證字號 for the insurance, as an organiser asks for it (spec 5.4). @returns the course */
async function registerInsured(school: TestSchool, as: (client: Client) => Promise<Client>): Promise<string> {
  const course = await openCourse(school, { settings: { extra: ['title'], others: ['身分證字號', '受益人'] } }), teacher = await learner(school), client = await as(teacher.client);
  const ask = (extra: object) => register({ client }, course, extra);
  for (const extra of [{ 身分證字號: insured, 受益人: words.answer }, { title: '組長', 身分證字號: insured, 受益人: words.answer.repeat(40) }]) if ((await ask(extra)).status !== 422) throw new Error('an answer is missing or too long');
  const { status } = await ask({ title: '組長', 身分證字號: insured, 受益人: words.answer });
  if (status !== 201) throw new Error(`registering: ${status}`);
  await review(course, [[teacher, 'accepted']]);
  return course.id;
}
/** PostgreSQL quotes what it could not read: in the details of its error. */
async function failWith(log: Logger, main: Client): Promise<void> {
  const { orm } = await testWorld(), broken = await deskHere({ log, students: { find: async () => { await rows(orm.em.fork(), sql`select ${words.content}::jsonb`); return undefined; } } });
  const { status } = await (await broken.as(main)).send('POST', '/dropout/student-lookups', { idNo });
  if (status !== 500) throw new Error(`the store answered ${status}`);
  broken.stop();
}
async function done(answer: ReturnType<Client['act']>): Promise<void> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(JSON.stringify(body));
}
async function file(clerk: Client, key: string): Promise<void> {
  await clerk.send('POST', '/dropout/student-lookups', { idNo });
  await clerk.send('PUT', '/dropout/draft', { idNo, basic });
  await done(clerk.open('dropout', { idNo, ...basic }, key));
  await clerk.send('PUT', `/cases/${key}/drafts/submit`, { ...form, description: words.draft });
  await done(clerk.act(key, 'submit', form));
  // what is refused must not be told in the logs either
  for (const wrong of [{ ...record({ content: `${words.content}\0` }) }, record({ content: words.content.repeat(40) }), { content: words.content, method: words.name }]) await clerk.act(key, 'sendRecord', wrong);
  await clerk.open('dropout', { idNo, ...basic });
  await clerk.open('dropout', { idNo: `${idNo}${words.name}`, ...basic });
  await clerk.act(key, 'open', { idNo, ...basic });
  await done(clerk.act(key, 'sendRecord', record({ content: words.content })));
  await done(clerk.act(key, 'returnFiling', { comment: words.comment }));
  await done(clerk.act(key, 'submit', { ...form, basic }));
}
async function close(clerk: Client, key: string): Promise<void> {
  await done(clerk.act(key, 'report'));
  await done(clerk.act(key, 'sendRecord', record({ content: words.content, suggestClose: true, closeGround: 'to_leave' })));
  await done(clerk.act(key, 'close', { note: words.note }));
}

/** Every text in a value of any depth; bytes as what they say. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  return value !== null && typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]) : [];
}

describe('personal data are not found in', () => {
  it('the histories of the procedures', async () => {
    const { temporal } = await testWorld();
    for (const id of cases) {
      const texts = textsIn(await temporal.client.workflow.getHandle(id).fetchHistory()).join('\n');
      expect(texts, 'the payloads were read').toContain('"authorId"');
      expect(found(texts)).toEqual([]);
    }
  });

  it('ids, types, memos and search attributes of the procedures', async () => {
    const { temporal } = await testWorld();
    for (const id of cases) {
      const described = await temporal.client.workflow.getHandle(id).describe();
      expect([described.workflowId, described.memo ?? {}]).toEqual([id, {}]);
      expect(found(textsIn(described.raw).join('\n'))).toEqual([]);
    }
  });

  it('what the desk prints, however much it is asked to print', () => {
    expect(printed.filter((line) => line.includes('"request"')).length).toBeGreaterThan(20);
    expect(printed.filter((line) => line.includes('"unexpected"'))).toHaveLength(1);
    expect(printed.flatMap(found)).toEqual([]);
  });

  it('the logs of the programs and of the engine', () => {
    const folder = join(inject('stack').environment['SCHOOLWARD_HOME']!, 'log'), logs = existsSync(folder) ? readdirSync(folder) : [];
    expect(logs).toEqual(expect.arrayContaining(['api.log', 'worker.log']));
    for (const name of logs) expect(found(readFileSync(join(folder, name), 'utf8')), name).toEqual([]);
  });

  it('mails, and what waits to be mailed', async ({ expect }) => {
    const em = (await testWorld()).orm.em.fork(), about = sql`case_id = any (${cases}::uuid[])`;
    const levels = sql`select distinct substring(subject from '第(\\d)級') as level from mail where ${about} and subject like '%第%級%' order by level`;
    await expect.poll(() => rows(em, levels), { timeout: 20_000 }).toEqual(['1', '2', '3'].map((level) => ({ level })));
    const written = await rows<{ text: string }>(em, sql`select m::text as text from mail m where ${about} union all select n::text from notice n where ${about}`);
    expect(written.flatMap(({ text }) => found(text))).toEqual([]);
  });

  it('the live stream', () => {
    expect(stream.events.filter(({ event }) => event === 'case').length).toBeGreaterThan(8);
    expect(found(stream.text)).toEqual([]);
  });

  it('any table but those of the student and the forms', async () => {
    const places = await placesOf([words.name, words.phone, words.householdAddress, words.content, words.comment, words.reason, words.draft]);
    expect(new Set(places)).toEqual(new Set(['student', 'registry_student', 'submission', 'draft', 'dropout_filing', 'dropout_record']));
  });
});

describe('a national ID', () => {
  it('stands in the clear in no column of any table', async () => {
    expect(await placesOf([idNo, insured])).toEqual([]);
    const [sealed] = await rows<{ id_no_sealed: string }>((await testWorld()).orm.em.fork(), sql`select id_no_sealed from student where name = ${words.name}`);
    expect((await testWorld()).desk.sealing.open(sealed!.id_no_sealed)).toBe(idNo);
  });

  it('that an organiser asks for is sealed with the other answers', async () => {
    expect(await placesOf([words.answer])).toEqual([]);
    const [kept] = await rows<{ extra_sealed: string }>((await testWorld()).orm.em.fork(), sql`select extra_sealed from registration where case_id = ${cases.at(-1)!}`);
    expect(JSON.parse((await testWorld()).desk.sealing.open(kept!.extra_sealed))).toEqual({ title: '組長', 身分證字號: insured, 受益人: words.answer });
  });

  it('cannot be tried out against the fingerprint of the form that brought it', async () => {
    const [kept] = await rows<{ body_hash: string }>((await testWorld()).orm.em.fork(), sql`select body_hash from submission where id = ${opening.key}`);
    const body = Object.fromEntries(Object.entries({ idNo, ...basic, family: 'departure' }).sort(([a], [b]) => (a < b ? -1 : 1)));
    expect(kept!.body_hash).not.toBe(createHash('sha256').update(JSON.stringify([opening.key, 'open', opening.accountId, body])).digest('hex'));
  });
});
/** The tables in which one of these words stands, in whatever column and however deep. */
async function placesOf(sought: readonly string[]): Promise<string[]> {
  const em = (await testWorld()).orm.em.fork(), tables = (await rows<{ name: string }>(em, sql`select tablename as name from pg_tables where schemaname = 'public'`)).map(({ name }) => name);
  expect(tables.length).toBeGreaterThan(20);
  const asked = tables.map((name) => sql`select ${name} as name where exists (select from ${sql.table(name)} t where t::text like any (${sought.map((word) => `%${word}%`)}::text[]))`);
  return (await rows<{ name: string }>(em, sql`${sql.join(asked, sql` union all `)}`)).map(({ name }) => name);
}
