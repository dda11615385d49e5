import { migrate } from '#db/migrate';
import type { AdminCommand } from './operator.ts';
import { loadBuiltInCalendar } from './working-days.ts';

/** Safe to repeat, and while older programs still run beside it. */
export const migrateCommand: AdminCommand = async ({ orm, say }) => {
  const done = await migrate(orm);
  say(done.length ? `Migrated: ${done.join(', ')}` : 'The database is up to date.');
  if (await loadBuiltInCalendar(orm)) say('Loaded the table of working days that comes with the product.');
  return true;
};
