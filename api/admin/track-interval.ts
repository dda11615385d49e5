/** How often a tracked student is written about: of the whole country, or of one school. Spec 4.4. */
import { LONGEST_DAYS, setTrackInterval } from '../dropout/track-interval.ts';
import { Refusal, type AdminCommand } from './operator.ts';

const NONE = 'default';

export const trackIntervalCommand: AdminCommand = async ({ orm, say }, [word = '', school]) => {
  const days = word === NONE ? null : Number(word);
  if (days !== null && (!/^\d+$/.test(word) || days < 1 || days > LONGEST_DAYS)) throw new Refusal(`How many days, from 1 to ${LONGEST_DAYS}? npm run admin -- track-interval DAYS|${NONE} [SCHOOL]`);
  if (!(await setTrackInterval(orm.em.fork(), school, days))) throw new Refusal(school === undefined ? 'There is no K-12 Administration yet: npm run admin -- import-schools FILE.csv' : `There is no school ${school}.`);
  say(`${school ?? 'The whole country'}: ${days === null ? 'no number of its own' : `a tracking record every ${days} days`}. Filings opened from now on follow it; those that stand keep theirs.`);
  return true;
};
