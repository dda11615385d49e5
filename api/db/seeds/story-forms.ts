/** What people wrote on the forms of a story: enough variety that lists and statistics have something to show. Spec 4.4, 9.1. */
import { addDays, anniversary, dateAt, type PlainDate } from '#domain/plain-date';
import { causeGroups, type CauseGroupName } from '#workflows/dropout/code-lists';
import { chanceOf, type Chance } from './chance.ts';
import { address, mobile, nameOf, sexBy } from './people.ts';
import type { Deed, Story } from './stories.ts';

const relations = [['母', 45], ['父', 40], ['祖母', 8], ['祖父', 4], ['姑姑', 3]] as const;
const familyStatuses = [['both', 40], ['single', 30], ['grandparents', 14], ['placement', 4], ['relatives', 6], ['alone', 3], ['other', 3]] as const;
const groups: readonly (readonly [CauseGroupName, number])[] = [['personal', 60], ['family', 15], ['school', 15], ['social', 6], ['other', 4]];
const personalCauses = [['interest', 49], ['routine', 14], ['job', 12], ['mental', 12], ['internet', 7], ['learning', 6]] as const;
const records = [
  { method: 'phone', residence: 'at_home', life: ['no_plan'], guidance: ['teacher'], content: '電話聯繫家長，學生作息日夜顛倒，家長表示會再溝通，約定下週到校面談。' },
  { method: 'home', residence: 'at_home', life: ['job_seeking'], guidance: ['teacher', 'labour'], content: '家訪，學生在家，想先工作分擔家計；說明就業服務資源並留下聯絡方式。' },
  { method: 'messaging', residence: 'away', life: ['working'], guidance: ['teacher', 'youth'], content: '以通訊軟體聯繫，學生住親戚家並於餐飲店打工，對復學意願不高，持續關心。' },
  { method: 'phone', residence: 'at_home', life: ['health'], guidance: ['psychologist', 'medical'], content: '與母親通話，學生情緒低落已就醫，轉介輔導諮商中心安排晤談。' },
  { method: 'phone', residence: 'at_home', life: ['studying'], guidance: ['teacher'], content: '學生主動來電詢問復學與轉學方式，已提供說明並約定到校辦理時間。' },
  { method: 'home', residence: 'away', life: ['missing'], guidance: ['police', 'social'], content: '家訪未遇，鄰居表示多日未見，已請家長報案並通報社政單位協尋。' },
  { method: 'phone', residence: 'at_home', life: ['training'], guidance: ['youth', 'labour'], content: '學生參加青年署生涯探索課程，出席穩定，下月結訓後再討論復學。' },
  { method: 'other', residence: 'at_home', life: ['judicial'], guidance: ['social', 'teacher'], content: '與觀護人聯繫，瞭解學生近況及後續安置規劃，校內召開個案會議。' },
] as const;
const endings: Readonly<Record<string, string>> = {
  returned: '學生已到校辦理復學，課表與選課完成確認，建議結案。', other_hs: '學生已轉入他校就讀並完成報到，建議結案。', gave_up: '家長到校辦理放棄學籍切結，建議結案。', college_exp: '學生已取得五專入學許可並註冊，建議結案。', revoked: '依學籍管理規定廢止學籍並已函知家長，建議結案。',
  abroad: '學生隨家人移居國外，已提供出境證明，建議結案。', court: '法院裁定收容，已收到公文，建議結案。', to_leave: '無故缺曠逾七日且未回覆通知，依規定視同休學，建議結案並另填休學。',
};
const remarks = { comment: ['缺課日期與點名紀錄不符，請確認後再送。', '監護人電話空號，請補正。', '尚有連繫管道，請再追蹤一次。'], reason: ['學生已返校上課，無須通報。', '重複填報，以另案為準。', '資料誤植，重新填報。'] };

function basic(chance: Chance): object {
  const guardianName = nameOf(chance, 'grown', sexBy(chance)), guardianRelation = chance.weighted(relations), guardianPhone = mobile(chance), home = address(chance);
  const familyStatus = chance.weighted(familyStatuses), emergencyToo = chance.next() < 0.7;
  return {
    phone: mobile(chance), householdAddress: home, mailAddress: chance.next() < 0.8 ? home : address(chance), guardianName, guardianRelation, guardianPhone, familyStatus,
    emergencyName: emergencyToo ? guardianName : nameOf(chance, 'grown', sexBy(chance)), emergencyRelation: emergencyToo ? guardianRelation : '叔叔', emergencyPhone: emergencyToo ? guardianPhone : mobile(chance),
  };
}
/** The last day at school lies before the day of filing. */
function caseData(chance: Chance, category: Story['category'], filedOn: PlainDate): object {
  const leftOn = addDays(filedOn, -chance.between(3, 6)), mainCause = chance.weighted(groups), leaveFrom = addDays(leftOn, 1);
  const cause = mainCause === 'personal' ? chance.weighted(personalCauses) : chance.pick(Object.keys(causeGroups[mainCause].causes).filter((one) => !one.endsWith('_other')));
  return {
    category, leftOn, mainCause, causes: chance.next() < 0.3 && cause !== 'absences' ? [cause, 'absences'] : [cause],
    identity1: chance.weighted([['ordinary', 85], ['newResident', 10], ['indigenous', 5]]), identity2: chance.weighted([[[], 60], [['low_income'], 15], [['middle_low'], 10], [['disability'], 8], [['hardship'], 7]]),
    ...(category === 'leave' ? { leaveFrom, leaveTo: addDays(anniversary(leaveFrom, 1), -1), leaveCount: chance.next() < 0.85 ? 1 : 2 } : {}),
  };
}

/** @param index of the deed in its story. @returns the form of the action, as a browser would send it; an extension's deadline is filled in by who knows it */
export function formOf(story: Story, deed: Deed & { readonly at: number }, index: number, idNo: string): object {
  const chance = chanceOf(`form:${story.serial}:${index}`), remark = (kind: keyof typeof remarks): string => chance.pick(remarks[kind]);
  switch (deed.action) {
    case 'open': return { ...basic(chance), idNo };
    case 'submit': return caseData(chanceOf(`data:${story.serial}`), story.category, dateAt(deed.at));
    case 'sendRecord': {
      const { content, life, guidance, ...rest } = chance.pick(records);
      return { ...rest, life: [...life], guidance: [...guidance], employmentReferral: life.some((one) => one === 'job_seeking' || one === 'working'), ...(deed.ground ? { suggestClose: true, closeGround: deed.ground, content: endings[deed.ground] } : { suggestClose: false, content }) };
    }
    case 'returnFiling': case 'sendBack': return { comment: remark('comment') };
    case 'void': return { reason: remark('reason') };
    case 'voidByLetter': return { letterNo: '測府教字第1150000001號', reason: '學校函報通報對象有誤，經查屬實。' };
    case 'extendDeadline': return { reason: '學生住院治療中，家長同意出院後再聯繫。' };
    case 'close': return { note: '已依最新追蹤紀錄確認。' };
    default: return {};
  }
}
