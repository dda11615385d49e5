import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { Refusal } from './refusal.ts';

// Above 32767 the operating system hands out ports to outgoing connections: a port that is free now may be taken by one later.
const lowest = 20_000;
const highest = 32_000;

/** Whether something could listen on this port of the loopback address right now. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => answer(true)));
  });
}

/**
 * Ports that are free now, from a random place on, so that two launchers looking at the same moment seldom meet.
 * @throws Refusal when there are not enough
 */
export async function findFreePorts(count: number): Promise<number[]> {
  const first = randomInt(lowest, highest);
  const found: number[] = [];
  for (let step = 0; step < highest - lowest && found.length < count; step++) {
    const port = lowest + ((first - lowest + step) % (highest - lowest));
    if (await portIsFree(port)) found.push(port);
  }
  if (found.length < count) {
    throw new Refusal(
      `Fewer than ${count} ports between ${lowest} and ${highest} are free on 127.0.0.1.`,
      'Stop some programs that listen on them and start again.',
    );
  }
  return found;
}
