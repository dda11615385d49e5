/** 中途離校通報: what the report waits for, by the specification's acceptance scenarios (4.13) and its terms (7.2). */
import { describe, expect, it } from 'vitest';
import type { Author } from '#case/state';
import { plainDate, type Instant } from '#domain/plain-date';
import type { DropoutFacts } from '#lifecycle/dropout';
import { procedures } from '#workflows/lifecycles';
import { closingGrounds, groundsFor, type Category } from '../../workflows/dropout/code-lists.ts';
import { at, Life, person } from '../case/life.ts';

const main = person('leaver_main'), homeroom = person('leaver_homeroom'), county = person('leaver_county'), ministry = person('leaver_k12ea');
const monday = at('2026-09-14');

function draft(facts: Partial<DropoutFacts> = {}, now: Instant = monday, by: Author = homeroom): Life {
  return Life.opened(procedures.dropout, now, { authorId: 'a', studentId: 's', schoolId: 'school', family: 'departure', adultOn: plainDate('2028-05-01'), termEndsOn: plainDate('2027-02-01'), trackIntervalDays: 30, ...facts }, by);
}
function submitted(category: Category = 'absent3', facts: Partial<DropoutFacts> = {}): Life {
  const life = draft(facts);
  life.act('submit', { facts: { category }, by: homeroom });
  return life;
}
function toBeReported(category?: Category, facts?: Partial<DropoutFacts>): Life {
  const life = submitted(category, facts);
  life.act('sendRecord', { by: homeroom });
  return life;
}
function tracked(category?: Category, facts?: Partial<DropoutFacts>): Life {
  const life = toBeReported(category, facts);
  life.act('report');
  life.passTo(life.now + 60_000);
  return life;
}
function toBeClosed(closeGround: string, category?: Category): Life {
  const life = tracked(category);
  life.act('sendRecord', { facts: { suggestClose: true, closeGround } });
  return life;
}
const waitsFor = (life: Life): string[] => life.state.open.map((row) => `${row.deadline} ${row.dueOn}`);
const later = (life: Life, day: string, hour?: number): Life => { life.passTo(at(day, hour)); return life; };

describe('the report waits', () => {
  it.each([
    ['three days for a draft to be submitted (T36)', () => draft(), 'filing 2026-09-17'],
    ['two working days for a first record (T37)', () => submitted(), 'firstRecord 2026-09-16'],
    ['two working days to be reported (T38)', () => toBeReported(), 'reporting 2026-09-16'],
    ['thirty days for the next record (T39)', () => tracked(), 'nextRecord 2026-10-14'],
    ['as many days as the school has set (4.4)', () => tracked('leave', { trackIntervalDays: 14 }), 'nextRecord 2026-09-29'],
    ['five working days for the closing (T40)', () => toBeClosed('abroad'), 'closing 2026-09-21'],
    ['three working days for a correction (T55)', () => { const life = submitted(); life.act('returnFiling'); return life; }, 'correction 2026-09-17'],
    ['three working days for the leave filing, from the closing of the other case (T43)', () => draft({ follows: { caseId: 'x', closedAt: at('2026-09-10') } }), 'leaveFiling 2026-09-15'],
  ])('%s', (_, life, expected) => expect(waitsFor(life())).toEqual([expected]));

  it('from its opening for a draft: saving again starts nothing anew (T36)', () => expect(waitsFor(later(draft(), '2026-09-16'))).toEqual(['filing 2026-09-17']));
  it('with nobody told when a draft is stale: only reminders (T36)', () => expect(later(draft(), '2026-10-30').rings.map((c) => c.event.kind)).toEqual(['reminder', 'reminder']));
  it('from the same moment when another record comes before the report (8b)', () => {
    const life = toBeReported();
    life.passTo(at('2026-09-15'));
    life.act('sendRecord');
    expect(waitsFor(life)).toEqual(['reporting 2026-09-16']);
  });
  it('from the same moment when another record suggests closing again (11b)', () => {
    const life = toBeClosed('abroad');
    life.passTo(at('2026-09-18'));
    life.act('sendRecord', { facts: { suggestClose: true, closeGround: 'deceased' } });
    expect([waitsFor(life), life.state.facts.closeGround]).toEqual([['closing 2026-09-21'], 'deceased']);
  });
  it('from the submission, also when the last record is deleted (T37)', () => {
    const life = toBeReported();
    life.passTo(at('2026-09-15'));
    life.act('deleteRecord', { by: homeroom });
    expect(waitsFor(life)).toEqual(['firstRecord 2026-09-16']);
  });
  it('anew from each record sent while it is tracked (4.4)', () => {
    const life = later(tracked(), '2026-09-30');
    life.act('sendRecord', { facts: { suggestClose: false } });
    expect(waitsFor(life)).toEqual(['nextRecord 2026-10-30']);
  });
  it('from the report, not from the earlier record (4.4)', () => {
    const life = later(toBeReported(), '2026-09-16');
    life.act('report');
    expect(waitsFor(life)).toEqual(['nextRecord 2026-10-16']);
  });
});

describe('before the report', () => {
  it('a filing without a sent record cannot be reported, and main alone reports one that has it (scenarios 1, 2)', () => {
    expect([submitted().refusal('report'), draft().refusal('report'), toBeReported().refusal('report', { by: homeroom }), toBeReported().refusal('report')]).toEqual(['noRecord', 'noRecord', 'notAllowed', undefined]);
  });
  it('the last record deleted locks it again (8c), and one of several does not', () => {
    const [one, two] = [toBeReported(), toBeReported()];
    two.act('sendRecord');
    for (const life of [one, two]) life.act('deleteRecord', { by: homeroom });
    expect([one.state.status, two.state.status]).toEqual(['submitted', 'pending_report']);
  });
  it('a returned filing goes on where it was: to be reported with a record (4b), for a record without', () => {
    const [with1, without] = [toBeReported(), submitted()];
    for (const life of [with1, without]) { life.act('returnFiling'); life.act('submit', { facts: { category: 'absent3' } }); }
    expect([with1.state.status, without.state.status]).toEqual(['pending_report', 'submitted']);
  });
  it('a record cannot suggest closing', () => expect(submitted().refusal('sendRecord', { facts: { suggestClose: true, closeGround: 'abroad' } })).toBe('suggestAfterReport'));
  it('main voids it; once it is official only the ministry by letter (scenario 8)', () => {
    expect([toBeReported().refusal('void'), tracked().refusal('void'), tracked().refusal('voidByLetter'), tracked().refusal('voidByLetter', { by: county }), tracked().refusal('voidByLetter', { by: ministry })])
      .toEqual([undefined, 'wrongStatus', 'notAllowed', 'notAllowed', undefined]);
  });
});

describe('closing', () => {
  it('needs a record that suggests it', () => expect([tracked().refusal('close'), toBeClosed('abroad').refusal('close')]).toEqual(['noSuggestion', undefined]));
  it('is over for a newer record that does not (11), and when it is sent back (13)', () => {
    const [record, sentBack] = [toBeClosed('abroad'), toBeClosed('abroad')];
    record.act('sendRecord', { facts: { suggestClose: false } });
    sentBack.act('sendBack');
    expect([record.state.status, sentBack.state.status]).toEqual(['tracking', 'tracking']);
  });
  it('has 9 grounds for absent3, 8 for leave, none for long absence (scenario 4)', () => expect((['absent3', 'leave', 'long_absence'] as const).map((category) => groundsFor(category).length)).toEqual([9, 8, 0]));
  it.each([['leave', 'to_leave', 'groundNotAllowed'], ['absent3', 'to_leave', undefined], ['absent3', 'adult_18', 'groundNotAllowed'], ['long_absence', 'abroad', 'closesByItself']] as const)('%s with %s: %s', (category, closeGround, refusal) => {
    expect(tracked(category).refusal('sendRecord', { facts: { suggestClose: true, closeGround } })).toBe(refusal);
  });
  const enrolment = (schoolId: string | null, seniorHigh = true) => ({ facts: { enrolment: { schoolId, seniorHigh, askedAt: monday } } });
  it.each([
    ['returned', 'another', true, 'enrolledElsewhere'], ['returned', 'school', true, undefined], ['returned', null, false, 'enrolledElsewhere'],
    ['other_hs', 'another', true, undefined], ['other_hs', 'another', false, 'enrolledElsewhere'], ['other_hs', 'school', true, 'enrolledElsewhere'], ['abroad', 'another', true, undefined],
  ] as const)('with %s while the registry shows %s (senior high: %s): %s (scenario 3)', (ground, schoolId, seniorHigh, refusal) => expect(toBeClosed(ground).refusal('close', enrolment(schoolId, seniorHigh))).toBe(refusal));
  it('despite the registry is for the ministry to accept, once for each record (4.6)', () => {
    const life = toBeClosed('returned');
    life.act('overrideEnrolment', { by: ministry });
    expect([life.refusal('overrideEnrolment'), life.refusal('close', enrolment('another'))]).toEqual(['notAllowed', undefined]);
    life.act('sendRecord', { facts: { suggestClose: true, closeGround: 'returned' } });
    expect(life.refusal('close', enrolment('another'))).toBe('enrolledElsewhere');
  });
  it('lets the leave filing wait for the ten seconds of an undo (scenario 11)', () => {
    const life = toBeClosed('to_leave');
    life.act('close');
    expect(life.state.effects).toMatchObject([{ name: 'openLeaveFiling', notBefore: life.now + 10_000 }]);
  });
});

describe('at eighteen (4.8)', () => {
  const birthday = { adultOn: plainDate('2026-12-05') };
  it('nothing is filed or reported from the first moment of the birthday (scenario 5)', () => {
    const opening = (now: Instant) => new Life(procedures.dropout, now).refusal('open', { facts: { adultOn: plainDate('2026-12-05') } });
    expect([opening(at('2026-12-05', 0)), opening(at('2026-12-05', 0) - 1)]).toEqual(['adult', undefined]);
    const life = toBeReported('leave', birthday);
    life.now = at('2026-12-05', 0);
    expect(life.refusal('report')).toBe('adult');
  });
  it.each([['tracked', () => tracked('leave', birthday)], ['to be closed', () => { const life = tracked('leave', birthday); life.act('sendRecord', { facts: { suggestClose: true, closeGround: 'abroad' } }); return life; }]])('an official case that is %s closes at 00:20 (scenario 6)', (_, official) => {
    const life = later(official(), '2026-12-06');
    expect([life.state.status, life.state.facts.closeGround, life.changes.at(-1)!.event.at]).toEqual(['closed', 'adult_18', at('2026-12-05', 20 / 60)]);
  });
  it.each([['draft', () => draft(birthday)], ['submitted', () => submitted('absent3', birthday)], ['returned', () => { const life = submitted('absent3', birthday); life.act('returnFiling'); return life; }], ['pending_report', () => toBeReported('absent3', birthday)], ['pending_report of a long absence', () => toBeReported('long_absence', { ...birthday, family: 'long_absence' })]])(
    'main is asked to void what is not official: %s (T56)', (_, filing) => expect(waitsFor(later(filing(), '2026-12-05'))).toEqual(['adultVoid 2026-12-09']));
  it('a long absence that is official goes on to the end of its term', () => expect(later(tracked('long_absence', { ...birthday, family: 'long_absence' }), '2026-12-20').state.status).toBe('tracking'));
});

describe('long absence', () => {
  const long = (): Life => tracked('long_absence', { family: 'long_absence' });
  const heard = (life: Life, day: string, version: number, official: boolean): string => { life.passTo(at(day)); life.hear('otherReport', 'another case', version, { official }); return life.state.status; };
  it('is suspended while another report is official, tracked again after it, and closed with the term (scenario 7)', () => {
    const life = long();
    expect([heard(life, '2026-11-10', 1, true), heard(life, '2026-12-20', 2, false)]).toEqual(['suspended', 'tracking']);
    later(life, '2027-02-02');
    expect([life.state.status, life.state.facts.closeGround, life.changes.at(-1)!.event.at]).toEqual(['closed', 'term_end', at('2027-02-01', 5 / 60)]);
  });
  it('is closed with the term from its suspension too', () => {
    const life = long();
    heard(life, '2026-11-10', 1, true);
    expect(later(life, '2027-02-02').state.status).toBe('closed');
  });
  it('asks nobody for a record while it is suspended, and for one an interval after it', () => {
    const life = long();
    heard(life, '2026-11-10', 1, true);
    expect(waitsFor(life)).toEqual([]);
    heard(life, '2026-11-20', 2, false);
    expect(waitsFor(life)).toEqual(['nextRecord 2026-12-21']);
  });
  it('alone reacts to another report', () => expect(heard(tracked('leave'), '2026-11-10', 1, true)).toBe('tracking'));
});

describe('lateness (7.2)', () => {
  it('is told to assignee, main and division head, then the principal, then the authority', () => {
    const { tells } = procedures.dropout.table.deadlines['firstRecord']!;
    expect(tells.map((by: object) => Object.keys(by).sort())).toEqual([['leaver_counsellor', 'leaver_homeroom', 'leaver_main', 'leaver_supervisor'], ['school_principal'], ['leaver_county', 'leaver_k12ea']]);
  });
  it('moves on at 00:05 after the day, three and seven working days later', () => {
    const late = later(submitted(), '2026-10-10').rings.filter((c) => c.event.kind === 'late');
    expect(late.map((c) => [c.event.level, c.event.at])).toEqual([[1, at('2026-09-17', 5 / 60)], [2, at('2026-09-22', 5 / 60)], [3, at('2026-09-30', 5 / 60)]]);
  });
  it('can be put off once by the authority of the school', () => {
    const life = submitted();
    expect([life.refusalToExtend('firstRecord', '2026-09-18', main), life.refusalToExtend('firstRecord', '2026-09-18'), life.refusalToExtend('firstRecord', '2026-09-21')]).toEqual(['notAllowed', undefined, 'extensionTooLong']);
  });
});

it('every ground has its name and its categories from the specification (4.5)', () => {
  expect(Object.entries(closingGrounds).map(([code, ground]) => `${code} ${ground.of.join('+')}`)).toEqual([
    ...['returned', 'other_hs', 'college_exp', 'gave_up', 'revoked', 'deceased', 'abroad', 'court'].map((code) => `${code} absent3+leave+transfer`), 'to_leave absent3', 'adult_18 absent3+leave+transfer', 'term_end long_absence',
  ]);
});
