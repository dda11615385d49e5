/** How a server that is told to stop ends: whoever has asked is answered, nobody new is let in. */
import type { Server } from 'node:http';

/** A connection that is kept for a next request is let go this soon after its answer. */
const LOOK_AGAIN_MS = 50;

/**
 * @param endStreams answers that would never end by themselves
 * @param withinMs after which whoever is still waiting is cut off
 */
export async function closeServer(server: Server, endStreams: () => Promise<void>, withinMs: number): Promise<void> {
  const closed = new Promise<void>((done) => { server.close(() => done()); });
  const letGo = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN_MS), cutOff = setTimeout(() => server.closeAllConnections(), withinMs);
  try {
    await endStreams();
  } finally {
    await closed;
    clearInterval(letGo);
    clearTimeout(cutOff);
  }
}
