/** Registrations and participants as rows of a sheet. Spec 5.6. */
import { extraFields, positions, registrationStates } from '#workflows/course/code-lists';
import { dateAt } from '#domain/plain-date';
import { formatRocDate } from '#domain/roc-date';
import { instantOf } from '#db/orm';
import type { Desk } from '../../desk.ts';
import { openAnswers } from '../answers.ts';
import { presentTeacher } from '../teachers.ts';
import type { ExtraQuestions, RegisteredRow } from './queries.ts';
import { hoursTitle, sexLabels, type Participant, type SheetCourse } from './sheets.ts';
import type { Cell, Sheet } from './workbook.ts';

type Rows = Pick<Sheet, 'heading' | 'rows'>;
const person = ['姓名', '身分證統一編號', '性別', '職位類別', '服務學校'];
const personCells = ({ name, idNo, sex, position, school }: Participant['teacher']): Cell[] => [name, idNo, sexLabels[sex], positions[position].zh, school.name];
const sources = { online: '線上報名', school: '校內批次報名' } as const;

/** With what the organiser asked for, IDs whole, because the insurance needs them: for the owner alone; also what was asked before the questions were changed. */
export function registrationRows(came: readonly RegisteredRow[], { fields = [], others = [] }: ExtraQuestions, desk: Pick<Desk, 'sealing'>): Rows {
  const registered = came.map(({ extraSealed, ...one }) => ({ ...one, extra: openAnswers(extraSealed, desk.sealing) }));
  const asked = [...new Set<string>([...fields, ...others, ...registered.flatMap(({ extra }) => Object.keys(extra))])];
  const labelOf = (question: string): string => (question in extraFields ? extraFields[question as keyof typeof extraFields].label.zh : question);
  return {
    heading: ['報名序號', '審核結果', '報名方式', ...person, '報名日期', ...asked.map(labelOf)],
    rows: registered.map(({ place, state, source, extra, registeredAt, teacher }) => [place, registrationStates[state].zh, sources[source], ...personCells(presentTeacher(teacher, desk)), formatRocDate(dateAt(instantOf(registeredAt))), ...asked.map((question) => extra[question] ?? '')]),
  };
}
export const participantRows = (course: SheetCourse, participants: readonly Participant[]): Rows =>
  ({ heading: ['序號', ...person, hoursTitle(course)], rows: participants.map(({ teacher, hours }, i) => [i + 1, ...personCells(teacher), hours]) });
