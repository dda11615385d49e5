/** Who may do what to which case, as the specification says it, written out by hand: it must not be derived from the tables it judges. */
import type { Role } from '#domain/roles';
import type { LifecycleName } from '#workflows/lifecycles';
import type { CaseScope, Grant } from '../../api/policy/ability.ts';

export type Stands = (row: Row, grant: Grant, me: string) => boolean;
export interface Row extends CaseScope { readonly id: string; readonly lifecycle: LifecycleName }

const school: Stands = (row, grant) => row.schoolId === grant.organisationId;
const own: Stands = (row, grant, me) => row.authorId === me && school(row, grant, me);
const assigned: Stands = (row, grant, me) => row.assigneeIds.includes(me) && school(row, grant, me);
const county: Stands = (row, grant) => row.countyId === grant.organisationId;
const nation: Stands = () => true;
const jurisdiction: Stands = (row, grant, me) => (grant.role === 'leaver_k12ea' ? row.jurisdiction === 'k12ea' : row.jurisdiction === 'county' && county(row, grant, me));
const either = (...ways: Stands[]): Stands => (row, grant, me) => ways.some((way) => way(row, grant, me));

export type Matrix = Readonly<Record<string, { readonly [role in Role]?: Stands }>>;
/** Spec 1.3 and the paragraph below it, line by line; who is not named may not. */
const dropout: Matrix = {
  read: { leaver_main: school, leaver_homeroom: either(own, assigned), leaver_counsellor: school, leaver_supervisor: school, school_principal: school, leaver_county: county, leaver_k12ea: nation, sys_support: nation },
  open: { leaver_main: school, leaver_homeroom: own },
  submit: { leaver_main: school, leaver_homeroom: own },
  sendRecord: { leaver_main: school, leaver_homeroom: either(own, assigned), leaver_counsellor: school },
  deleteRecord: { leaver_main: school, leaver_homeroom: either(own, assigned), leaver_counsellor: school },
  report: { leaver_main: school }, close: { leaver_main: school }, sendBack: { leaver_main: school }, returnFiling: { leaver_main: school }, void: { leaver_main: school },
  voidByLetter: { leaver_k12ea: nation }, overrideEnrolment: { leaver_k12ea: nation },
  extendDeadline: { leaver_county: jurisdiction, leaver_k12ea: jurisdiction },
  comeOfAge: {}, endTerm: {}, suspend: {}, resume: {}, 'no such action': {},
};

/** Spec 1.9, 5.3: a business account its own courses alone, a centre those of its county. */
const course: Matrix = {
  read: { ins_business: own, ins_center: county, ins_center_supervisor: county, ins_admin: nation, school_principal: school, sys_support: nation },
  open: { ins_business: own }, resubmit: { ins_business: own }, amend: { ins_business: own }, setRegistration: { ins_business: own }, reviewRegistrations: { ins_business: own }, submitList: { ins_business: own }, resubmitList: { ins_business: own }, delete: { ins_business: own },
  pass: { ins_center: county }, fail: { ins_center: county }, passList: { ins_center: county }, failList: { ins_center: county },
  list: {}, callRegistrations: {}, endCourse: {}, markOverdue: {}, 'no such action': {},
};
/** Spec 5.8. */
const amendment: Matrix = {
  read: course['read']!, open: { ins_business: own }, approve: { ins_center: county }, reject: { ins_center: county }, sendBatch: { ins_center: county }, applyChange: { ins_admin: nation }, 'no such action': {},
};
export const matrices: Record<LifecycleName, Matrix> = { dropout, course, amendment };
