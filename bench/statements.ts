/** Every statement that this process sends to PostgreSQL, whichever library sends it. */
import pg from 'pg';

export interface Statement { readonly text: string; readonly values: readonly unknown[] }
let listening: Statement[] | undefined;

const query = pg.Client.prototype.query as (this: pg.Client, ...words: unknown[]) => unknown;
pg.Client.prototype.query = function (this: pg.Client, ...words: unknown[]) {
  const [first, values] = words as [string | { text?: string; values?: unknown[] }, unknown[] | undefined];
  const text = typeof first === 'string' ? first : (first.text ?? '');
  listening?.push({ text, values: (typeof first === 'string' ? values : first.values) ?? [] });
  return query.apply(this, words);
} as typeof pg.Client.prototype.query;

/** What `work` sends; nothing else may be under way meanwhile. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const heard: Statement[] = (listening = []);
  try {
    await work();
    return heard;
  } finally {
    listening = undefined;
  }
}
/** What frames a transaction is not the application's. */
export const isApplications = ({ text }: Statement): boolean => !/^\s*(begin|commit|rollback|start transaction|set )/i.test(text);
