/** The forms of the dropout procedure, spec 4.4. */
import { defineEntity, p } from '@mikro-orm/core';

const DropoutFilingSchema = defineEntity({
  name: 'DropoutFiling', tableName: 'dropout_filing',
  properties: { caseId: p.uuid().primary(), basic: p.json<Record<string, unknown>>(), caseData: p.json<Record<string, unknown>>().nullable(), updatedAt: p.datetime() },
});
export class DropoutFiling extends DropoutFilingSchema.class {}
DropoutFilingSchema.setClass(DropoutFiling);

const DropoutRecordSchema = defineEntity({
  name: 'DropoutRecord', tableName: 'dropout_record',
  properties: { id: p.uuid().primary(), caseId: p.uuid(), accountId: p.uuid(), sentAt: p.datetime(), sequence: p.integer(), beforeReport: p.boolean(), content: p.json<Record<string, unknown>>(), deletedAt: p.datetime().nullable() },
});
export class DropoutRecord extends DropoutRecordSchema.class {}
DropoutRecordSchema.setClass(DropoutRecord);
