/** What is to be changed in a closed course, spec 5.8. */
import { defineEntity, p } from '@mikro-orm/core';

const AmendmentSchema = defineEntity({
  name: 'Amendment', tableName: 'amendment',
  properties: { caseId: p.uuid().primary(), courseId: p.uuid(), form: p.json<Record<string, unknown>>(), letter: p.text().nullable() },
});
export class Amendment extends AmendmentSchema.class {}
AmendmentSchema.setClass(Amendment);
