/** 學籍系統, who is enrolled where: the desk fills a filing from it (spec 4.2 row 1, the `auto` fields of 4.4). Behind one small interface, with a seeded fake. */
import type { Sex } from '#domain/identity-number';
import type { PlainDate } from '#domain/plain-date';
import { row, rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import type { Sealing } from '#db/sealing';

export interface RegistryEntry {
  readonly idNo: string; readonly name: string; readonly birthDate: PlainDate; readonly sex: Sex; readonly studentNo: string;
  /** where the student is enrolled; null: nowhere now */ readonly schoolId: string | null;
  /** code of `schoolTypes` */ readonly schoolType: string; readonly department: string; readonly grade: number; readonly className: string;
}
export interface StudentRegistry {
  /** @returns undefined where the registry knows nobody of this ID. @throws {RegistryAway} */
  find(idNo: string): Promise<RegistryEntry | undefined>;
}

/** The registry does not answer; nothing was asked of it twice and nothing has changed here. The desk answers `registryAway`. */
export class RegistryAway extends Error {
  constructor(which: RegistryName) { super(`the ${which} registry is away`); }
}
export type RegistryName = 'student' | 'status';

/** The fake: table `registry_student`. Not for production. */
export function seededStudentRegistry(orm: MikroORM, sealing: Sealing): StudentRegistry {
  return {
    async find(idNo) {
      const em = orm.em.fork();
      await throwWhenAway(em, 'student');
      const found = await row<Omit<RegistryEntry, 'idNo'> & { sealed: string }>(em, sql`select id_no_sealed as sealed, name, birth_date::text as "birthDate", sex, student_no as "studentNo", school_id as "schoolId",
        school_type as "schoolType", department, grade, class_name as "className" from registry_student where id_no_index = ${sealing.blindIndex(idNo)}`);
      if (!found) return undefined;
      const { sealed, ...student } = found;
      return { idNo: sealing.open(sealed), ...student };
    },
  };
}
/** Takes a seeded registry away, or brings it back: for tests and the demonstration. */
export async function takeRegistryAway(em: EntityManager, which: RegistryName, away: boolean): Promise<void> {
  await rows(em, sql`insert into registry_switch (registry, away) values (${which}, ${away}) on conflict (registry) do update set away = excluded.away`);
}
/** @throws {RegistryAway} */
export async function throwWhenAway(em: EntityManager, which: RegistryName): Promise<void> {
  if ((await row<{ away: boolean }>(em, sql`select away from registry_switch where registry = ${which}`))?.away) throw new RegistryAway(which);
}
