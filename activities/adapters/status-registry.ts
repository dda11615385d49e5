/** 學籍所在地: where a student is enrolled now, asked when a case is closed as returned or at another senior high (spec 4.6). With a seeded fake. */
import type { PlainDate } from '#domain/plain-date';
import { row, rows, sql, type EntityManager, type MikroORM } from '#db/orm';
import type { Sealing } from '#db/sealing';
import { throwWhenAway } from './student-registry.ts';

/** `on_leave`: 休學, still on the school's rolls but not attending. */
export type EnrolmentState = 'enrolled' | 'on_leave' | 'left';
export interface EnrolmentStatus {
  /** null: on no school's rolls */ readonly schoolCode: string | null;
  readonly state: EnrolmentState;
  /** the school is a senior high; false for colleges */ readonly seniorHigh: boolean;
}
export interface StatusRegistry {
  /** @returns undefined where nobody has this ID and this birth date: a wrong birth date makes another person. @throws {RegistryAway} */
  lookup(idNo: string, birthDate: PlainDate): Promise<EnrolmentStatus | undefined>;
}

/** The fake: table `registry_student`. Not for production. */
export function seededStatusRegistry(orm: MikroORM, sealing: Sealing): StatusRegistry {
  return {
    async lookup(idNo, birthDate) {
      const em = orm.em.fork();
      await throwWhenAway(em, 'status');
      return row<EnrolmentStatus>(em, sql`select school_id as "schoolCode", state, senior_high as "seniorHigh" from registry_student where id_no_index = ${sealing.blindIndex(idNo)} and birth_date = ${birthDate}::date`);
    },
  };
}
/** Moves a student in the seeded registry: somebody came back, or is enrolled elsewhere now. */
export async function moveInRegistry(em: EntityManager, sealing: Sealing, idNo: string, to: EnrolmentStatus): Promise<void> {
  await rows(em, sql`update registry_student set school_id = ${to.schoolCode}, state = ${to.state}, senior_high = ${to.seniorHigh} where id_no_index = ${sealing.blindIndex(idNo)}`);
}
