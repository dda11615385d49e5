import { migrate } from '#db/migrate';
import { sealingWith } from '#db/sealing';
import { sealEarlierAnswers } from '../course/answers.ts';
import type { AdminCommand } from './operator.ts';
import { loadBuiltInCalendar } from './working-days.ts';

/** Safe to repeat, and while older programs still run beside it. */
export const migrateCommand: AdminCommand = async ({ orm, config, say }) => {
  const done = await migrate(orm);
  say(done.length ? `Migrated: ${done.join(', ')}` : 'The database is up to date.');
  const sealed = await sealEarlierAnswers(orm, sealingWith(config.keys));
  if (sealed) say(`Sealed the answers of ${sealed} registrations.`);
  if (await loadBuiltInCalendar(orm)) say('Loaded the table of working days that comes with the product.');
  return true;
};
