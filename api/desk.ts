/** What the desk works with; one for a process. */
import type { Logger } from 'pino';
import type { StatusRegistry } from '../activities/adapters/status-registry.ts';
import type { StudentRegistry } from '../activities/adapters/student-registry.ts';
import type { Temporal } from '../activities/adapters/temporal.ts';
import type { Config } from './config.ts';
import type { Gathering } from './db/gathering.ts';
import type { MikroORM } from './db/orm.ts';
import type { Sealing } from './db/sealing.ts';
import type { LiveHub } from './http/live-hub.ts';

export interface Desk {
  readonly config: Config;
  readonly orm: MikroORM;
  /** for who has not signed in: however many come, nobody at work waits for a connection. Opened with ONE_PLAN */ readonly visitors: MikroORM;
  readonly temporal: Temporal;
  readonly log: Logger;
  readonly sealing: Sealing;
  readonly students: StudentRegistry;
  readonly enrolments: StatusRegistry;
  readonly hub: LiveHub;
  /** ids of commands that their procedures have answered */ readonly answers: Gathering<string>;
}
