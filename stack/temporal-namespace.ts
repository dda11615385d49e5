import { Connection } from '@temporalio/client';
import { Refusal } from './refusal.ts';
import { until } from './waiting.ts';

const retentionSeconds = 30 * 86_400;
const alreadyExists = 6;
const startUpMilliseconds = 60_000;

/**
 * Waits until the server at this address answers, makes sure the namespace is there and can be used.
 * @param failed gives the last words of a server of ours that keeps dying
 * @throws Refusal when the server does not answer in time
 */
export async function ensureNamespace(address: string, namespace: string, signal: AbortSignal, failed: () => string | undefined): Promise<void> {
  const connection = await until(() => connect(address, failed), { within: startUpMilliseconds, signal }, () => notAnswering(address, failed()));
  try {
    await register(connection, namespace);
    await until(() => usable(connection, namespace), { within: startUpMilliseconds, signal }, () => notAnswering(address, failed()));
  } finally {
    await connection.close();
  }
}

function notAnswering(address: string, lastWords: string | undefined): Refusal {
  return new Refusal(
    `The Temporal server at ${address} does not answer.${lastWords ? ` Its last words:\n${lastWords}` : ''}`,
    'Mend what it complains about, or name a server that runs: npm start -- --temporal-address HOST:PORT',
  );
}

async function connect(address: string, failed: () => string | undefined): Promise<Connection | undefined> {
  const lastWords = failed();
  if (lastWords !== undefined) throw notAnswering(address, lastWords);
  try {
    return await Connection.connect({ address, connectTimeout: 1_000 });
  } catch {
    return undefined;
  }
}

async function register(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: retentionSeconds as never },
    });
  } catch (failure) {
    if ((failure as { code?: number }).code !== alreadyExists) throw failure;
  }
}

/** A namespace just registered is unknown to parts of the server for a moment. */
async function usable(connection: Connection, namespace: string): Promise<true | undefined> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
    await connection.workflowService.countWorkflowExecutions({ namespace, query: '' });
    return true;
  } catch {
    return undefined;
  }
}
