/** What every case leaves behind: its file, events, deadlines, and the outbox. Only `recordTransition` writes these; drafts are their author's. */
import { defineEntity, p } from '@mikro-orm/core';
import type { By } from '#domain/roles';
import type { State } from '#case/state';

const CaseFileSchema = defineEntity({
  name: 'CaseFile', tableName: 'case_file',
  properties: {
    id: p.uuid().primary(), lifecycle: p.text(), number: p.text().nullable(), title: p.text().nullable(), status: p.text(), since: p.datetime(), version: p.integer(), sequence: p.integer(),
    schoolId: p.text(), countyId: p.text(), jurisdiction: p.text(), authorId: p.uuid(), assigneeIds: p.array<string>().columnType('uuid[]'), studentId: p.uuid().nullable(), uniqueKey: p.text().nullable(),
    clockAheadMs: p.bigint('number'), openedAt: p.datetime(), changedAt: p.datetime(), endedAt: p.datetime().nullable(), state: p.json<State>(),
  },
});
export class CaseFile extends CaseFileSchema.class {}
CaseFileSchema.setClass(CaseFile);

const CaseEventSchema = defineEntity({
  name: 'CaseEvent', tableName: 'case_event',
  properties: {
    caseId: p.uuid().primary(), sequence: p.integer().primary(), version: p.integer(), kind: p.text(), name: p.text(), level: p.integer().nullable(), statusBefore: p.text(), statusAfter: p.text(),
    personId: p.text(), role: p.text(), commandId: p.text(), at: p.datetime(), facts: p.json<object>().nullable(), rows: p.json<object>(), receipt: p.text(), recordedAt: p.datetime(),
  },
});
export class CaseEventRow extends CaseEventSchema.class {}
CaseEventSchema.setClass(CaseEventRow);

const DeadlineSchema = defineEntity({
  name: 'Deadline', tableName: 'deadline',
  properties: {
    caseId: p.uuid().primary(), name: p.text().primary(), startedAt: p.datetime().primary(), lifecycle: p.text(), dueOn: p.date().nullable(), provisional: p.boolean(), isWindow: p.boolean(), rung: p.integer(), level: p.integer(),
    extended: p.boolean(), openedSequence: p.integer(), closedSequence: p.integer().nullable(), closedAt: p.datetime().nullable(), closedBy: p.text().nullable(),
  },
});
export class Deadline extends DeadlineSchema.class {}
DeadlineSchema.setClass(Deadline);

const SubmissionSchema = defineEntity({
  name: 'Submission', tableName: 'submission',
  properties: { id: p.uuid().primary(), caseId: p.uuid(), action: p.text(), accountId: p.uuid(), body: p.json<object>(), bodyHash: p.text(), createdAt: p.datetime().onCreate(() => new Date()), effectiveSequence: p.integer().nullable(), answered: p.boolean().default(false), requestId: p.text().nullable() },
});
export class Submission extends SubmissionSchema.class {}
SubmissionSchema.setClass(Submission);

const DraftSchema = defineEntity({
  name: 'Draft', tableName: 'draft',
  properties: { caseId: p.uuid().primary(), form: p.text().primary(), accountId: p.uuid().primary(), body: p.json<object>(), updatedAt: p.datetime() },
});
export class Draft extends DraftSchema.class {}
DraftSchema.setClass(Draft);

const NoticeSchema = defineEntity({
  name: 'Notice', tableName: 'notice',
  properties: { id: p.uuid().primary(), caseId: p.uuid(), sequence: p.integer(), kind: p.text(), deadline: p.text().nullable(), level: p.integer().nullable(), told: p.json<By>(), dueOn: p.date().nullable(), createdAt: p.datetime(), /** one that can be taken back waits */ notBefore: p.datetime(), /** one person, where not roles are told */ accountId: p.uuid().nullable() },
});
export class Notice extends NoticeSchema.class {}
NoticeSchema.setClass(Notice);
