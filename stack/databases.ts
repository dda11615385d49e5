import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { Installation } from './home.ts';

interface WantedDatabase {
  name: string;
  owner: 'temporal' | 'schoolward';
}

const wanted: WantedDatabase[] = [
  { name: 'temporal', owner: 'temporal' },
  { name: 'temporal_visibility', owner: 'temporal' },
  { name: 'schoolward', owner: 'schoolward' },
];

// Not superusers: row-level security would not hold for those. Tests create databases of their own.
const roleAttributes = { temporal: 'LOGIN', schoolward: 'LOGIN CREATEDB' } as const;

/**
 * Creates the roles and the databases that are missing. Safe to repeat, also after a start that was cut short.
 * @param url of the database `postgres` for its superuser
 */
export async function ensureDatabases(url: string, passwords: Installation['passwords']): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: roles } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
    for (const [role, attributes] of Object.entries(roleAttributes) as [keyof typeof roleAttributes, string][]) {
      if (roles.some(({ rolname }) => rolname === role)) continue;
      await client.query(`CREATE ROLE ${role} ${attributes} PASSWORD ${escapeLiteral(passwords[role])}`);
    }
    const { rows: databases } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    for (const { name, owner } of wanted) {
      if (databases.some(({ datname }) => datname === name)) continue;
      await client.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER ${owner}`);
      await client.query(`REVOKE CONNECT ON DATABASE ${escapeIdentifier(name)} FROM PUBLIC`);
    }
  } finally {
    await client.end();
  }
}

const completeMark = 'schema complete';

/**
 * Whether the schema of one of Temporal's databases was once completed. One that was not is emptied: its tool cannot go on
 * with half a schema, and no server has ever written to it.
 * @param url of the database `postgres` for its superuser
 */
export async function temporalSchemaIsComplete(url: string, database: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ mark: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1`,
      [database],
    );
    if (rows[0]?.mark === completeMark) return true;
    await client.query(`DROP DATABASE ${escapeIdentifier(database)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${escapeIdentifier(database)} OWNER temporal`);
    await client.query(`REVOKE CONNECT ON DATABASE ${escapeIdentifier(database)} FROM PUBLIC`);
    return false;
  });
}

/** Marks the schema of one of Temporal's databases as completed once. */
export async function markTemporalSchemaComplete(url: string, database: string): Promise<void> {
  await withClient(url, (client) => client.query(`COMMENT ON DATABASE ${escapeIdentifier(database)} IS ${escapeLiteral(completeMark)}`));
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
