/** The entities that commands use say what the migrated tables are: column by column, type by type. */
import { describe, expect, it } from 'vitest';
import { entities, rows, sql } from '#db/orm';
import { testWorld } from '../support/world.ts';

interface Column { readonly table: string; readonly column: string; readonly type: string; readonly nullable: boolean }

describe('an entity', () => {
  it('has the columns of its table, and no others', async () => {
    const { orm } = await testWorld(), tables = [...orm.getMetadata().getAll().values()];
    const said: Column[] = tables.flatMap(({ tableName, props }) => props.map(({ fieldNames, columnTypes, nullable }) => ({ table: tableName, column: fieldNames[0]!, type: columnTypes[0]!, nullable: nullable ?? false })));
    const differing = await rows(orm.em.fork(), sql`
      with said as (select s.table as t, s.column as c, to_regtype(s.type) as type, s.nullable from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as s ("table" text, "column" text, type text, nullable boolean)),
        stored as (select r.relname::text as t, a.attname::text as c, a.atttypid::regtype as type, not a.attnotnull as nullable from pg_class r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped where r.relkind = 'r' and r.relnamespace = 'public'::regnamespace and r.relname in (select t from said))
      select t as table, c as column, said.type::text as said, said.nullable as "saidNullable", stored.type::text as stored, stored.nullable as "storedNullable" from said full join stored using (t, c) where (said.type, said.nullable) is distinct from (stored.type, stored.nullable)`);
    expect(tables).toHaveLength(entities.length);
    expect(said.length).toBeGreaterThan(100);
    expect(differing).toEqual([]);
  });
});
