/** What a test works with: the real stack of the run, and a desk of its own on the same stores, for what HTTP cannot say. */
import { pino } from 'pino';
import { inject } from 'vitest';
import { seededStatusRegistry } from '../../activities/adapters/status-registry.ts';
import { seededStudentRegistry } from '../../activities/adapters/student-registry.ts';
import { connectTemporal, type Temporal } from '../../activities/adapters/temporal.ts';
import { answersTo } from '../../api/cases/answers.ts';
import { readConfig } from '../../api/config.ts';
import { createOrm, type MikroORM } from '#db/orm';
import { sealingWith } from '#db/sealing';
import type { Desk } from '../../api/desk.ts';
import { Client } from './client.ts';
import { declaredBy } from './declared.ts';
import { nobodyListens } from '../../api/http/live-hub.ts';

export interface World { readonly orm: MikroORM; readonly temporal: Temporal; readonly desk: Desk; readonly baseUrl: string; readonly databaseUrl: string }
export interface RunningStack { readonly baseUrl: string; readonly environment: Readonly<Record<string, string>> }
let world: Promise<World> | undefined;

/** One a test file; the processes of the run end with it. */
export function testWorld(): Promise<World> {
  return (world ??= buildInTest(inject('stack')));
}
async function buildInTest(stack: RunningStack): Promise<World> {
  Client.refused = declaredBy(stack.baseUrl);
  return build(stack);
}
/** The same for a program outside the test run, on a stack that it has started. */
export function worldOn(stack: RunningStack): Promise<World> {
  return (world ??= build(stack));
}
async function build({ baseUrl, environment }: RunningStack): Promise<World> {
  const config = readConfig({ ...environment });
  const orm = await createOrm(config.databaseUrl, 4), temporal = await connectTemporal(config.temporalAddress, config.namespace), sealing = sealingWith(config.keys);
  const log = pino({ level: 'silent' });
  const desk: Desk = {
    config, orm, visitors: orm, temporal, sealing, log, students: seededStudentRegistry(orm, sealing), enrolments: seededStatusRegistry(orm, sealing),
    hub: nobodyListens, answers: answersTo(orm, log),
  };
  return { orm, temporal, desk, baseUrl, databaseUrl: config.databaseUrl };
}
