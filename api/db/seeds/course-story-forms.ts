/** What is written on the forms of a course's story: plausible courses of nobody's. Spec 5.2, 5.4, 9.1. */
import { dateAt, type PlainDate } from '#domain/plain-date';
import { academicYear } from '#domain/school-year';
import type { ClassKind, deliveries, Scope, Stage, tiers } from '#workflows/course/code-lists';
import { reviewReasons } from '#workflows/course/code-lists';
import { chanceOf, type Chance } from './chance.ts';
import type { CourseDays } from './course-story-days.ts';
import type { AmendmentStory, CourseDeed, CourseStory } from './course-stories.ts';
import { topics, type Topic } from './course-topics.ts';
import { address, nameOf, sexBy } from './people.ts';
import { realUnitOf, type CourseUnit } from './staff.ts';

const unitNames: Record<CourseUnit, string> = { 993301: '測試高級中等學校', 993302: '仁愛高級中等學校', 993401: '測試高級工業職業學校', 993402: '玫瑰高級商工職業學校', 994601: '測試國民小學', 994602: '玫瑰國民小學' };
/** The fourth digit of a school's code tells its kind. */
const stageOf = (unit: string): Stage => (unit[3] === '6' ? 'es' : unit[3] === '4' ? 'vh' : 'sh');
const tierShares: readonly (readonly [keyof typeof tiers, number])[] = [['basic', 70], ['advanced', 24], ['expert', 6]];
const hourShares: readonly (readonly [number, number])[] = [[1, 8], [1.5, 6], [2, 26], [3, 38], [4, 8], [5, 4], [6, 10]];
const CREDITS: readonly (readonly [number, number])[] = [[2, 60], [3, 40]];
const ROOMS = ['三樓視聽教室', '圖書館二樓研討室', '電腦教室（一）', '行政大樓會議室', '活動中心'];
/** One course in so many has been approved by a letter; the others are the unit's own. */
const WITH_LETTER = 0.35;

interface Place { readonly name: string; readonly hours: number; readonly total: { readonly classes: number; readonly perClass: number }; readonly classKind: ClassKind; readonly topic: Topic }
/** Decided by the story alone: registrations and lists ask for it too. */
export function outlineOf(story: CourseStory, startsOn: PlainDate): Place {
  const chance = chanceOf(`outline:${story.serial}`), topic = topics[story.serial % topics.length]!;
  const perClass = story.demand === 'over' ? 20 : chance.pick([20, 24, 25, 30, 35, 40, 50, 60]), classKind: ClassKind = story.credits ? chance.weighted([['credit', 3], ['degree', 1]] as const) : 'non_credit';
  return { name: `${academicYear(startsOn)}學年度${topic.name}${story.schoolBased ? '（校內研習）' : ''}`, topic, classKind, hours: chance.weighted(story.credits ? CREDITS : hourShares), total: { classes: 1, perClass } };
}

/** Form A–U, as a browser would send it. @param corrected after a centre that did not pass it */
function courseFormOf(story: CourseStory, days: CourseDays, filedOn: PlainDate, corrected: boolean): object {
  const chance = chanceOf(`course-form:${story.serial}`), { name, hours, total, classKind, topic } = outlineOf(story, days.startsOn), real = realUnitOf(story.unit), unit = real?.name ?? unitNames[story.unit as CourseUnit], county = real?.county ?? '測試縣';
  const delivery: keyof typeof deliveries = story.schoolBased ? chance.weighted([['lecture', 55], ['workshop', 25], ['lesson_study', 20]] as const) : (topic.delivery ?? chance.weighted([['lecture', 50], ['workshop', 30], ['meet', 12], ['field', 8]] as const));
  const contact = nameOf(chance, 'grown', sexBy(chance)), anywhere = chance.pick(['東區', '西區', '玫瑰鎮', '小城鄉']), township = real?.township ?? anywhere, room = chance.pick(ROOMS), elementary = stageOf(story.unit) === 'es';
  return {
    name, tag: topic.tag ?? 'none', classKind, schoolBased: story.schoolBased && classKind === 'non_credit', tier: chance.weighted(tierShares), nature: natureOf(topic, elementary), field: fieldPath(topic.field), delivery,
    letter: chance.next() < WITH_LETTER ? { date: filedOn, unit: `${county}政府教育${county.endsWith('市') ? '局' : '處'}`, number: `${real ? '' : '測'}府教研字第${academicYear(filedOn)}${String(10_000 + story.serial)}號` } : null,
    lecturers: Array.from({ length: chance.weighted([[1, 75], [2, 25]] as const) }, () => ({ county: '測試縣', unit: chance.pick(Object.values(unitNames)), name: nameOf(chance, 'grown', sexBy(chance)) })),
    intro: introOf(topic, corrected), hours, ...days4(days), county, township, address: real ? `${unit}校內` : address(chance).replace('測試縣', ''), notes: `${timetable(hours)}，地點：${unit}${room}。請攜帶識別證簽到、簽退，並自備環保杯。`, ...total,
    audience: story.schoolBased ? [stageOf(story.unit)] : elementary ? ['es'] : ['sh', 'vh'], audienceText: story.schoolBased ? '本校教師' : chance.pick(['各校教師', '任教該領域之教師', '']), contacts: [{ name: contact, phone: `02-2234${chance.between(1000, 9999)}#${chance.between(100, 399)}`, email: `business.${story.unit}@example.edu.tw` }],
    ...(story.credits ? { fee: 'partial', feeAmount: 2000 } : {}), ...(chance.next() < 0.2 ? { subsidy: 'county', subsidyAmount: chance.between(5, 30) * 1000 } : {}), questionnaire: { mode: story.serial % 3 === 0 ? 'system' : 'none', anonymous: true, voluntary: true },
  };
}
const days4 = ({ startsOn, endsOn, registerFrom, registerTo }: CourseDays): object => ({ startsOn, endsOn, registerFrom, registerTo });
const natureOf = ({ nature: [aim, subject] }: Topic, elementary: boolean): string[] => { const who = elementary ? '2' : '1'; return [who, `${who}.${aim}`, `${who}.${aim}.${subject}`, `${who}.${aim}.${subject}.1`]; };
const fieldPath = (code: string): string[] => code.split('-').map((_, depth, parts) => parts.slice(0, depth + 1).join('-'));
const introOf = ({ name, about }: Topic, corrected: boolean): string => `主旨目的：增進教師${about}之知能。辦理形式：專題講授與分組實作。${corrected ? `內容簡述：以${name}為題，依課程表逐節進行，並由講師示範教學設計。` : `內容簡述：${about}之理念與案例。`}預期效益：參與教師能將所學運用於教學現場。`;
function timetable(hours: number): string {
  const begins = hours > 3 ? 9 : 13, minutes = begins * 60 + hours * 60 + (hours > 3 ? 60 : 0), clock = `${Math.floor(minutes / 60)}:${minutes % 60 ? '30' : '00'}`;
  return `${begins}:00 至 ${clock}${hours > 3 ? '（12:00 至 13:00 午休）' : ''}`;
}

export const scopeOf = (story: CourseStory): Scope => (story.schoolBased ? 'school' : realUnitOf(story.unit) ? 'anyone' : chanceOf(`scope:${story.serial}`).weighted([['county', 45], ['anyone', 55]] as const));
/** 線上報名設定 of the story. */
function registrationFormOf(story: CourseStory, days: CourseDays): object {
  const { total } = outlineOf(story, days.startsOn);
  return { online: true, opensOn: days.registerFrom, opensHour: 8, closesOn: days.registerTo, capacity: total.classes * total.perClass, strict: story.demand !== 'over', autoPromote: true, stageLimit: false, scope: scopeOf(story), extra: story.schoolBased ? [] : ['meal'] };
}
/** The other actions; those of a list only confirm it. */
export function deedFormOf(story: CourseStory, does: CourseDeed['does'], days: CourseDays, at: number): object {
  const chance = chanceOf(`course-deed:${story.serial}:${does}`), reasons: Chance['pick'] = (list) => chance.pick(list);
  switch (does) {
    case 'open': return courseFormOf(story, days, dateAt(at), false);
    case 'resubmit': case 'amend': return courseFormOf(story, days, dateAt(at), true);
    case 'setRegistration': return registrationFormOf(story, days);
    case 'fail': return { reason: reasons([reviewReasons.intro, reviewReasons.letter, reviewReasons.hours, reviewReasons.lecturers]).zh };
    case 'failList': return { reason: reviewReasons.list.zh };
    case 'delete': return { reason: reasons(['場地臨時無法使用，另行公告。', '講師行程異動，本次研習取消。', '重複登錄，以另一課程為準。']) };
    case 'submitList': case 'resubmitList': return { confirmed: true };
    default: return {};
  }
}
/** 結案後修改 of an issued course. */
export function amendmentFormOf(action: AmendmentStory['deeds'][number]['action'], courseId: string): object {
  switch (action) {
    case 'open': return { courseId, changes: { notes: '13:00 至 16:00，地點更正為圖書館二樓研討室。' }, reason: '課程表之地點誤植，經簽到紀錄查證後申請更正。' };
    case 'reject': return { reason: '所附資料與簽到紀錄不符，請查明後再行申請。' };
    case 'sendBatch': return { letterNo: '測府教研字第1150005001號' };
    default: return {};
  }
}
