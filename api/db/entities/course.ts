/** The course beside its case, spec 5.2. */
import { defineEntity, p } from '@mikro-orm/core';

const CourseSchema = defineEntity({
  name: 'Course', tableName: 'course',
  properties: {
    caseId: p.uuid().primary(), form: p.json<Record<string, unknown>>(), name: p.text(), place: p.text(), startsOn: p.date(), endsOn: p.date(),
    hours: p.type('numeric').$type<string>(), total: p.integer(), stages: p.type('text[]').$type<string[]>(), grams: p.type('tsvector').$type<string>(), listedAt: p.datetime().nullable(), overdue: p.boolean(), updatedAt: p.datetime(),
  },
});
export class Course extends CourseSchema.class {}
CourseSchema.setClass(Course);
