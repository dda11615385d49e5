/** Lists of a course's teachers, and files of them. */
import { utils, write, type BookType } from '@e965/xlsx';
import { DAY } from '#domain/plain-date';
import type { CourseList, ListUpload } from '#contract/course';
import { rows, sql } from '#db/orm';
import type { Answered, Client, ProblemBody } from './client.ts';
import { courseAt, must, newTeacher, type Course, type TestTeacher } from './course.ts';
import { at } from './dropout.ts';
import type { TestSchool } from './school.ts';
import { testWorld } from './world.ts';

export const START = at('2026-09-24');
/** A course of 2 October that passed and has ended; nothing is on its list. */
export async function endedCourse(school: TestSchool, more: object = {}): Promise<Course> {
  const course = await courseAt(school, START, more);
  await must(await school.as('ins_center'), course.id, 'pass');
  await course.until(START + 9 * DAY);
  return course;
}
export const manyTeachers = (school: Pick<TestSchool, 'id'>, count: number): Promise<TestTeacher[]> => Promise.all(Array.from({ length: count }, (_, i) => newTeacher(school, { name: `林教師${i + 1}` })));

type Cell = string | number | undefined;
/** As people fill it in: the heading first, on a sheet of that name behind another. */
export function bookOf(kind: BookType, lines: readonly (readonly Cell[])[], { heading = ['身分證字號', '研習時數/學分數'], sheet = '研習教師資料' } = {}): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['說明'], ['A123456789', 3]]), '填寫說明');
  utils.book_append_sheet(book, utils.aoa_to_sheet([heading, ...lines.map((line) => [...line])]), sheet);
  return write(book, { type: 'buffer', bookType: kind }) as Buffer;
}
export const csvOf = (lines: readonly (readonly Cell[])[]): Buffer => Buffer.from(['身分證字號,研習時數/學分數', ...lines.map((line) => line.join(','))].join('\r\n'));

export const listPath = (courseId: string): string => `/course/cases/${courseId}/list`;
export const listOf = async (client: Client, courseId: string, version?: number): Promise<CourseList> => (await client.get<CourseList>(`${listPath(courseId)}${version ? `?version=${version}` : ''}`)).body;
export const put = (client: Client, courseId: string, person: string, hours: number) => client.send<CourseList['items'][number] & ProblemBody>('PUT', `${listPath(courseId)}/rows`, { person, hours });
export const preview = (client: Client, courseId: string, bytes: Buffer, name = '名單.xlsx'): Promise<Answered<ListUpload & ProblemBody>> => client.upload(`${listPath(courseId)}/uploads?name=${encodeURIComponent(name)}`, bytes);
export const commit = (client: Client, courseId: string, { id }: Pick<ListUpload, 'id'>) => client.send<ListUpload & ProblemBody>('POST', `${listPath(courseId)}/uploads/${id}/commit`);
export const hoursOf = async (courseId: string) => rows<{ teacher: string; hours: string; counted: boolean; version: number }>((await testWorld()).orm.em.fork(), sql`select teacher_id as teacher, hours::text, counted, version from issued_hours where case_id = ${courseId} order by teacher_id`);
