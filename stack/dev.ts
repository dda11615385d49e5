import { parseArgs } from 'node:util';
import { describeFailure } from './refusal.ts';
import { startStack } from './stack.ts';

// For working on the product: PostgreSQL and Temporal alone, until Ctrl+C, with the variables its programs need.
const { values } = parseArgs({ options: { home: { type: 'string', default: '.schoolward-dev' } } });
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
try {
  const stack = await startStack({ home: values.home, children: [], signal: ending.signal });
  console.log(`export DATABASE_URL='${stack.databaseUrl}' TEMPORAL_ADDRESS=${stack.temporalAddress} TEMPORAL_NAMESPACE=${stack.namespace}`);
  console.log(`export SCHOOLWARD_HOME='${stack.home}' SCHOOLWARD_PROFILE=${stack.profile} SCHOOLWARD_KEY_FILE='${stack.home}/keys.json' TZ=UTC`);
  await new Promise((ended) => (ending.signal.aborted ? ended(undefined) : ending.signal.addEventListener('abort', ended)));
  await stack.stop();
} catch (failure) {
  if (!ending.signal.aborted) {
    console.error(describeFailure(failure));
    process.exitCode = 1;
  }
}
