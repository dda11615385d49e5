/** The course beside its case, spec 5.2. */
import { defineEntity, p } from '@mikro-orm/core';

const CourseSchema = defineEntity({
  name: 'Course', tableName: 'course',
  properties: { caseId: p.uuid().primary(), form: p.json<Record<string, unknown>>(), name: p.text(), startsOn: p.date(), endsOn: p.date(), listedAt: p.datetime().nullable(), overdue: p.boolean() },
});
export class Course extends CourseSchema.class {}
CourseSchema.setClass(Course);
