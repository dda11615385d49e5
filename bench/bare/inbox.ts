/**
 * The least that the inbox page can be: Koa and pg, the same two statements, the same JSON. What is not in their rows (words, the opened and
 * masked ID, working days left) it was told beforehand: nobody is asked who they are, and nothing is checked.
 */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import pg from 'pg';

export interface BareInbox { readonly page: Query; readonly counts: Query; readonly size: number; /** by task and by case */ readonly words: Record<string, object>; readonly cases: Record<string, { lateness: object; student: object; nextCursor: string | null }> }
interface Query { readonly text: string; readonly values: readonly unknown[] }
type Row = Record<string, any>;

const { DATABASE_URL, BARE_INBOX_FILE } = process.env as Record<string, string>;
const { page, counts, size, words, cases } = JSON.parse(readFileSync(BARE_INBOX_FILE!, 'utf8')) as BareInbox;
const pool = new pg.Pool({ connectionString: DATABASE_URL!, max: 20 });
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

function item(row: Row): object {
  const { lateness, student } = cases[row['id']]!;
  return {
    deadlineId: `${row['task']}@${row['startedAt'].getTime()}`, ...words[row['task']], dueOn: row['dueOn'], provisional: row['provisional'], ...lateness, level: row['taskLevel'], since: row['startedAt'],
    case: {
      id: row['id'], lifecycle: row['lifecycle'], number: row['number'], title: row['title'], status: row['status'], version: row['version'], sequence: row['sequence'], since: row['since'], student, school: { id: row['schoolId'], name: row['schoolName'] },
      author: { id: row['authorId'], name: row['authorName'] }, openedAt: row['openedAt'], changedAt: row['changedAt'], endedAt: row['endedAt'], clockAheadMs: row['clockAheadMs'],
    },
  };
}
const app = new Koa();
app.use(async (ctx) => {
  const found = await pool.query<Row>(page.text, [...page.values]), counted = await pool.query<Row>(counts.text, [...counts.values]), shown = found.rows.slice(0, size);
  ctx.body = { items: shown.map(item), counts: counted.rows[0], nextCursor: cases[shown.at(-1)?.['id']]?.nextCursor ?? null };
});
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.once('SIGTERM', () => process.exit(0));
