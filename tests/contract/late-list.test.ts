/** What the supervisors' screens ask: the list behind a count, and how far a deadline may be moved. */
import { describe, expect, it } from 'vitest';
import type { DeadlineExplanation, LateList, OverdueBoard } from '#contract/cases';
import { addDays, plainDate } from '#domain/plain-date';
import { at, bringTo, fileAt } from '../support/dropout.ts';
import { newSchool } from '../support/school.ts';

const ages = ['upTo3', 'upTo7', 'more'] as const;

describe('the overdue board', () => {
  it('has behind each count as many items, and shows no other school’s', async () => {
    const school = await newSchool(), other = await newSchool();
    for (const [place, until] of [[school, '2026-11-06'], [school, '2026-11-12'], [other, '2026-11-06']] as const) {
      const filing = await fileAt(place, at('2026-11-02'));
      await bringTo('submitted', place, filing);
      await filing.until(at(until));
    }
    const head = await school.as('leaver_supervisor'), [row] = (await head.get<OverdueBoard>('/supervision/overdue')).body.rows;
    const behind = await Promise.all(ages.map(async (age) => (await head.get<LateList>(`/supervision/late?place=${school.id}&age=${age}`)).body.items.length));
    expect(row).toMatchObject({ id: school.id, total: 2, ages: { upTo3: 1, upTo7: 1, more: 0 } });
    expect(behind).toEqual([1, 1, 0]);
    expect((await head.get<LateList>(`/supervision/late?place=${other.id}`)).body.items).toEqual([]);
  });
});

describe('an explained deadline', () => {
  it('names the last day to which it may be extended, and none once it was', async () => {
    const school = await newSchool(), filing = await fileAt(school, at('2026-11-02'));
    const view = await bringTo('submitted', school, filing), county = await school.as('leaver_county'), [task] = view.tasks;
    const explained = async () => (await county.get<DeadlineExplanation>(`/cases/${filing.id}/deadlines/${task!.deadlineId}`)).body;
    const latest = plainDate((await explained()).extendableUntilOn!), extend = (untilOn: string) => county.act(filing.id, 'extendDeadline', { deadlineId: task!.deadlineId, untilOn, reason: '學校停班停課' });
    expect((await extend(addDays(latest, 1))).body.code).toBe('extensionTooLong');
    expect((await extend(latest)).status).toBe(200);
    expect((await explained()).extendableUntilOn).toBeNull();
  });
});
