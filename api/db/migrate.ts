/** Brings a database to this version: migrations, then the constraints that are derived from the tables. Safe to repeat. */
import { lifecycles } from '#workflows/lifecycles';
import type { MikroORM } from './orm.ts';

/** @returns the names of the migrations that ran */
export async function migrate(orm: MikroORM): Promise<string[]> {
  const done = await orm.migrator.up();
  await orm.em.getConnection().execute(statusConstraint());
  return done.map((migration) => migration.name);
}
/** No status that the tables do not declare can be stored, whoever writes. */
export function statusConstraint(): string {
  const pairs = Object.values(lifecycles).flatMap((table) => Object.keys(table.statuses).map((status) => `('${table.name}', '${status}')`));
  return `alter table case_file drop constraint if exists case_file_status, add constraint case_file_status check ((lifecycle, status) in (${pairs.join(', ')}))`;
}
