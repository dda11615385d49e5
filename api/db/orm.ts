/**
 * The one way to PostgreSQL: MikroORM's connection, and Kysely's `sql` on the same connection. Entities are for a command that changes one row of the
 * desk's own (a draft, an account, a session); what reads, and what changes several rows at once, is a statement.
 */
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { Amendment } from './entities/amendment.ts';
import { CaseEventRow, CaseFile, Deadline, Draft, Notice, Submission } from './entities/cases.ts';
import { Course } from './entities/course.ts';
import { DropoutFiling, DropoutRecord } from './entities/dropout.ts';
import { Account, Organisation, RoleGrant, Session, Student } from './entities/people.ts';
import { PlanningClient } from './planning-client.ts';
import { Cases } from './migrations/001-cases.ts';
import { Dropout } from './migrations/002-dropout.ts';
import { LostAnswers } from './migrations/003-lost-answers.ts';
import { Courses } from './migrations/004-courses.ts';
import { Amendments } from './migrations/005-amendments.ts';
import { ReadingByActing } from './migrations/006-reading-by-acting.ts';
import { LongerGrams } from './migrations/007-longer-grams.ts';
import { TrackInterval } from './migrations/008-track-interval.ts';
import { FoundByIndex } from './migrations/009-found-by-index.ts';
import { AnswersAndGrams } from './migrations/010-answers-and-grams.ts';
import { CourseSheets } from './migrations/011-course-sheets.ts';

export type { EntityManager, MikroORM };
/** A `timestamptz` as it comes from a projection: text with its offset, to the microsecond. */
export type Timestamp = string;
export const instantOf = (at: Timestamp): number => new Date(at).getTime();
export { sql };
export type { RawBuilder };

export const entities = [Organisation, Account, RoleGrant, Session, Student, CaseFile, CaseEventRow, Deadline, Submission, Draft, Notice, DropoutFiling, DropoutRecord, Course, Amendment];
export const migrations = [Cases, Dropout, LostAnswers, Courses, Amendments, ReadingByActing, LongerGrams, TrackInterval, FoundByIndex, AnswersAndGrams, CourseSheets];

/** A new connection costs some 20 ms and begins with cold catalogues: a clerk's next click should not pay for it. */
const IDLE_MS = 300_000;
/** Statements that are written for one plan keep it: PostgreSQL would plan them anew each time where it guesses that another could be better for these values. */
export const ONE_PLAN = '-c plan_cache_mode=force_generic_plan';
/** @param pool connections held at most. @param name under which PostgreSQL lists them. @param options of each connection */
export async function createOrm(databaseUrl: string, pool = 10, name = 'schoolward', options = ''): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: databaseUrl, entities, extensions: [Migrator], pool: { min: 0, max: pool, idleTimeoutMillis: IDLE_MS }, driverOptions: { Client: PlanningClient, application_name: name, options }, forceUtcTimezone: true, debug: false, ensureDatabase: false, discovery: { warnWhenNoEntities: false },
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'schema_migration' },
  });
}
/** A text as uuid, or null where it is none: the keys of tables are compared as what they are, or no index finds them. */
export const uuidIn = (text: RawBuilder<unknown>): RawBuilder<unknown> => sql`case when pg_input_is_valid(${text}, 'uuid') then (${text})::uuid end`;
/** A worker looks at the store every second, so one is always open while it lives: the store sees its death at once, the engine lists a dead one for minutes. */
export const WORKER_CONNECTION = 'schoolward-worker';
/** Kysely in the manager's transaction, where there is one. */
export const kysely = (em: EntityManager): Kysely<Record<never, never>> => em.getKysely<Record<never, never>>();
/** Rows of a query written with `sql`. */
export async function rows<T>(em: EntityManager, query: RawBuilder<unknown>): Promise<T[]> {
  return (await (query as RawBuilder<T>).execute(kysely(em))).rows;
}
export async function row<T>(em: EntityManager, query: RawBuilder<unknown>): Promise<T | undefined> {
  return (await rows<T>(em, query))[0];
}
