/** How a desk stops: whoever has asked is answered, streams end, and one that never ends keeps nobody waiting. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { Desk } from '../../api/desk.ts';
import { closeServer } from '../../api/http/close-server.ts';
import { liveHub } from '../../api/http/live-hub.ts';
import { Client } from '../support/client.ts';
import { newSchool, newStudent } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { loginOf } from './desk-here.ts';
import { listen } from './live-stream.ts';

const LONG_MS = 60_000;
/** A desk whose registry answers when it is told to. */
async function desk(unusual: Partial<Desk> = {}) {
  const { desk: usual } = await testWorld(), asked = Promise.withResolvers<void>(), answer = Promise.withResolvers<void>(), school = await newSchool(), person = await school.as('leaver_main'), { idNo } = await newStudent(school);
  const students = { find: async (id: string) => { asked.resolve(); await answer.promise; return usual.students.find(id); } };
  const server: Server = createServer(createApp({ ...usual, students, ...unusual }).callback()).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`, client = await Client.signIn(baseUrl, await loginOf(person));
  return { server, baseUrl, person, client, asked: asked.promise, answer: answer.resolve, lookUp: () => client.send('POST', '/dropout/student-lookups', { idNo }) };
}

describe.concurrent('a desk that is told to stop', () => {
  it('answers who has asked, lets nobody new in, and is closed then', async () => {
    const { server, client, asked, answer, lookUp } = await desk(), looked = lookUp();
    await asked;
    const closed = closeServer(server, () => Promise.resolve(), LONG_MS);
    await expect(client.get('/me')).rejects.toThrow();
    answer();
    expect((await looked).status).toBe(200);
    await closed;
  });

  it('ends the event streams, which would never end by themselves', async () => {
    const hub = liveHub((await testWorld()).databaseUrl, async (ids) => new Set(ids), pino({ level: 'silent' })), { server, baseUrl, person } = await desk({ hub }), stream = await listen(person, baseUrl);
    const closed = closeServer(server, () => hub.stop(), LONG_MS);
    await expect(stream.until(() => false)).rejects.toThrow('the stream ended');
    await closed;
  });

  it('cuts off who would wait longer than it may take', async () => {
    const { server, asked, answer, lookUp } = await desk(), looked = expect(lookUp()).rejects.toThrow();
    await asked;
    await closeServer(server, () => Promise.resolve(), 0);
    await looked;
    answer();
  });
});
