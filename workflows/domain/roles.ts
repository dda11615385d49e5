/** Who acts, and how a person may stand to a case. Spec 1.2, 1.3. */
import { label, type Label } from './label.ts';

export type OrganisationKind = 'school' | 'county' | 'nation' | 'system';
interface RoleEntry { readonly label: Label; readonly organisation: OrganisationKind; /** reads national IDs, phones and addresses masked only */ readonly masked?: true }

export const roles = {
  leaver_main: { label: label('主要通報人', 'Main reporter'), organisation: 'school' },
  leaver_homeroom: { label: label('導師', 'Homeroom teacher'), organisation: 'school' },
  leaver_counsellor: { label: label('輔導人員', 'Counsellor'), organisation: 'school' },
  leaver_supervisor: { label: label('一級主管', 'Division head'), organisation: 'school' },
  school_principal: { label: label('校長', 'Principal'), organisation: 'school' },
  leaver_county: { label: label('縣市教育局承辦', 'County officer'), organisation: 'county' },
  leaver_k12ea: { label: label('國教署承辦', 'K-12 Administration officer'), organisation: 'nation' },
  ins_business: { label: label('研習業務承辦', 'Course organiser'), organisation: 'school' },
  ins_center: { label: label('區管中心承辦', 'Region centre officer'), organisation: 'county' },
  ins_center_supervisor: { label: label('區管中心主管', 'Head of the region centre'), organisation: 'county' },
  ins_teacher: { label: label('教師', 'Teacher'), organisation: 'school' },
  ins_admin: { label: label('進修網管理者', 'Course platform administrator'), organisation: 'nation' },
  sys_support: { label: label('系統客服', 'System support'), organisation: 'nation', masked: true },
  sys_admin: { label: label('系統管理者', 'System administrator'), organisation: 'system' },
} as const satisfies Record<string, RoleEntry>;

export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as Role[];
export const isRole = (text: string): text is Role => Object.hasOwn(roles, text);
export const isMasked = (role: Role): boolean => 'masked' in roles[role];

/**
 * `own`: the person opened the case. `assigned`: an enabled assisting tracker. `school`, `county`, `nation`: of the case's school.
 * `jurisdiction`: the authority that supervises the school, its county or the nation (spec 1.1, 7.2).
 */
export type Relation = 'own' | 'assigned' | 'school' | 'county' | 'nation' | 'jurisdiction';
export type Jurisdiction = 'k12ea' | 'county';
/** Which roles, standing how to the case. */
export type By = { readonly [role in Role]?: readonly Relation[] };
