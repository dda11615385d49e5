/** What the environment says, read once. */
import { readFileSync } from 'node:fs';

export interface Keys { readonly encryption: { readonly id: string; readonly key: string }; readonly blindIndex: string; readonly session: string }
export interface Config {
  readonly databaseUrl: string; readonly temporalAddress: string; readonly namespace: string; readonly port: number; readonly home: string;
  readonly profile: 'demo' | 'production'; readonly logLevel: string; readonly keys: Keys;
}
/** What PostgreSQL's errors quote of the rows and texts they met: never printed. */
export const unprinted = ['err', 'error'].flatMap((error) => ['parameters', 'query', 'params', 'detail', 'where', 'internalQuery'].map((quoting) => `${error}.${quoting}`));
/** @throws {Error} naming the variable that is missing */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const needed = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set; \`npm start\` sets it`);
    return value;
  };
  return {
    databaseUrl: needed('DATABASE_URL'), temporalAddress: needed('TEMPORAL_ADDRESS'), namespace: env['TEMPORAL_NAMESPACE'] ?? 'schoolward', port: Number(env['PORT'] ?? 8080),
    home: env['SCHOOLWARD_HOME'] ?? '.schoolward', profile: env['SCHOOLWARD_PROFILE'] === 'production' ? 'production' : 'demo', logLevel: env['LOG_LEVEL'] ?? 'info',
    keys: JSON.parse(readFileSync(needed('SCHOOLWARD_KEY_FILE'), 'utf8')) as Keys,
  };
}
