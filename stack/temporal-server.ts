import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeFileSync } from 'node:fs';
import { markTemporalSchemaComplete, temporalSchemaIsComplete } from './databases.ts';
import type { Home, Installation } from './home.ts';
import type { RunningPostgres } from './postgres.ts';
import { SupervisedProcess } from './supervised-process.ts';
import type { TemporalPrograms } from './temporal-programs.ts';

const run = promisify(execFile);

const schemas = [
  { database: 'temporal', schema: 'postgresql/v12/temporal' },
  { database: 'temporal_visibility', schema: 'postgresql/v12/visibility' },
];

// The number of shards is built into the stored data: another number would make every stored workflow unreachable.
const historyShards = '16';

// A demonstration moves the clocks of its cases; the limits are those of a machine that serves only us.
const dynamicConfig = `frontend.WorkflowTimeSkippingEnabled:
  - value: true
frontend.enableServerVersionCheck:
  - value: false
${['frontend.namespaceRPS', 'frontend.rps', 'history.rps', 'matching.rps', 'frontend.namespaceCount']
  .map((limit) => `${limit}:\n  - value: 100000\n`)
  .join('')}`;

/** Brings the schema of Temporal's two databases to the version of these programs. Safe to repeat. */
export async function prepareTemporalSchema(
  programs: TemporalPrograms,
  postgres: RunningPostgres,
  installation: Installation,
  signal: AbortSignal,
): Promise<void> {
  const adminUrl = postgres.url('postgres', 'postgres');
  await Promise.all(
    schemas.map(async ({ database, schema }) => {
      const sql = (...words: string[]): Promise<unknown> =>
        run(programs.schemaTool, words, { signal, env: schemaToolEnvironment(installation, database) });
      const complete = await temporalSchemaIsComplete(adminUrl, database);
      if (!complete) await sql('setup-schema', '-v', '0.0');
      await sql('update-schema', '--schema-name', schema);
      if (!complete) await markTemporalSchemaComplete(adminUrl, database);
    }),
  );
}

/** The password goes through the environment: arguments can be read by every user of the machine. */
function schemaToolEnvironment(installation: Installation, database: string): NodeJS.ProcessEnv {
  return {
    SQL_PLUGIN: 'postgres12_pgx',
    SQL_HOST: '127.0.0.1',
    SQL_PORT: String(installation.ports.postgres),
    SQL_USER: 'temporal',
    SQL_PASSWORD: installation.passwords.temporal,
    SQL_DATABASE: database,
  };
}

/** The ports a Temporal server opens; two servers on one machine collide on the default of any of them. */
export const temporalPorts = ['frontend', 'history', 'matching', 'worker']
  .flatMap((part) => [`${part}_grpc`, `${part}_membership`])
  .concat('frontend_http');

/** The Temporal server on the installation's PostgreSQL; not yet started. */
export function temporalProcess(programs: TemporalPrograms, home: Home, installation: Installation, say: (line: string) => void): SupervisedProcess {
  const dynamicConfigFile = join(home.run, 'temporal-dynamic-config.yaml');
  writeFileSync(dynamicConfigFile, dynamicConfig);
  const ports = Object.fromEntries(temporalPorts.map((name) => [`${name.toUpperCase()}_PORT`, String(installation.ports[name])]));
  return new SupervisedProcess(
    {
      name: 'temporal',
      command: programs.server,
      arguments: ['--allow-no-auth', 'start'],
      folder: home.run,
      environment: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TZ: 'UTC',
        DB: 'postgres12_pgx',
        POSTGRES_SEEDS: '127.0.0.1',
        DB_PORT: String(installation.ports.postgres),
        POSTGRES_USER: 'temporal',
        POSTGRES_PWD: installation.passwords.temporal,
        DBNAME: 'temporal',
        VISIBILITY_DBNAME: 'temporal_visibility',
        NUM_HISTORY_SHARDS: historyShards,
        BIND_ON_IP: '127.0.0.1',
        SQL_MAX_CONNS: '20',
        DYNAMIC_CONFIG_FILE_PATH: dynamicConfigFile,
        LOG_LEVEL: 'warn',
        ...ports,
      },
      stopSignal: 'SIGTERM',
      graceMilliseconds: 15_000,
    },
    home,
    say,
  );
}
