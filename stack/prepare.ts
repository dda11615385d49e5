import { spawnSync } from 'node:child_process';
import { productCommands } from './children.ts';
import { describeFailure } from './refusal.ts';
import { ensureNamespace } from './temporal-namespace.ts';

// What must have happened once before workers and API of a real installation start; safe to repeat.
const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE = 'schoolward' } = process.env;
if (!TEMPORAL_ADDRESS) throw new Error('TEMPORAL_ADDRESS is not set');
try {
  await ensureNamespace(TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, new AbortController().signal, () => undefined);
  const [command, ...words] = productCommands.admin;
  process.exitCode = spawnSync(command!, [...words, 'migrate'], { stdio: 'inherit' }).status ?? 1;
} catch (failure) {
  console.error(describeFailure(failure));
  process.exitCode = 1;
}
