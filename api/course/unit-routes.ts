/** Units that register courses, and the code lists of their forms, over HTTP. Spec 5.1, 5.2. */
import { row, rows, sql } from '#db/orm';
import { refuse } from '../http/problem-error.ts';
import { route, type Routes } from '../http/route.ts';
import { codeEntry, codeList, codePlace, courseUnits, type CodeList } from './contract.ts';
import { unitsOf } from './units.ts';

/** How many levels each list has. */
const LEVELS = { tag: 1, nature: 4, field: 3 } as const;

export function unitRoutes(routes: Routes): void {
  route(routes, {
    method: 'get', path: '/api/v1/course/units', summary: '開課單位與逾期課程數', response: courseUnits,
    handle: async ({ em, person, language }) => ({ items: await unitsOf(em, person, language) }),
  });
  route(routes, {
    method: 'get', path: '/api/v1/course/code-lists', summary: '課程代碼表', anonymous: true, response: codeList,
    handle: async ({ em }) => ({ items: await rows<CodeList['items'][number]>(em, sql`select list, code, parent, zh, en, active, position from course_code_list order by list, position, code`) }),
  });
  route(routes, {
    method: 'put', path: '/api/v1/course/code-lists/:list/:code', summary: '新增或修改代碼', params: codePlace, body: codeEntry, problems: ['notAllowed', 'invalid'],
    async handle({ em, person, params: { list, code }, body: { zh, en, parent, active, position } }) {
      if (!person.grants.some(({ role }) => role === 'ins_admin')) refuse('notAllowed');
      const { depth } = (await row<{ depth: number | null }>(em, sql`with recursive above as (select code, parent, 1 as level from course_code_list where list = ${list} and code = ${parent} union all select p.code, p.parent, above.level + 1 from course_code_list p join above on p.list = ${list} and p.code = above.parent)
        select max(level) as depth from above`))!;
      if (parent !== null && (depth === null || depth >= LEVELS[list])) refuse('invalid', { errors: [{ pointer: '/parent', code: 'unknownCode' }] });
      // courses hold the whole path to a code: where it stands, it stays
      const kept = await row(em, sql`insert into course_code_list as l (list, code, parent, zh, en, active, position) values (${list}, ${code}, ${parent}, ${zh}, ${en}, ${active}, ${position})
        on conflict (list, code) do update set zh = excluded.zh, en = excluded.en, active = excluded.active, position = excluded.position where l.parent is not distinct from excluded.parent returning code`);
      if (!kept) refuse('invalid', { errors: [{ pointer: '/parent', code: 'keepsPlace' }] });
    },
  });
}
