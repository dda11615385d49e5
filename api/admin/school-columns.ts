/** The two headings a list of schools may have, and what a school of either is told by: our own columns, or the ministry's yearly table of elementary schools. Spec 8.4. */
import { counties, countyOfCode } from './counties.ts';

export const COLUMNS = ['code', 'name', 'county', 'kind', 'ownership', 'jurisdiction'] as const;
type Column = (typeof COLUMNS)[number];
export type SchoolRow = Readonly<Record<Column, string>>;
/** One heading: what each of our columns is called in it, and how what it leaves out follows from the code. */
export interface Heading { readonly names: Readonly<Partial<Record<Column, string>>>; readonly needs: readonly string[]; rowOf(given: SchoolRow): SchoolRow }

const kinds = ['seniorHigh', 'special', 'juniorHigh', 'elementary'];
const ownerships: Readonly<Record<string, string>> = { 0: 'national', 1: 'private', 3: 'municipal', 4: 'county' };
/** What stands at the end of a division's code, because the school it is attached to has the same six characters. */
const divisions: Readonly<Record<string, string>> = { juniorHigh: 'J', elementary: 'C' };
/** Fourth character of an elementary school's own code; under any other it is the primary division of the school that has the code. */
const ELEMENTARY_LEVELS = /^...[678]/;
const LONGEST_NAME = 100;

const platformCode = ({ code, kind }: SchoolRow): string => (kind === 'elementary' && code.length === 6 && !ELEMENTARY_LEVELS.test(code) ? code + divisions['elementary']! : code);
const own: Heading = { names: Object.fromEntries(COLUMNS.map((column) => [column, column])), needs: COLUMNS, rowOf: (given) => ({ ...given, code: platformCode(given) }) };
const ministry: Heading = {
  names: { code: '學校代碼', name: '學校名稱', county: '縣市名稱' },
  needs: ['縣市名稱', '鄉鎮市區', '學校代碼', '學校名稱'],
  rowOf: (given) => own.rowOf({ ...given, kind: 'elementary', ownership: ownerships[given.code[2] ?? ''] ?? '', jurisdiction: 'county' }),
};
/** @returns the heading that these names are, or what our own still needs */
export function headingOf(names: readonly string[]): Heading | { readonly missing: readonly string[] } {
  const missing = (heading: Heading): string[] => heading.needs.filter((name) => !names.includes(name));
  return [own, ministry].find((heading) => !missing(heading).length) ?? { missing: missing(names.includes(ministry.names.code!) ? ministry : own) };
}

type Rule = (value: string, row: SchoolRow) => string | undefined;
const oneOf = (...allowed: string[]): Rule => (value) => (allowed.includes(value) ? undefined : `${value || 'nothing'} is none of ${allowed.join(', ')}`);
/** What is wrong with a value, in words. */
export const rules: Record<Column, Rule> = {
  code: (code, { kind }) => (/^\d{5}[JC]?$/.test(code) ? `${code.slice(0, 5)} has five digits: a leading zero was lost`
    : !/^\d{3}[0-9A-Z]\d{2}[JC]?$/.test(code) ? `${code || 'nothing'} is no school code`
    : !countyOfCode(code) ? `no county has codes that begin with ${code.slice(0, 2)}`
    : code.length > 6 && divisions[kind] !== code[6] ? `${code} is the code of an attached division, which is not ${kind}` : undefined),
  name: (name) => (!name ? 'is empty' : [...name].length > LONGEST_NAME ? `longer than ${LONGEST_NAME} characters` : name.includes('"') ? 'has a stray quotation mark' : undefined),
  county: (name, row) => {
    const { code } = row;
    if (!counties.some((county) => county.name === name)) return `${name || 'nothing'} is no county`;
    const byCode = rules.code(code, row) ? undefined : countyOfCode(code);
    return byCode && byCode.name !== name ? `the code ${code} belongs to ${byCode.name}` : undefined;
  },
  kind: oneOf(...kinds),
  ownership: oneOf(...Object.values(ownerships)),
  jurisdiction: oneOf('k12ea', 'county'),
};
