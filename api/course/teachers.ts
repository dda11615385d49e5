/** A teacher as the course's owner and centre see one: by name, with a masked ID (spec 8.3). */
import { maskIns, maskName } from '#domain/identity-number';
import { sql } from '#db/orm';
import type { Desk } from '../desk.ts';
import type { CourseList } from './contract.ts';

export type TeacherView = CourseList['items'][number]['teacher'];
export interface TeacherRow extends Omit<TeacherView, 'idNo'> { readonly idNoSealed: string }

/** Over `teacher t join organisation o on o.id = t.school_id`. */
export const teacherColumns = sql`t.id, t.name, t.sex, t.position, t.id_no_sealed as "idNoSealed", jsonb_build_object('id', o.id, 'name', o.name) as school`;
export const presentTeacher = ({ id, name, idNoSealed, sex, position, school }: TeacherRow, { sealing }: Pick<Desk, 'sealing'>, masked = false): TeacherView =>
  ({ id, name: masked ? maskName(name) : name, idNo: maskIns(sealing.open(idNoSealed)), sex, position, school });
