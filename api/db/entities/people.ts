/** Organisations, accounts with their roles and sessions, and students. */
import { defineEntity, p } from '@mikro-orm/core';

const OrganisationSchema = defineEntity({
  name: 'Organisation', tableName: 'organisation',
  properties: { id: p.text().primary(), kind: p.text(), name: p.text(), countyId: p.text().nullable(), jurisdiction: p.text().nullable(), ownership: p.text().nullable(), schoolKind: p.text().nullable(), trackIntervalDays: p.integer().nullable(), source: p.text() },
});
export class Organisation extends OrganisationSchema.class {}
OrganisationSchema.setClass(Organisation);

const AccountSchema = defineEntity({
  name: 'Account', tableName: 'account',
  properties: {
    id: p.uuid().primary(), login: p.text(), name: p.text(), email: p.text(), status: p.text().default('normal'), passwordHash: p.text().nullable(), passwordChangedAt: p.datetime().nullable(),
    passwordHistory: p.type('text[]').$type<string[]>(), otpSecretSealed: p.text().nullable(), otpPendingSealed: p.text().nullable(), otpUsedStep: p.bigint('number').nullable(), demonstration: p.boolean().default(false),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);

const RoleGrantSchema = defineEntity({
  name: 'RoleGrant', tableName: 'role_grant',
  properties: { accountId: p.uuid().primary(), role: p.text().primary(), organisationId: p.text().primary() },
});
export class RoleGrant extends RoleGrantSchema.class {}
RoleGrantSchema.setClass(RoleGrant);

const SessionSchema = defineEntity({
  name: 'Session', tableName: 'session',
  properties: { id: p.text().primary(), accountId: p.uuid(), createdAt: p.datetime(), seenAt: p.datetime() },
});
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

const StudentSchema = defineEntity({
  name: 'Student', tableName: 'student',
  properties: { id: p.uuid().primary(), idNoSealed: p.text(), idNoIndex: p.text(), name: p.text(), birthDate: p.date(), sex: p.text() },
});
export class Student extends StudentSchema.class {}
StudentSchema.setClass(Student);
