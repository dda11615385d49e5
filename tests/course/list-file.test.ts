/** 檔案上傳: what a file of teachers may look like, what becomes of each row, and what a file made to do harm cannot do. Spec 5.7, appendices A and B. */
import { crc32, deflateRawSync } from 'node:zlib';
import type { BookType } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readSheet } from '../../api/course/list-file.ts';
import { courseAt, newTeacher } from '../support/course.ts';
import { bookOf, commit, csvOf, listOf, listPath, manyTeachers, preview, put, START } from '../support/course-lists.ts';
import { newSchool, syntheticId } from '../support/school.ts';

async function ownCourse() {
  const school = await newSchool(), owner = await school.as('ins_business'), course = await courseAt(school, START);
  return { school, owner, id: course.id };
}
const codeOf = (reading: Promise<unknown>): Promise<unknown> => reading.then(() => 'read', (error: { code: string }) => error.code);
const read = async (bytes: Buffer, name: string) => (await readSheet(bytes, name)).map(({ row, cells }) => [row, ...cells]);

describe('a file', () => {
  const lines = [['Y191234561', 2.5], [], ['Y291234563', '3', '備註']], expected = [[2, 'Y191234561', '2.5'], [4, 'Y291234563', '3']];
  const firstTwo = (found: (string | number)[][]) => found.map((line) => line.slice(0, 3));
  it.each<[string, BookType]>([['xlsx', 'xlsx'], ['xls', 'biff8'], ['ods', 'ods']])('of %s is read from the sheet 研習教師資料, below its heading', async (ending, kind) => {
    expect(firstTwo(await read(bookOf(kind, lines), `名單.${ending}`))).toEqual(expected);
  });
  it('without a sheet of that name is read from its first', async () => expect(await read(bookOf('xlsx', lines, { sheet: '別的名稱' }), 'a.xlsx')).toEqual([[2, 'A123456789', '3']]));
  it('is read by position, whatever its heading says', async () => expect(firstTwo(await read(bookOf('xlsx', lines, { heading: ['研習時數', '身分證字號'] }), 'a.xlsx'))).toEqual(expected));
  it('of CSV is read in UTF-8, with and without a mark, and in Big5', async () => {
    const text = '身分證字號,研習時數\r\nY191234561,2.5\r\n\r\n林功許,"3"\r\n', rows = [[2, 'Y191234561', '2.5'], [4, '林功許', '3']];
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), iconv.encode(text, 'big5')]) expect(await read(bytes, '名單.CSV')).toEqual(rows);
  });
  it('of XML, Access or nothing known is refused with the list of formats', async () => {
    const tried = [['a.xml', '<rows/>'], ['a.mdb', '\0\x01\0\0Standard Jet DB'], ['a', 'x,1'], ['a.xlsx', 'no book'], ['a.csv', 'PK\x03\x04'], ['a.xls', '<html>'], ['a.xlsx', 'PK\x03\x04 no book either'], ['a.csv', 'only,a heading']] as const;
    expect(await Promise.all(tried.map(([name, text]) => codeOf(readSheet(Buffer.from(text, 'latin1'), name))))).toEqual(tried.map(() => 'fileUnreadable'));
  });
  it('of 50,000 rows is read, one of more is not', async () => {
    const of = (rows: number): Buffer => csvOf(Array.from({ length: rows }, (_, i) => [i, 3]));
    expect([(await readSheet(of(50_000), 'a.csv')).length, await codeOf(readSheet(of(50_001), 'a.csv'))]).toEqual([50_000, 'tooLarge']);
  });
  it('that unpacks to far more than it is, or says it is smaller than it is, takes neither all memory nor all time', async () => {
    const spaces = deflateRawSync(Buffer.alloc(300_000_000, ' ')), before = process.memoryUsage().rss;
    for (const said of [0, 10]) expect(await codeOf(readSheet(zipOf('[Content_Types].xml', spaces, said), 'a.xlsx', { ms: 2_000, megabytes: 64 }))).toBe('fileUnreadable');
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
    expect(await read(csvOf([['Y191234561', 1]]), 'a.csv')).toEqual([[2, 'Y191234561', '1']]);
  });
});
/** One packed entry, under sizes of our choice. */
function zipOf(name: string, packed: Buffer, said: number): Buffer {
  const sizes = Buffer.alloc(12), path = Buffer.from(name), local = Buffer.from('504b03041400000008000000000000000000000000000000000000000000', 'hex'), central = Buffer.alloc(46), end = Buffer.alloc(22);
  sizes.writeUInt32LE(crc32(packed), 0);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(said, 8);
  sizes.copy(local, 14);
  local.writeUInt16LE(path.length, 26);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  sizes.copy(central, 16);
  central.writeUInt16LE(path.length, 28);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + path.length, 12);
  end.writeUInt32LE(local.length + path.length + packed.length, 16);
  return Buffer.concat([local, path, packed, central, path, end]);
}

describe.concurrent('an upload', () => {
  it('names each bad row with its reason, before anything is added', async () => {
    const { school, owner, id } = await ownCourse(), [one, two, three] = await manyTeachers(school, 3), unknown = syntheticId();
    const lines = [[one!.idNo, 3], ['F100000000', 3], [unknown, 3], [two!.idNo, 2.25], [two!.idNo, 3.5], [two!.idNo, '三'], [two!.idNo], [one!.idNo.toLowerCase(), 2], [`P${three!.id.slice(0, 8)}`, '０.５']];
    const { status, body } = await preview(owner, id, bookOf('xlsx', lines));
    expect([status, body.good, body.applied]).toEqual([201, 2, null]);
    expect(body.bad.map(({ row, person, code }) => [row, person, code])).toEqual([[3, 'F100…', 'idNo'], [4, `${unknown.slice(0, 4)}…`, 'teacherUnknown'], ...[[5, 'halfHours'], [6, 'hours'], [7, 'hours'], [8, 'hours']].map(([row, code]) => [row, `${two!.idNo.slice(0, 4)}…`, code]), [9, `${one!.idNo.toLowerCase().slice(0, 4)}…`, 'twice']]);
    expect(body.bad[0]!.message).toBe('身分證字號不是合法的');
    expect(body.preview).toEqual([{ row: 2, name: one!.name, person: `${one!.idNo.slice(0, 5)}*****`, hours: 3 }, { row: 10, name: three!.name, person: `${three!.idNo.slice(0, 5)}*****`, hours: 0.5 }]);
    expect((await listOf(owner, id)).items).toEqual([]);
  });
  it('that is taken over twice adds nothing twice, and brings nothing back that was taken away since', async () => {
    const { school, owner, id } = await ownCourse(), [one, two] = await manyTeachers(school, 2), upload = (await preview(owner, id, bookOf('ods', [[one!.idNo, 2], [two!.idNo, 3]]), 'a.ods')).body;
    const taken = await Promise.all([commit(owner, id, upload), commit(owner, id, upload)]);
    expect(taken.map(({ status, body }) => [status, body.applied])).toEqual([[200, { added: 2, failed: 0 }], [200, { added: 2, failed: 0 }]]);
    await owner.send('DELETE', `${listPath(id)}/rows/${one!.id}`);
    await commit(owner, id, upload);
    expect((await listOf(owner, id)).items.map(({ teacher }) => teacher.id)).toEqual([two!.id]);
  });
  it('of the same file is the same upload; where a school has added its teacher since, it is judged anew', async () => {
    const { school, owner, id } = await ownCourse(), one = await newTeacher(school), code = 'Pnew' + one.id.slice(0, 8), bytes = csvOf([[one.idNo, 3], [code, 3]]);
    const first = (await preview(owner, id, bytes, 'a.csv')).body, again = (await preview(owner, id, bytes, 'b.csv')).body;
    expect(again).toEqual(first);
    await commit(owner, id, first);
    expect((await preview(owner, id, bytes, 'a.csv')).body).toMatchObject({ id: first.id, applied: { added: 1, failed: 1 } });
    await newTeacher(school, { personCode: code });
    expect((await preview(owner, id, bytes, 'a.csv')).body).toMatchObject({ id: first.id, good: 2, bad: [], applied: null });
    expect((await commit(owner, id, first)).body.applied).toEqual({ added: 2, failed: 0 });
  });
  it('gives other hours to who is on the list already', async () => {
    const { school, owner, id } = await ownCourse(), one = await newTeacher(school);
    await put(owner, id, one.idNo, 1);
    await commit(owner, id, (await preview(owner, id, csvOf([[one.idNo, 2.5]]), 'a.csv')).body);
    expect((await listOf(owner, id)).items.map(({ hours }) => hours)).toEqual([2.5]);
  });
  it('of another course, of more than 10 MB, or that is no raw file is refused', async () => {
    const { school, owner, id } = await ownCourse(), other = await courseAt(school, START), upload = (await preview(owner, id, csvOf([['x', 1]]), 'a.csv')).body;
    expect((await commit(owner, other.id, upload)).status).toBe(404);
    expect(await preview(owner, id, Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'a.csv')).toMatchObject({ status: 413, body: { code: 'tooLarge' } });
    expect(await owner.upload(`${listPath(id)}/uploads?name=a.csv`, csvOf([['x', 1]]), 'text/csv')).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await preview(owner, id, Buffer.from('<x/>'), 'a.xml')).toMatchObject({ status: 422, body: { code: 'fileUnreadable', title: '無法讀取此檔案；可用格式：xls、xlsx、ods、csv' } });
  });
});
