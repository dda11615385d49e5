/** CONTRACT, import-schools; spec 8.4: idempotent, every bad row named by row, column and reason, good ones kept. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, sql } from '#db/orm';
import { importSchools } from '../../api/admin/schools.ts';
import { newDatabase, type OwnDatabase } from './own-database.ts';

const builtIn = (name: string): string => fileURLToPath(new URL(`../../api/db/data/${name}`, import.meta.url));
const REAL = builtIn('senior-high-schools.csv'), ELEMENTARY = builtIn('elementary-schools.csv');
const HEADING = 'code,name,county,kind,ownership,jurisdiction', MINISTRYS = '學年度,縣市名稱,鄉鎮市區,學校代碼,學校名稱,1年級班級數';
let database: OwnDatabase, folder: string;
beforeAll(async () => { database = await newDatabase(); folder = mkdtempSync(join(tmpdir(), 'schoolward-import-')); });
afterAll(async () => { await database.drop(); rmSync(folder, { recursive: true }); });

const load = (...lines: (string | Buffer)[]) => {
  const file = join(folder, 'schools.csv');
  writeFileSync(file, Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')])));
  return importSchools(database.orm, file);
};
const schools = (where = sql`true`) => rows<{ id: string; name: string; countyId: string; jurisdiction: string }>(database.orm.em.fork(), sql`select id, name, county_id as "countyId", jurisdiction from organisation where kind = 'school' and ${where} order by id`);

describe('the list of senior high schools', () => {
  test('is loaded whole, with 22 counties, the nation, and the county of demonstrations', async () => {
    expect(await importSchools(database.orm, REAL)).toMatchObject({ added: 529, changed: 0, unchanged: 0, bad: [] });
    expect(await rows(database.orm.em.fork(), sql`select kind, count(*)::int from organisation group by kind order by kind`)).toEqual([{ kind: 'county', count: 23 }, { kind: 'nation', count: 1 }, { kind: 'school', count: 529 }, { kind: 'system', count: 1 }]);
  });
  test('changes nothing the second time', async () => expect(await importSchools(database.orm, REAL)).toMatchObject({ added: 0, changed: 0, unchanged: 529 }));
  test('puts a school of the second range of codes into the one county: 19 and 06 are both 臺中市', async () => {
    expect(new Set((await schools(sql`substr(id, 1, 2) in ('06', '19')`)).map((school) => school.countyId))).toEqual(new Set(['C06']));
  });
});
describe('the ministry’s table of elementary schools', () => {
  const divisions = () => schools(sql`id like '%C'`);
  test('is loaded whole by its own heading: county schools, with what the third digit says of the owner', async () => {
    expect(await importSchools(database.orm, ELEMENTARY)).toMatchObject({ added: 2668, changed: 0, bad: [] });
    expect(await rows(database.orm.em.fork(), sql`select ownership, count(*)::int, min(jurisdiction) as jurisdiction from organisation where school_kind = 'elementary' group by ownership order by ownership`)).toEqual([
      { ownership: 'county', count: 2146, jurisdiction: 'county' }, { ownership: 'municipal', count: 439, jurisdiction: 'county' }, { ownership: 'national', count: 16, jurisdiction: 'county' }, { ownership: 'private', count: 67, jurisdiction: 'county' },
    ]);
  });
  test('overwrites none of the 32 senior high schools whose code its primary division has, whichever file comes first', async () => {
    const seniorHighs = () => schools(sql`school_kind in ('seniorHigh', 'special')`), whole = await seniorHighs();
    expect(whole.filter(({ id }) => id.length === 6)).toHaveLength(529);
    expect((await divisions()).filter(({ id }) => whole.some((school) => `${school.id}C` === id))).toHaveLength(32);
    expect(await importSchools(database.orm, REAL)).toMatchObject({ added: 0, changed: 0, unchanged: 529 });
    const other = await newDatabase();
    await importSchools(other.orm, ELEMENTARY);
    await importSchools(other.orm, REAL);
    const ids = (em: OwnDatabase) => rows<{ id: string; name: string }>(em.orm.em.fork(), sql`select id, name from organisation where kind = 'school' order by id`);
    expect(await ids(other)).toEqual(await ids(database));
    await other.drop();
  });
  test('changes nothing the second time', async () => expect(await importSchools(database.orm, ELEMENTARY)).toMatchObject({ added: 0, changed: 0, unchanged: 2668 }));
  test('names what is wrong by its own columns', async () => {
    const { added, bad } = await load(MINISTRYS, '113,測試縣,東區,994603,縣立好國小,2', '113,新北市,淡水區,14601,少一碼國小,2', '113,測試縣,東區,992601,無主國小,2', '113,臺北市,東區,994604,錯縣國小,1', '113,測試縣,東區,994603,重複國小,1');
    expect(added).toBe(1);
    expect(bad).toEqual([
      { line: 3, column: '學校代碼', reason: '14601 has five digits: a leading zero was lost' }, { line: 4, column: '學校代碼', reason: '992601 does not tell the ownership' },
      { line: 5, column: '縣市名稱', reason: 'the code 994604 belongs to 測試縣' }, { line: 6, column: '學校代碼', reason: '994603 stands in row 2 too' },
    ]);
  });
  test('without one of its columns is refused whole', async () => expect(load('縣市名稱,鄉鎮市區,學校代碼', '測試縣,東區,994605')).rejects.toThrow(/has no column 學校名稱/));
});
describe('an attached division', () => {
  test('has the code of its school and a letter', async () => {
    expect(await load(HEADING, '993309C,測試高中附設國小,測試縣,elementary,county,county', '993309J,測試高中附設國中,測試縣,juniorHigh,county,county', '993309,測試高中附設國小的高中,測試縣,seniorHigh,county,county')).toMatchObject({ added: 3, bad: [] });
    expect((await load(HEADING, '993309C,不是國小,測試縣,seniorHigh,county,county')).bad).toEqual([{ line: 2, column: 'code', reason: '993309C is the code of an attached division, which is not seniorHigh' }]);
  });
});
describe('a list with mistakes', () => {
  test('keeps the good rows, and names each bad one by row, column and reason', async () => {
    const { added, bad } = await load(HEADING, '999301,好的高中,測試縣,seniorHigh,county,county', '10301,少一碼高中,新北市,seniorHigh,national,k12ea', '019302,錯縣高中,臺北市,seniorHigh,municipal,county', '999302,,測試縣,highSchool,county,county', '999301,重複高中,測試縣,seniorHigh,county,county');
    expect(added).toBe(1);
    expect(bad).toEqual([
      { line: 3, column: 'code', reason: '10301 has five digits: a leading zero was lost' }, { line: 4, column: 'county', reason: 'the code 019302 belongs to 新北市' },
      { line: 5, column: 'name', reason: 'is empty' }, { line: 5, column: 'kind', reason: 'highSchool is none of seniorHigh, special, juniorHigh, elementary' }, { line: 6, column: 'code', reason: '999301 stands in row 2 too' },
    ]);
  });
  test('reads on after a line with stray quotation marks', async () => {
    const { added, bad } = await load(HEADING, '999303,"沒有"結束的高中,測試縣,seniorHigh,county,county', '999304,下一列高中,測試縣,seniorHigh,county,county');
    expect({ added, lines: bad.map(({ line }) => line) }).toEqual({ added: 1, lines: [2] });
  });
  test('without one of the columns, or in another encoding, is refused whole', async () => {
    await expect(load('code,name', '999305,缺欄高中')).rejects.toThrow(/has no column county, kind, ownership, jurisdiction/);
    await expect(load(HEADING, Buffer.from([0x39, 0x39, 0xa4, 0xa4]))).rejects.toThrow(/not UTF-8/);
    await expect(importSchools(database.orm, join(folder, 'nowhere.csv'))).rejects.toThrow(/no file/);
  });
  test('that was mended changes only what it mends', async () => {
    const line = (name: string): string => `999306,${name},測試縣,seniorHigh,county,county`;
    await load(HEADING, line('舊名高中'));
    expect(await load(HEADING, line('新名高中'))).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
    expect(await schools(sql`id = '999306'`)).toMatchObject([{ name: '新名高中' }]);
  });
});
