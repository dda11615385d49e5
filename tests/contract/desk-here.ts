/** A desk in this process on the stores of the run, of which a part is other than usual: what a test breaks here breaks for nobody else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../api/app.ts';
import type { Desk } from '../../api/desk.ts';
import { Client } from '../support/client.ts';
import { testWorld } from '../support/world.ts';

export interface DeskHere { readonly baseUrl: string; /** the same person, at this desk */ as(person: Client): Promise<Client>; stop(): void }
export async function deskHere(unusual: Partial<Desk>): Promise<DeskHere> {
  const server = createServer(createApp({ ...(await testWorld()).desk, ...unusual }).callback()).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { baseUrl, as: async (person) => Client.signIn(baseUrl, await loginOf(person)), stop() { server.close(); server.closeAllConnections(); } };
}
export const loginOf = async (person: Client): Promise<string> => (await person.get<{ login: string }>('/me')).body.login;
