import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#contract/cases';
import { dropout } from '#lifecycle/dropout';
import { enteredPhases } from '../../web/src/cases/phases.ts';

const moved = (day: number, statusBefore: string, statusAfter: string, kind: TimelineEntry['kind'] = 'action') => ({ at: `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`, kind, statusBefore, statusAfter });
const days = (...timeline: ReturnType<typeof moved>[]) => Object.fromEntries(Object.entries(enteredPhases(dropout, timeline)).map(([phase, at]) => [phase, Number(at.slice(8, 10))]));
const filed = [moved(1, 'none', 'draft'), moved(2, 'draft', 'submitted'), moved(3, 'submitted', 'pending_report')];

describe('the phases of a case', () => {
  it('are entered with the first status that lies in them', () => expect(days(...filed)).toEqual({ filing: 1, reporting: 3 }));
  it('are left again where a filing is returned; the one returned to began when it began', () => expect(days(...filed, moved(4, 'pending_report', 'returned'))).toEqual({ filing: 1 }));
  it('are not moved by reminders and lateness', () => expect(days(...filed, moved(5, 'pending_report', 'pending_report', 'late'))).toEqual({ filing: 1, reporting: 3 }));
  it('stand as before where the step was taken back', () => expect(days(...filed, moved(4, 'pending_report', 'tracking'), moved(4, 'tracking', 'pending_report', 'undo'))).toEqual({ filing: 1, reporting: 3 }));
});
