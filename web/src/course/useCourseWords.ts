/** A course form in words, field by field; also for a few of them, as an application names them. */
import type { CourseForms } from '#contract/course';
import { classKinds, deliveries, fees, questionnaireModes, stages, subsidies, tiers } from '#workflows/course/code-lists';
import { dayOf, formatDate } from '../lib/dates.ts';
import { useText } from '../lib/text.ts';
import { totalOf } from './course-draft.ts';
import { courseFields as names } from './fields.ts';
import { useCodeLists } from './useCodeLists.ts';

type Course = CourseForms['course'];
interface Row { readonly label: string; readonly value: string | undefined }

export function useCourseWords() {
  const { t, label, language } = useText();
  const { nameOf } = useCodeLists();
  const day = (date: string): string => formatDate(dayOf(date), language.value);
  const money = (words: string, amount: number): string => (amount > 0 ? t('course.owner.view.money', { words, n: amount.toLocaleString('zh-TW') }) : words);

  const letterOf = (letter: Course['letter']): string => (letter ? `${day(letter.date)} ${letter.unit} ${letter.number}` : t('course.owner.form.exempt'));
  const lecturersOf = (lecturers: Course['lecturers']): string => lecturers.map(({ county, unit, name }) => `${name}（${county} ${unit}）`).join('\n');
  const kindOf = ({ classKind, schoolBased }: Course): string => label(classKinds[classKind]) + (schoolBased ? t('course.owner.view.schoolBased') : '');
  const path = (list: 'nature' | 'field', codes: readonly string[]): string => codes.map((code) => nameOf(list, code)).join(' → ');
  const questionnaireOf = ({ mode, anonymous, voluntary }: Course['questionnaire']): string => [label(questionnaireModes[mode]), ...(mode === 'none' ? [] : [anonymous && t('course.owner.form.anonymous'), voluntary && t('course.owner.form.voluntary')])].filter(Boolean).join(t('cases.next.and'));

  function wordsOf(course: Course): Row[] {
    const total = totalOf(course);
    const values: [keyof Course, string][] = [
      ['name', course.name], ['tag', nameOf('tag', course.tag)], ['classKind', kindOf(course)], ['tier', label(tiers[course.tier])], ['nature', path('nature', course.nature)], ['field', path('field', course.field)], ['letter', letterOf(course.letter)],
      ['delivery', label(deliveries[course.delivery])], ['lecturers', lecturersOf(course.lecturers)], ['intro', course.intro], ['hours', String(course.hours)], ['startsOn', day(course.startsOn)], ['endsOn', day(course.endsOn)], ['registerFrom', day(course.registerFrom)], ['registerTo', day(course.registerTo)],
      ['address', `${course.county}${course.township}${course.address}`], ['notes', course.notes], ['classes', t('course.owner.view.classes', { classes: course.classes, perClass: course.perClass, total: total ?? 0 })],
      ['audience', course.audience.map((stage) => label(stages[stage])).join(t('cases.next.and'))], ['audienceText', course.audienceText], ['subsidy', money(label(subsidies[course.subsidy]), course.subsidyAmount)], ['fee', money(label(fees[course.fee]), course.feeAmount)],
      ['questionnaire', questionnaireOf(course.questionnaire)], ['contacts', course.contacts.map(({ name, phone, email }) => `${name}　${phone}　${email}`).join('\n')],
    ];
    return values.map(([field, value]) => ({ label: label(names[field]), value }));
  }
  return { wordsOf, letterOf, lecturersOf };
}
