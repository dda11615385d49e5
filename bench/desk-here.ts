/** The desk in this process, so that its statements can be counted. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../api/app.ts';
import { deskCaller, type DeskCaller } from './desk-caller.ts';
import type { Ground } from './ground.ts';

export async function withDeskHere<T>({ own, account }: Ground, work: (desk: DeskCaller) => Promise<T>): Promise<T> {
  const server = createServer(createApp(own.desk).callback()).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  try {
    return await work(await deskCaller(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, account));
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
