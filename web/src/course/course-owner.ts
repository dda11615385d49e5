import type { CaseView } from '#contract/cases';

/** The buttons of whoever gives the course are offered to nobody else. */
export const mayManage = (item: Pick<CaseView, 'actions'>): boolean => item.actions.some(({ name }) => name === 'reviewRegistrations');
