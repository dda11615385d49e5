import type { CaseSummary } from '#contract/cases';

/** Whom a case is about, or what: only some procedures have a student. */
export const subjectOf = ({ student, title }: Pick<CaseSummary, 'student' | 'title'>): string | undefined => student?.name ?? title ?? undefined;
