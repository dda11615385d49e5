/** A small lifecycle of its own for the rules of the kit: a library lends a book. It uses every word of the table and the page once. */
import { procedure, type In, type Procedure } from '#case/page';
import { defineLifecycle, each } from '#case/table';
import { label } from '#domain/label';
import type { Instant } from '#domain/plain-date';
import type { By } from '#domain/roles';

export interface LoanFacts { readonly days: number; readonly keptUntil: Instant; readonly pages?: number; readonly damaged?: boolean; readonly reminders?: number }

const librarian: By = { leaver_main: ['school'] };
const reader: By = { leaver_main: ['school'], leaver_homeroom: ['own'] };
const director: By = { leaver_county: ['jurisdiction'] };
const system: By = {};
const words = (text: string) => label(text, text);
const remind = { before: [1, 0], count: 'working' } as const;

export const loan = defineLifecycle<LoanFacts>()({
  name: 'loan', label: words('loan'), phases: { desk: { label: words('desk') } },
  statuses: {
    requested: { label: words('requested'), phase: 'desk', tone: 'waiting' },
    lent: { label: words('lent'), phase: 'desk', tone: 'active' },
    blocked: { label: words('blocked'), tone: 'neutral' },
    returned: { label: words('returned'), tone: 'done', final: true },
    cancelled: { label: words('cancelled'), tone: 'neutral', final: true },
  },
  actions: {
    request: { label: words('request'), moves: { none: 'requested' }, by: reader, sets: ['days', 'keptUntil'] },
    lend: { label: words('lend'), moves: { requested: 'lent' }, by: librarian, grave: words('sure?'), then: ['tellReader'], barred: { tooLarge: (it) => (it.facts.pages ?? 0) > 999 }, sets: ['pages'] },
    note: { label: words('note'), moves: each(['requested', 'lent', 'blocked'], 'same'), by: reader, additive: true },
    renew: { label: words('renew'), moves: { lent: 'same' }, by: reader },
    complain: { label: words('complain'), moves: { lent: 'same' }, by: reader },
    answer: { label: words('answer'), moves: { lent: 'same' }, by: librarian },
    bringBack: { label: words('bring back'), moves: { lent: [{ when: (it) => it.facts.damaged === true, to: 'same' }, { to: 'returned' }], blocked: 'returned' }, by: reader, grave: words('sure?'), notYet: { requested: 'noRecord' }, sets: ['damaged'], then: ['thank'] },
    reopen: { label: words('reopen'), moves: { returned: 'lent' }, by: director },
    cancel: { label: words('cancel'), moves: { requested: 'cancelled' }, by: reader },
    extend: { label: words('extend'), moves: each(['requested', 'lent'], 'same'), by: director, additive: true, extends: true },
    expire: { label: words('expire'), moves: { requested: 'cancelled' }, by: system },
    writeLetter: { label: words('write a letter'), moves: each(['lent', 'blocked'], 'same'), by: system, becomes: (it) => ({ reminders: (it.facts.reminders ?? 0) + 1 }), then: ['print'] },
    block: { label: words('block'), moves: { lent: 'blocked' }, by: system },
    unblock: { label: words('unblock'), moves: { blocked: 'lent' }, by: system },
  },
  deadlines: {
    lending: { task: 'L-LEND', label: words('lend'), asks: ['lend', 'cancel'], term: { length: 3, count: 'working' }, basis: { rule: 'L1' }, remind, reminds: librarian, tells: [librarian, director] },
    return: { task: 'L-BACK', label: words('bring back'), asks: ['bringBack'], term: { length: 'days', count: 'calendar' }, basis: { rule: 'L2' }, remind, reminds: reader, tells: [reader, librarian, director], then: 'writeLetter' },
    renewal: { task: 'L-RENEW', label: words('renew'), asks: ['renew'], term: { length: 7, count: 'calendar' }, basis: { rule: 'L3' }, remind: { before: [], count: 'working' }, reminds: reader, tells: [reader, librarian] },
    complaint: { task: 'L-ANSWER', label: words('answer'), asks: ['answer'], term: { length: 1, count: 'months' }, basis: { rule: 'L4' }, remind, reminds: librarian, tells: [librarian] },
  },
  news: { reader: { label: words('what the registry says of the reader'), sets: ['damaged'] } },
  contacts: {},
  readers: reader,
});

type Loan<S extends 'requested' | 'lent' | 'blocked'> = In<typeof loan, S>;
const isBlocked = (book: Loan<'lent' | 'blocked'>): boolean => book.heard('reader').some((said) => said.blocked);

export const lending: Procedure = procedure(loan, {
  requested(book) {
    book.awaits('lending');
    book.appoints('expire', book.facts.keptUntil);
  },
  lent(book) {
    book.awaits('return', book.last('lend'));
    book.allows('renewal', book.last('lend'));
    if (book.unanswered('complain', 'answer')) book.awaits('complaint', book.last('complain'));
    if (isBlocked(book)) book.appoints('block');
  },
  blocked(book) {
    book.awaits('return', book.last('lend'));
    if (!isBlocked(book)) book.appoints('unblock');
  },
});
