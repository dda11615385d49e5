/** An empty database of the test's own, at this version: for what counts every row, or takes a registry away from everybody. */
import { randomUUID } from 'node:crypto';
import { migrate } from '#db/migrate';
import { createOrm, rows, sql, type MikroORM } from '#db/orm';
import { testWorld } from '../support/world.ts';

export interface OwnDatabase { readonly orm: MikroORM; drop(): Promise<void> }

export async function newDatabase(): Promise<OwnDatabase> {
  const { orm: everybodys, databaseUrl } = await testWorld(), name = `test_${randomUUID().slice(0, 8)}`, url = new URL(databaseUrl);
  await rows(everybodys.em.fork(), sql`create database ${sql.id(name)}`);
  url.pathname = name;
  const orm = await createOrm(url.href, 2);
  await migrate(orm);
  return {
    orm,
    async drop() {
      await orm.close();
      await rows(everybodys.em.fork(), sql`drop database ${sql.id(name)} with (force)`);
    },
  };
}
