/** CONTRACT, import-schools; spec 8.4: idempotent, every bad row named by row, column and reason, good ones kept. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, sql } from '#db/orm';
import { importSchools } from '../../api/admin/schools.ts';
import { newDatabase, type OwnDatabase } from './own-database.ts';

const REAL = fileURLToPath(new URL('../../api/db/data/senior-high-schools.csv', import.meta.url));
const HEADING = 'code,name,county,kind,ownership,jurisdiction';
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
describe('a list with mistakes', () => {
  test('keeps the good rows, and names each bad one by row, column and reason', async () => {
    const { added, bad } = await load(HEADING, '999301,好的高中,測試縣,seniorHigh,county,county', '10301,少一碼高中,新北市,seniorHigh,national,k12ea', '019302,錯縣高中,臺北市,seniorHigh,municipal,county', '999302,,測試縣,highSchool,county,county', '999301,重複高中,測試縣,seniorHigh,county,county');
    expect(added).toBe(1);
    expect(bad).toEqual([
      { line: 3, column: 'code', reason: '10301 has five digits: a leading zero was lost' }, { line: 4, column: 'county', reason: 'the code 019302 belongs to 新北市' },
      { line: 5, column: 'name', reason: 'is empty' }, { line: 5, column: 'kind', reason: 'highSchool is none of seniorHigh, special' }, { line: 6, column: 'code', reason: '999301 stands in row 2 too' },
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
