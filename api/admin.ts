/** Operators' commands: `npm run admin -- …`. */
import { accounts } from './admin/accounts.ts';
import { asOperator, Refusal, type AdminCommand } from './admin/operator.ts';
import { importSchoolsCommand } from './admin/schools.ts';
import { migrateCommand } from './admin/migrate.ts';
import { trackIntervalCommand } from './admin/track-interval.ts';
import { loadCalendarCommand } from './admin/working-days.ts';
import { reconcile } from './admin/reconcile.ts';
import { reseed, seed } from './admin/seed.ts';

const commands: Record<string, { words: string; does: string; run: AdminCommand }> = {
  migrate: { words: '', does: 'brings the database to this version, with a table of working days where there is none', run: migrateCommand },
  'import-schools': { words: 'FILE.csv', does: 'loads schools; repeating a file changes nothing', run: importSchoolsCommand },
  calendar: { words: 'FILE [--apply]', does: 'shows which due days a table of working days would move; --apply loads it and tells the open cases', run: loadCalendarCommand },
  'track-interval': { words: 'DAYS|default [SCHOOL]', does: 'sets the days between two tracking records, of the country or of one school, for filings opened from now on', run: trackIntervalCommand },
  accounts: { words: '', does: 'lists the demonstration accounts', run: accounts },
  seed: { words: '', does: 'fills an empty demonstration', run: seed },
  reseed: { words: '', does: 'empties the demonstration and fills it again', run: reseed },
  reconcile: { words: '[CASE …]', does: 'compares every open case with its procedure, and starts what is missing', run: reconcile },
};
const usage = `Usage: npm run admin -- COMMAND\n${Object.entries(commands).map(([name, { words, does }]) => `  ${`${name} ${words}`.padEnd(26)} ${does}`).join('\n')}`;

const [name = '', ...words] = process.argv.slice(2), command = commands[name];
try {
  if (!command) throw new Refusal(usage);
  if (!(await asOperator(command.run, words))) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
