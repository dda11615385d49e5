import { launch } from './launcher.ts';

process.exit(await launch(process.argv.slice(2), process.env));
