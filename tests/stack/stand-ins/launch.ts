import { join } from 'node:path';
import { launch } from '../../../stack/launcher.ts';

const call = (name: string): string[] => [process.execPath, join(import.meta.dirname, `${name}.ts`)];

// The real launcher over stand-ins of our own programs.
const commands = { worker: call('worker'), api: call('api'), admin: call('admin') };
process.exit(await launch(process.argv.slice(2), process.env, { commands, web: false }));
