/** What an operators' command works with. */
import { createOrm, type MikroORM } from '#db/orm';
import { connectTemporal, type Temporal } from '../../activities/adapters/temporal.ts';
import { readConfig, type Config } from '../config.ts';

export interface Operator { readonly config: Config; readonly orm: MikroORM; readonly temporal: Temporal; say(line: string): void }
/** @returns false where something was wrong that the command has said: the exit code is 1 then. */
export type AdminCommand = (operator: Operator, words: readonly string[]) => Promise<boolean>;
/** Wrong words after a command, or one that may not run here; its sentence is all the operator sees. */
export class Refusal extends Error {}

export async function asOperator(command: AdminCommand, words: readonly string[]): Promise<boolean> {
  const config = readConfig(), orm = await createOrm(config.databaseUrl), temporal = await connectTemporal(config.temporalAddress, config.namespace);
  try {
    return await command({ config, orm, temporal, say: (line) => console.log(line) }, words);
  } finally {
    await orm.close();
    await temporal.connection.close();
  }
}
/** @throws {Refusal} outside the demonstration: no real school gets invented children */
export function demonstrationOnly({ config }: Operator): void {
  if (config.profile !== 'demo') throw new Refusal('Only in the demonstration profile: this installation holds real records.');
}
