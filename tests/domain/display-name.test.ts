/** 「所屬縣市＋校名＋職稱＋姓名」. Spec 6.8. */
import { describe, expect, it } from 'vitest';
import { bearersOf, faultInDisplayName } from '#domain/display-name';

const of = (name: string, text: string, county?: string, invited?: readonly string[]) => faultInDisplayName(text, { name, ...(county ? { county } : {}) }, invited);

describe('a display name', () => {
  it.each([
    ['王○○', '臺北市○○國中註冊組長王○○'], ['王小明', '屏東縣大同國小教師王小明'], ['王小明', '台北市 大同高中 + 學務主任 + 王小明'], ['林小明', '臺北市國立臺灣師範大學附屬高級中學教師林小明'],
    ['林主任', '高雄市測試高級中等學校教務副組長林主任'], ['撒韻·武荖‧瑪亞', '花蓮縣測試國中小導師撒韻‧武荖·瑪亞'], ['Jane Smith', '新竹縣測試高中教師Jane Smith'], ['堃', '嘉義市測試附小管理員堃'], ['王小明', '臺中市測試幼兒園園長王小明'], ['王小明', '臺中市測試國小教師王小明 '],
  ])('of %s is complete: %s', (name, text) => expect(of(name, text)).toBeUndefined());
  it.each([
    ['大同國小教師王小明', 'county'], ['臺北王小明', 'county'], ['臺北市王小明', 'school'], ['臺北市國小教師王小明', 'school'], ['臺北市大同國小王小明', 'title'], ['臺北市大同國小教師', 'name'], ['臺北市大同國小教師王大明', 'name'], ['臺北市大同國小教師王小明（遲到）', 'name'], ['', 'county'],
  ])('lacks a part: %s, the %s', (text, part) => expect(of('王小明', text)).toBe(part));
  it('may begin with the county of the own school where that is none of the 22', () => {
    expect([of('王小明', '測試縣測試高中教師王小明'), of('王小明', '測試縣測試高中教師王小明', '測試縣')]).toEqual(['county', undefined]);
  });
  it('begins with the county of the own school and no other, where that is known', () => {
    expect(['臺北市大同高中教師王小明', '台北市大同高中教師王小明', '新北市大同高中教師王小明'].map((text) => of('王小明', text, '台北市'))).toEqual([undefined, undefined, 'otherCounty']);
  });
  it('begins with one of the counties for which a session is held, where it is for some', () => {
    const of22 = (text: string, county?: string) => of('王小明', text, county, ['屏東縣', '臺東縣']);
    expect([of22('屏東縣大同國小教師王小明'), of22('台東縣大同國小教師王小明'), of22('臺北市大同國小教師王小明'), of22('臺北市大同國小教師王小明', '屏東縣'), of22('臺北市大同國小教師王小明', '臺北市')]).toEqual([undefined, undefined, 'uninvitedCounty', 'otherCounty', 'uninvitedCounty']);
  });
});

it('The bearer of a display name is who has the longest name that it ends with', () => {
  const people = ['小明', '王小明', '林大同', '林大同'].map((name) => ({ name }));
  expect(['臺北市大同國小教師王小明', '王小明', '林大同', '陳一'].map((text) => bearersOf(text, people).map(({ name }) => name))).toEqual([['王小明'], ['王小明'], ['林大同', '林大同'], []]);
});
