import { describe, expect, it } from 'vitest';
import { applicationForm } from '#contract/amendment';
import { amendment } from '#lifecycle/amendment';
import { course } from '#lifecycle/course';
import { plainDate } from '#domain/plain-date';
import { amendmentScreens } from '../../web/src/amendment/screens.ts';
import { applicationFor, sentApplication } from '../../web/src/amendment/amendment-case.ts';
import { applicationFieldsOf } from '../../web/src/amendment/fields.ts';
import type { Draft } from '../../web/src/cases/screens.ts';
import { check } from '../../web/src/cases/validate.ts';
import { copyOf, freshCourse, startsSoon, steps, totalOf } from '../../web/src/course/course-draft.ts';
import { courseFieldsOf } from '../../web/src/course/fields.ts';
import { courseIn, galleryCourse } from '../../web/src/course/gallery-course.ts';
import { courseScreens } from '../../web/src/course/screens.ts';

const item = courseIn(Object.keys(course.statuses)[0]!), forms = courseScreens.forms as Record<string, (typeof courseScreens.forms)[string]>;
const found = (action: string, draft: object) => check(forms[action]!, { ...forms[action]!.initial(item, {}), ...draft }, item).findings.map(({ pointer, code }) => `${pointer} ${code}`);

describe.each([['course', course, courseScreens], ['amendment', amendment, amendmentScreens]] as const)('the forms of the %s procedure', (_, table, screens) => {
  const asking = Object.entries(table.actions).filter(([, action]) => 'form' in action && !('none' in action.moves)).map(([name]) => name);
  it('are as many as the actions that ask for one', () => expect(Object.keys(screens.forms).sort()).toEqual(asking.sort()));
});
describe('the form of a course (5.2)', () => {
  const edit = (draft: object) => found('amend', draft);
  it('that is complete has nothing wrong', () => expect(edit({})).toEqual([]));
  it('names every field that an empty one lacks, in its order', () => {
    const names = Object.keys(courseFieldsOf(freshCourse() as unknown as Draft)), asked = check(forms['amend']!, freshCourse() as unknown as Draft, item).findings.map(({ pointer }) => pointer.slice(1).replaceAll('/', '.'));
    expect(asked.filter((name) => !names.includes(name))).toEqual([]);
    expect(asked.filter((name) => !(steps.flat() as string[]).includes(name.split('.')[0]!))).toEqual([]);
  });
  it('takes half an hour, and no quarter', () => {
    expect(edit({ hours: 0.5 })).toEqual([]);
    expect(edit({ hours: 2.25 })).toEqual(['/hours halfHours']);
  });
  it('ends after it begins, and registration by its first day, said also while other fields are missing', () => {
    expect(edit({ endsOn: '2026-12-04' })).toContain('/endsOn order');
    expect(edit({ registerTo: '2026-12-06', name: '' })).toEqual(['/registerTo afterStart', '/name required']);
  });
  it('wants each level of a cascade', () => expect(edit({ nature: ['1', '1.2'] })[0]).toBe('/nature required'));
  it('wants a letter whole, and not of tomorrow', () => {
    expect(edit({ letter: {} })).toEqual(['/letter/date required', '/letter/unit required', '/letter/number required']);
    expect(edit({ letter: { ...galleryCourse.course.letter, date: '2026-11-23' } })).toEqual(['/letter/date future']);
  });
  it('wants the number of a letter to end as one, and a county that there is', () => {
    expect(edit({ letter: { ...galleryCourse.course.letter, number: '測府教研字第1150000001' } })).toContain('/letter/number letterNumber');
    expect(edit({ county: '台中市', lecturers: [{ county: '臺中', unit: '測試高中', name: '林講師' }] })).toEqual(['/lecturers/0/county unknownCode', '/county unknownCode']);
  });
  it('is school-based only where it gives no credits', () => {
    const sentAs = (classKind: string) => check(forms['amend']!, { ...forms['amend']!.initial(item, {}), classKind, schoolBased: true }, item).body['schoolBased'];
    expect([sentAs('non_credit'), sentAs('credit')]).toEqual([true, false]);
  });
  it('names the row that lacks something', () => expect(edit({ contacts: [galleryCourse.course.contacts[0], { name: '林承辦', phone: '', email: '' }] })).toEqual(expect.arrayContaining(['/contacts/1/phone required', '/contacts/1/email required'])));
  it('sends ids of attachments, and no amount where nobody pays', () => {
    const { body } = check(forms['amend']!, { ...forms['amend']!.initial(item, {}), fee: 'free', feeAmount: 500 }, item);
    expect(body).toMatchObject({ attachments: [galleryCourse.attachments[0]!.id], feeAmount: 0 });
  });
  it('that is copied has no days and no files', () => expect(copyOf(galleryCourse)).toMatchObject({ name: galleryCourse.course.name, startsOn: undefined, registerTo: undefined, attachments: [] }));
  it('counts its persons from classes and their size', () => expect([totalOf({ classes: 2, perClass: 20 }), totalOf({ classes: 2, perClass: Number.NaN })]).toEqual([40, undefined]));
  it.each([['2026-12-05', true], ['2026-12-06', false], [undefined, false]])('starting on %s is early notice: %s', (startsOn, soon) => expect(startsSoon(startsOn, plainDate('2026-11-22'))).toBe(soon));
});
describe('the settings of registration (5.4)', () => {
  it('are those of the course until they are set', () => expect(found('setRegistration', {})).toEqual([]));
  it('end by the first day of the course', () => expect(found('setRegistration', { closesOn: '2026-12-06' })).toEqual(['/closesOn afterStart']));
  it('leave out fields without a label', () => expect(check(forms['setRegistration']!, forms['setRegistration']!.initial(item, {}), item).body).toMatchObject({ others: ['身分證字號', '出生年月日'] }));
});
it.each(['submitList', 'resubmitList'])('%s asks for the check of the hours', (action) => {
  expect(found(action, {})[0]).toBe('/confirmed required');
  expect(found(action, { confirmed: true })).toEqual([]);
});
describe('an application for a change (5.8)', () => {
  const draft = { ...applicationFor('00000000-0000-4000-8000-000000000001', galleryCourse.course), reason: '誤植' };
  const application = { schema: applicationForm, sends: sentApplication };
  it('sends what was chosen alone', () => expect(check(application, { ...draft, chosen: ['name'] }).body).toEqual({ courseId: draft.courseId, changes: { name: galleryCourse.course.name }, reason: '誤植' }));
  it('of nothing is none', () => expect(check(application, draft as unknown as Draft).findings).toEqual([{ pointer: '/changes', code: 'required' }]));
  it('names the parts of what was chosen', () => expect(Object.keys(applicationFieldsOf({ ...draft, chosen: ['letter'] }))).toEqual(['changes', 'reason', 'changes.letter', 'changes.letter.date', 'changes.letter.unit', 'changes.letter.number']));
});
