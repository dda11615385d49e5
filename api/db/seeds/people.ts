/** Invented people: names by how frequent they are (spec 9.3), IDs and numbers that can belong to nobody (9.4). */
import { isValidId, type Sex } from '#domain/identity-number';
import type { Chance } from './chance.ts';

const surnames = [['陳', 110], ['林', 83], ['黃', 60], ['張', 53], ['李', 51], ['王', 41], ['吳', 40], ['劉', 31], ['蔡', 29], ['楊', 27], ['許', 23], ['鄭', 19], ['謝', 18], ['郭', 15], ['洪', 15], ['曾', 14], ['邱', 14], ['廖', 13], ['賴', 13], ['徐', 12], ['周', 12], ['葉', 12], ['蘇', 11], ['歐陽', 2], ['范姜', 2], ['張簡', 2], ['司徒', 1], ['幸', 1], ['粘', 1]] as const;
const given: Record<'young' | 'grown', Record<Sex, readonly string[]>> = {
  young: { male: ['冠宇', '承恩', '宥廷', '品睿', '承翰', '柏翰', '彥廷', '宇翔', '家豪', '冠廷', '翔', '睿'], female: ['宜蓁', '欣妤', '詩涵', '詠晴', '子晴', '品妍', '佳穎', '雅筑', '思妤', '郁婷', '晴', '彤'] },
  grown: { male: ['志明', '俊傑', '建宏', '志豪', '文彬', '國華', '宗翰', '明哲', '家銘', '世昌', '正雄', '啟文'], female: ['雅婷', '怡君', '淑芬', '淑惠', '美玲', '雅惠', '惠雯', '佩珊', '秀琴', '慧君', '靜宜', '麗華'] },
};
const indigenous = ['谷辣斯‧尤達卡', '巴奈‧馬耀', '拉娃‧烏瑪斯', '瓦歷斯‧達路', '比令‧亞布'] as const;

/** 3 % of the young have an indigenous name. */
export function nameOf(chance: Chance, age: 'young' | 'grown', sex: Sex): string {
  return age === 'young' && chance.next() < 0.03 ? chance.pick(indigenous) : chance.weighted(surnames) + chance.pick(given[age][sex]);
}
/** 51.8 % of the pupils are boys (spec 9.2). */
export const sexBy = (chance: Chance): Sex => (chance.next() < 0.518 ? 'male' : 'female');

/** An ID that cannot belong to anybody: the letter Y is no longer issued since 1974, and no child has a 9 in third place. @param serial below 1,000,000 */
export function syntheticId(sex: Sex, serial: number): string {
  const start = `Y${sex === 'male' ? 1 : 2}9${String(serial).padStart(6, '0')}`;
  return [...'0123456789'].map((check) => start + check).find(isValidId)!;
}
export const mobile = (chance: Chance): string => `09${chance.between(10, 89)}-000-${chance.between(100, 999)}`;

const villages = ['中正', '仁愛', '文明', '興樂', '德安', '小城', '玫瑰', '吉祥'], townships = ['東區', '西區', '玫瑰鎮', '小城鄉'], streets = ['平安路', '和平街', '測試路一段', '光明路'];
export const address = (chance: Chance): string => `測試縣${chance.pick(townships)}${chance.pick(villages)}里${chance.between(1, 20)}鄰${chance.pick(streets)}${chance.between(1, 180)}號`;
