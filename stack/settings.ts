import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Profile } from './children.ts';
import { Refusal } from './refusal.ts';

export interface Settings {
  home: string;
  port: number;
  profile: Profile;
  namespace: string;
  logLevel: string;
  databaseUrl?: string;
  temporalAddress?: string;
  temporalServerPath?: string;
}

/** Every setting by its variable; its flags are the same name in small letters, with or without `schoolward-`. */
const variables = [
  'SCHOOLWARD_HOME',
  'PORT',
  'SCHOOLWARD_PROFILE',
  'DATABASE_URL',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_SERVER_PATH',
  'LOG_LEVEL',
] as const;

type Variable = (typeof variables)[number];

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * What a start was told: flags win over variables, an empty variable counts as none.
 * @param checkout folder the default home lies in
 * @throws Refusal for a flag or a value that means nothing
 */
export function readSettings(flags: string[], environment: NodeJS.ProcessEnv, checkout: string): Settings {
  const told = { ...fromEnvironment(environment), ...fromFlags(flags) };
  const databaseUrl = told.DATABASE_URL;
  return {
    home: told.SCHOOLWARD_HOME ? resolve(told.SCHOOLWARD_HOME) : resolve(checkout, '.schoolward'),
    port: readPort(told.PORT ?? '8080'),
    profile: oneOf('SCHOOLWARD_PROFILE', told.SCHOOLWARD_PROFILE ?? (databaseUrl ? 'production' : 'demo'), ['demo', 'production']) as Profile,
    namespace: told.TEMPORAL_NAMESPACE ?? 'schoolward',
    logLevel: oneOf('LOG_LEVEL', told.LOG_LEVEL ?? 'info', logLevels),
    ...(databaseUrl && { databaseUrl: readDatabaseUrl(databaseUrl) }),
    ...(told.TEMPORAL_ADDRESS && { temporalAddress: told.TEMPORAL_ADDRESS }),
    ...(told.TEMPORAL_SERVER_PATH && { temporalServerPath: resolve(told.TEMPORAL_SERVER_PATH) }),
  };
}

function fromEnvironment(environment: NodeJS.ProcessEnv): Partial<Record<Variable, string>> {
  return Object.fromEntries(variables.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}

function fromFlags(flags: string[]): Partial<Record<Variable, string>> {
  const flagOf = (name: string): string => name.toLowerCase().replaceAll('_', '-');
  const spellings = variables.flatMap((name) => [...new Set([flagOf(name), flagOf(name).replace('schoolward-', '')])].map((flag) => [flag, name] as const));
  try {
    const { values } = parseArgs({ args: flags, options: Object.fromEntries(spellings.map(([flag]) => [flag, { type: 'string' as const }])) });
    return Object.fromEntries(spellings.flatMap(([flag, name]) => (values[flag] === undefined ? [] : [[name, values[flag]]])));
  } catch (failure) {
    const known = spellings.map(([flag]) => flag).filter((flag) => !flag.startsWith('schoolward-'));
    throw new Refusal((failure as Error).message, `Known are: ${known.map((flag) => `--${flag} VALUE`).join(', ')}.`, { cause: failure });
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refusal(`PORT is "${text}", which is no port.`, 'Give a number from 0 to 65535, for example: npm start -- --port 8081');
}

function oneOf(variable: Variable, value: string, allowed: string[]): string {
  if (allowed.includes(value)) return value;
  throw new Refusal(`${variable} is "${value}".`, `It can be ${allowed.join(', ')}.`);
}

function readDatabaseUrl(text: string): string {
  if (/^postgres(ql)?:\/\/./.test(text) && URL.canParse(text)) return text;
  // The value is not repeated: it may hold a password.
  throw new Refusal('DATABASE_URL is not the address of a PostgreSQL database.', 'It looks like postgres://user:password@host:5432/schoolward');
}
