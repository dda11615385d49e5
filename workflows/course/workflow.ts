/** 研習課程: what the course waits for in each status. Spec 5.3, 5.9. */
import { procedure, type Anywhere, type In } from '../case/page.ts';
import { DAY, HOUR } from '../domain/plain-date.ts';
import { course } from './lifecycle.ts';

type Course<S extends 'course_pending' | 'course_rejected' | 'course_passed' | 'list_open'> = In<typeof course, S>;

/** 每次審核通過一小時後，才查得到。 */
const listing = (it: Course<'course_passed' | 'list_open'>) => it.appoints('list', it.last('pass')! + HOUR);
/** 開課前三日仍有人待審，請承辦人於開課日前審完。 */
function registrationsWait(it: Course<'course_pending' | 'course_rejected' | 'course_passed'>) {
  const due = it.facts.startsAt - 3 * DAY, called = it.last('callRegistrations') ?? -Infinity;
  it.appoints('callRegistrations', due);
  // edition 2: the call before a start that was put off is not one before the new start
  if (called >= (it.edition < 2 ? 0 : due) && it.heard('registrations').some(({ waiting }) => waiting)) it.awaits('registrationReview', it.facts.startsAt);
}
/** 課程結束後七日內送出名單；其間修改課程，期限照走。 */
function listSubmission(it: Anywhere<typeof course>) {
  if (it.last('submitList')) return;
  it.appoints('endCourse', it.facts.endsAt);
  if ((it.last('endCourse') ?? -Infinity) >= it.facts.endsAt || it.status === 'list_open') it.awaits('listSubmission', it.facts.endsAt - 1);
}

export const courseProcedure = procedure(course, {
  course_pending(it) {
    it.awaits('courseReview');
    registrationsWait(it);
  },
  course_rejected(it) {
    it.awaits('courseCorrection');
    registrationsWait(it);
  },
  course_passed(it) {
    listing(it);
    registrationsWait(it);
  },
  list_open: (it) => listing(it),
  list_pending: (it) => it.awaits('listReview', it.last('submitList', 'resubmitList')),
  list_rejected: (it) => it.awaits('listCorrection'),
}, listSubmission, 2);
