/** Spec 4.4: `trackIntervalDays` is a setting of a school or of the K-12 Administration; a case keeps what it was opened with. */
import { describe, expect, it } from 'vitest';
import { trackIntervalCommand } from '../../api/admin/track-interval.ts';
import { setTrackInterval, trackIntervalOf } from '../../api/dropout/track-interval.ts';
import { at, bringTo, fileAt, openTasks } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';
import { testWorld } from '../support/world.ts';
import { operatorHere } from './operator.ts';

describe('days between two tracking records', () => {
  it('are the school’s own for what it files from then on, and thirty for what it filed before', async () => {
    const school = await newSchool(), operator = await operatorHere(), before = await fileAt(school, at('2026-10-05'));
    expect(await trackIntervalCommand(operator, ['14', school.id])).toBe(true);
    expect(operator.said).toEqual([`${school.id}: a tracking record every 14 days. Filings opened from now on follow it; those that stand keep theirs.`]);
    const after = await fileAt(school, at('2026-10-05'));
    expect([openTasks(await bringTo('tracking', school, before)), openTasks(await bringTo('tracking', school, after))]).toEqual([['C-RECORD 2026-11-04'], ['C-RECORD 2026-10-19']]);
  });

  it('are those of the K-12 administration where a school has set none, and the school’s again before those', async () => {
    const school = await newSchool(), em = (await testWorld()).orm.em.fork(), days = () => trackIntervalOf(em, school.id);
    await em.begin();
    try {
      const unset = await days();
      await setTrackInterval(em, undefined, 21);
      const national = await days();
      await setTrackInterval(em, school.id, 14);
      const own = await days();
      await setTrackInterval(em, school.id, null);
      expect([unset, national, own, await days()]).toEqual([30, 21, 14, 21]);
    } finally { await em.rollback(); }
  });

  it.each([[[]], [['0']], [['366']], [['-1']], [['1.5']], [['soon']], [['1e1']]])('%j is no number of days', async (words) => expect(trackIntervalCommand(await operatorHere(), words)).rejects.toThrow('How many days, from 1 to 365?'));
  it('of a school that does not exist are not set', async () => expect(trackIntervalCommand(await operatorHere(), ['14', 'T-none'])).rejects.toThrow('There is no school T-none.'));
});
