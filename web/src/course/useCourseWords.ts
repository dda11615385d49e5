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

  const words = {
    name: ({ name }) => name, tag: ({ tag }) => nameOf('tag', tag), classKind: kindOf, tier: ({ tier }) => label(tiers[tier]), nature: ({ nature }) => path('nature', nature), field: ({ field }) => path('field', field), letter: ({ letter }) => letterOf(letter),
    delivery: ({ delivery }) => label(deliveries[delivery]), lecturers: ({ lecturers }) => lecturersOf(lecturers), intro: ({ intro }) => intro, hours: ({ hours }) => String(hours), startsOn: ({ startsOn }) => day(startsOn), endsOn: ({ endsOn }) => day(endsOn),
    registerFrom: ({ registerFrom }) => day(registerFrom), registerTo: ({ registerTo }) => day(registerTo), address: ({ county, township, address }) => `${county}${township}${address}`, notes: ({ notes }) => notes,
    classes: ({ classes, perClass }) => t('course.owner.view.classes', { classes, perClass, total: totalOf({ classes, perClass }) ?? 0 }), audience: ({ audience }) => audience.map((stage) => label(stages[stage])).join(t('cases.next.and')), audienceText: ({ audienceText }) => audienceText,
    subsidy: ({ subsidy, subsidyAmount }) => money(label(subsidies[subsidy]), subsidyAmount), fee: ({ fee, feeAmount }) => money(label(fees[fee]), feeAmount), questionnaire: ({ questionnaire }) => questionnaireOf(questionnaire),
    contacts: ({ contacts }) => contacts.map(({ name, phone, email }) => `${name}　${phone}　${email}`).join('\n'),
  } satisfies { readonly [F in keyof Course]?: (course: Course) => string };
  const wordsOf = (course: Course): Row[] => Object.entries<(course: Course) => string>(words).map(([field, inWords]) => ({ label: label(names[field as keyof Course]), value: inWords(course) }));
  /** One of them; of an application only the fields that it names are there. */
  const valueOf = (field: keyof typeof words, course: Partial<Course>): string => words[field](course as Course);
  return { wordsOf, valueOf };
}
