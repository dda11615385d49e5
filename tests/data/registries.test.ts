/** Spec 4.2 row 1, 4.6: what the registries answer, and what is heard when one is away. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainDate } from '#domain/plain-date';
import { moveInRegistry, seededStatusRegistry } from '../../activities/adapters/status-registry.ts';
import { RegistryAway, seededStudentRegistry, takeRegistryAway } from '../../activities/adapters/student-registry.ts';
import { syntheticId } from '../../api/db/seeds/people.ts';
import { pupilOf, seedPupils } from '../../api/db/seeds/students.ts';
import { testWorld } from '../support/world.ts';
import { newDatabase, type OwnDatabase } from './own-database.ts';

let database: OwnDatabase;
beforeAll(async () => { database = await newDatabase(); });
afterAll(() => database.drop());

async function registriesWith(serial: number) {
  const { desk: { sealing } } = await testWorld(), { orm } = database, pupil = pupilOf(serial, '993301', plainDate('2010-05-05'), plainDate('2026-11-20'));
  await seedPupils(orm.em.fork(), sealing, [pupil]);
  return { pupil, sealing, em: orm.em.fork(), students: seededStudentRegistry(orm, sealing), statuses: seededStatusRegistry(orm, sealing) };
}

describe('the student registry', () => {
  test('knows a pupil by the ID, however it is typed, with all that a filing takes over', async () => {
    const { pupil, students } = await registriesWith(1);
    expect(await students.find(` ${pupil.idNo.toLowerCase()} `)).toEqual(pupil);
  });
  test('knows nobody of another ID', async () => expect(await (await registriesWith(1)).students.find(syntheticId('female', 999_999))).toBeUndefined());
  test('says so when it is away, and answers again when it is back', async () => {
    const { pupil, students, em } = await registriesWith(2);
    await takeRegistryAway(em, 'student', true);
    await expect(students.find(pupil.idNo)).rejects.toThrow(RegistryAway);
    await takeRegistryAway(em, 'student', false);
    expect(await students.find(pupil.idNo)).toMatchObject({ name: pupil.name });
  });
});
describe('the status registry', () => {
  test('says where a student is enrolled now', async () => {
    const { pupil, statuses, em, sealing } = await registriesWith(3);
    expect(await statuses.lookup(pupil.idNo, pupil.birthDate)).toEqual({ schoolCode: '993301', state: 'enrolled', seniorHigh: true });
    await moveInRegistry(em, sealing, pupil.idNo, { schoolCode: null, state: 'left', seniorHigh: false });
    expect(await statuses.lookup(pupil.idNo, pupil.birthDate)).toEqual({ schoolCode: null, state: 'left', seniorHigh: false });
  });
  test('takes another birth date for another person', async () => {
    const { pupil, statuses } = await registriesWith(4);
    expect(await statuses.lookup(pupil.idNo, plainDate('2010-05-06'))).toBeUndefined();
  });
  test('is away by itself', async () => {
    const { pupil, statuses, students, em } = await registriesWith(5);
    await takeRegistryAway(em, 'status', true);
    await expect(statuses.lookup(pupil.idNo, pupil.birthDate)).rejects.toThrow(RegistryAway);
    expect(await students.find(pupil.idNo)).toBeDefined();
  });
});
