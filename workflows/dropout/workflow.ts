/** 中途離校通報: what the report waits for in each status. Spec 4.2, 4.7, 4.8. */
import { procedure, type In } from '../case/page.ts';
import { atTime } from '../domain/plain-date.ts';
import { dropout } from './lifecycle.ts';

type Report<S extends 'draft' | 'submitted' | 'returned' | 'pending_report' | 'tracking' | 'suspended'> = In<typeof dropout, S>;

/** 填報期間滿十八歲：不再催辦填報，改請主要通報人作廢。 */
const cameOfAge = (report: Report<'draft' | 'submitted' | 'returned' | 'pending_report'>) => {
  const noted = report.last('comeOfAge');
  if (noted) report.awaits('adultVoid', noted);
  return noted !== undefined;
};
/** 同一學生另有成案的中途離校、休學或轉學案。 */
const anotherReport = (report: Report<'tracking' | 'suspended'>) => report.heard('otherReport').some((other) => other.official);
const isLongAbsence = (report: Report<'tracking' | 'suspended'>) => report.facts.category === 'long_absence';

export const dropoutReport = procedure(dropout, {
  draft(report) {
    if (cameOfAge(report)) return;
    const { follows } = report.facts;
    if (follows) report.awaits('leaveFiling', follows.closedAt);      // 自原案結案起算
    else report.awaits('filing');
  },
  submitted: (report) => { cameOfAge(report) || report.awaits('firstRecord', report.last('submit')); },
  returned: (report) => { cameOfAge(report) || report.awaits('correction'); },
  pending_report: (report) => { cameOfAge(report) || report.awaits('reporting'); },
  tracking(report) {
    report.awaits('nextRecord', report.last('report', 'sendRecord', 'resume'));
    if (isLongAbsence(report)) {
      report.appoints('endTerm', atTime(report.facts.termEndsOn, 0, 5));
      if (anotherReport(report)) report.appoints('suspend');
    }
  },
  pending_close: (report) => report.awaits('closing'),
  suspended(report) {
    report.appoints('endTerm', atTime(report.facts.termEndsOn, 0, 5));
    if (!anotherReport(report)) report.appoints('resume');
  },
}, (report) => {
  const endsWithItsTerm = report.facts.category === 'long_absence' && report.last('report') !== undefined;   // 長期缺課成案後，學期結束才結案
  if (!endsWithItsTerm) report.appoints('comeOfAge', atTime(report.facts.adultOn, 0, 20));   // 民法第 12 條
});
