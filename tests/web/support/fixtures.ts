/** Invented people and cases for the screens, in the shapes of the contracts; words of the tables come from the tables. */
import type { CaseSummary, Inbox, InboxItem } from '#contract/cases';
import type { DemoAccounts, Me } from '#contract/people';
import { addDays, plainDate, startOfDay, type PlainDate } from '#domain/plain-date';
import { roles, type Role } from '#domain/roles';
import { dropout } from '#lifecycle/dropout';
import type { Behaviour } from './fixture-desk.ts';

const organisations = { school: '國立屏東高級中學', county: '屏東縣政府教育處', nation: '教育部國民及學前教育署', system: '系統管理' } as const;
const people: readonly (readonly [account: string, name: string, role: Role])[] = [
  ['main', '陳怡君', 'leaver_main'], ['homeroom', '林志明', 'leaver_homeroom'], ['counsellor', '黃淑芬', 'leaver_counsellor'], ['head', '張文雄', 'leaver_supervisor'], ['principal', '吳國華', 'school_principal'],
  ['county', '許雅婷', 'leaver_county'], ['nation', '周建宏', 'leaver_k12ea'], ['support', '鄭美玲', 'sys_support'],
];
const abilities: Readonly<Partial<Record<Role, string[]>>> = { leaver_main: ['dropout.open', 'cases', 'tasks'], leaver_homeroom: ['dropout.open', 'cases', 'tasks'] };

export const accounts = (english: boolean): DemoAccounts['items'] => people.map(([account, name, role]) => ({ account, name, role, roleLabel: roles[role].label[english ? 'en' : 'zh'], organisation: organisations[roles[role].organisation] }));
export function meOf(account: string, behaviour: Behaviour, english: boolean): Me {
  const [, name, role] = people.find(([one]) => one === account) ?? people[0]!;
  const { organisation, label } = roles[role];
  return {
    id: '0b8f6b5e-8f0e-4c53-9a54-0a5a4a1d2c11', name, login: account, grants: [{ role, roleLabel: label[english ? 'en' : 'zh'], organisation: { id: organisation === 'school' ? '133301' : organisation, name: organisations[organisation], kind: organisation } }],
    abilities: abilities[role] ?? ['cases', 'supervision'], sessionExpiresAt: new Date(Date.now() + (behaviour.sessionSeconds ?? 1800) * 1000).toISOString(),
    passwordExpiresOn: '2026-12-30', passwordExpired: behaviour.passwordExpired ?? false, secondFactor: true, profile: behaviour.production ? 'production' : 'demo',
  };
}

const names = ['王○明', '李○華', '陳○', '林○君', '𠮷○堃', '張○喆', '伊斯坦大·○○○○', '黃○芬', '吳○○', 'Nguyễn ○○'];
const statuses = ['pending_report', 'submitted', 'tracking', 'pending_close', 'returned', 'draft'] as const;
const deadlines = { pending_report: 'reporting', submitted: 'firstRecord', tracking: 'nextRecord', pending_close: 'closing', returned: 'correction', draft: 'filing' } as const;
/** The fixtures live on a day of their own, so that pictures of them stay the same. */
export const TODAY = plainDate('2026-11-23');
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export function summaries(rows: number): CaseSummary[] {
  return Array.from({ length: rows }, (_, n): CaseSummary => ({
    id: uuid(n), lifecycle: 'dropout', number: statuses[n % 6] === 'draft' ? null : `2611${String(10 + (n % 12)).padStart(2, '0')}133301${String(n % 100).padStart(2, '0')}`, title: null, status: statuses[n % 6]!, version: 3, sequence: 7, since: instant(addDays(TODAY, -(n % 9))),
    student: { name: names[n % names.length]!, idNo: 'T12**456' }, school: { id: n % 7 === 6 ? '553402' : '133301', name: n % 7 === 6 ? '高雄市私立某某高級工業家事職業學校進修部附設實用技能學程' : '國立屏東高級中學' }, author: { id: uuid(900), name: '林志明' },
    openedAt: instant(addDays(TODAY, -12)), changedAt: instant(addDays(TODAY, -1)), endedAt: null, clockAheadMs: 0,
  }));
}
const instant = (day: PlainDate): string => new Date(startOfDay(day) + 9.5 * 3_600_000).toISOString();

function items(rows: number, english: boolean): InboxItem[] {
  return summaries(rows).map((one, n): InboxItem => {
    const name = deadlines[one.status as (typeof statuses)[number]];
    const daysLeft = n < 3 ? n - 3 : n < 5 ? 0 : n === rows - 1 ? null : 1 + Math.floor((n - 5) / 4);
    const dueOn = daysLeft === null ? null : addDays(TODAY, daysLeft);
    const language = english ? 'en' : 'zh';
    return {
      deadlineId: `${name}@${one.since}`, task: dropout.deadlines[name].task, label: dropout.deadlines[name].label[language], dueOn, provisional: n % 11 === 9, late: daysLeft !== null && daysLeft < 0, level: n < 3 ? 1 : 0, daysLeft, since: one.since,
      asks: [...dropout.deadlines[name].asks], assignees: Object.keys(dropout.deadlines[name].reminds).map((role) => roles[role as Role].label[language]), mine: true, case: one,
    };
  });
}
export function inboxFor(query: URLSearchParams, rows: number, english: boolean): Inbox {
  const all = items(rows, english);
  const view = query.get('view') ?? 'todo';
  const late = all.filter((item) => item.late), today = all.filter((item) => item.daysLeft === 0), week = all.filter((item) => item.dueOn !== null && item.dueOn >= TODAY && item.dueOn <= addDays(TODAY, 6));
  const seen = view === 'overdue' ? late : view === 'today' ? today : view === 'week' ? week : view === 'sent' ? [] : all;
  const found = seen.filter((item) => JSON.stringify(item).includes(query.get('q') ?? ''));
  const from = Number(query.get('cursor') ?? 0);
  return { items: found.slice(from, from + 20), nextCursor: found.length > from + 20 ? String(from + 20) : null, counts: { overdue: late.length, today: today.length, week: week.length, waiting: 4, todo: all.length } };
}
