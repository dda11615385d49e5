/** The procedures as they must not become without an edition: a submitted filing waits for the same, but from another moment. */
import { live } from '../../workflows/case/live.ts';
import { procedures } from '../../workflows/lifecycles.ts';
import type { It } from '../../workflows/case/page.ts';

const { dropout } = procedures, MINUTE = 60_000;
const submitted = (report: It<any, any, any>): void => report.awaits('firstRecord', report.since + MINUTE);
export const dropoutCase = live({ ...dropout, pages: { ...dropout.pages, submitted } });
