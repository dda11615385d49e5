/** Spec 8.1–8.3, 9.4: every worked example, and the formula itself. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idKind, isValidId, maskAddress, maskId, maskIns, maskName, maskPhone, normalizeId, sexOf } from '#domain/identity-number';

const LETTERS: Record<string, number> = Object.fromEntries('ABCDEFGHJKLMNPQRSTUVXYWZIO'.split('').map((letter, index) => [letter, index + 10]));
/** The sum of spec 8.1 and 8.2, written out a second time so that the package is held against it. */
function sumsUp(id: string): boolean {
  const letter = LETTERS[id[0]!]!, second = id[1]! in LETTERS ? LETTERS[id[1]!]! % 10 : Number(id[1]);
  const digits = [Math.floor(letter / 10), letter % 10, second, ...[...id.slice(2)].map(Number)];
  return digits.reduce((sum, digit, index) => sum + digit * [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1][index]!, 0) % 10 === 0;
}

describe('national IDs (8.1)', () => {
  test.each(['A123456789', 'Y191234561', 'Y291234563', 'M162773050'])('%s is valid', (id) => expect(idKind(id)).toBe('national'));
  test.each(['A123456788', 'A200501503', 'A800501509', 'A323456789', 'A12345678', 'A1234567890', ''])('%s is not', (id) => expect(idKind(id)).toBe('invalid'));
  test.each(['Y190000016', 'Y290000018', 'Y190000025', 'Y290000027'])('the synthetic sample %s is valid (9.4)', (id) => expect(isValidId(id)).toBe(true));
});
describe('UI numbers (8.2)', () => {
  test.each(['A800000014', 'H877000010', 'F988000035'])('%s is of the new form', (id) => expect(idKind(id)).toBe('uiNew'));
  test.each(['HD12345678', 'FC12345674', 'AC00000003'])('%s is of the old form, valid until 2031', (id) => expect(idKind(id)).toBe('uiOld'));
});
test('the package agrees with the formula of the specification on any number', () => {
  const id = fc.tuple(fc.constantFrom(...Object.keys(LETTERS)), fc.constantFrom(...'1289ABCD'), fc.stringMatching(/^\d{8}$/)).map((parts) => parts.join(''));
  fc.assert(fc.property(id, (one) => isValidId(one) === sumsUp(one)), { numRuns: 5000 });
});
test('an ID is read in full width, in lower case, with spaces and hyphens', () => {
  expect(normalizeId(' Ａ１２３-456 789 ')).toBe('A123456789');
  expect(idKind('y29‐123 4563')).toBe('national');
});
test.each([['A123456789', 'male'], ['Y291234563', 'female'], ['A800000014', 'male'], ['F988000035', 'female'], ['HD12345678', 'female'], ['AC00000003', 'male'], ['A123456788', undefined]])('%s says %s', (id, sex) => expect(sexOf(id)).toBe(sex));

describe('what is shown of a person (8.3)', () => {
  test('an ID shows its first and last three characters', () => expect(maskId('f231234770')).toBe('F23**770'));
  test('the course platform shows its first five', () => expect(maskIns('a123456789')).toBe('A1234*****'));
  test.each([['王小明', '王○○'], ['王明', '王○'], ['𡍼小明', '𡍼○○'], ['谷辣斯·尤達卡', '谷○○'], ['', '']])('%s is listed as %s', (name, masked) => expect(maskName(name)).toBe(masked));
  test.each([['0912-345-678', '0912***678'], ['0912345678;(02)29686834#12', '0912***678;0229***834'], ['037-123456', '037***456']])('%s is listed as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));
  test.each([
    ['屏東縣屏東市大連里廣東路123號', '屏東縣屏東市大連里'], ['臺中市后里區墩北里三豐路5號', '臺中市后里區墩北里'], ['高雄市前鎮區竹內里一街2號', '高雄市前鎮區竹內里'], ['南投縣埔里鎮中山路一段3號', '南投縣埔里鎮'],
    ['100臺北市中正區公園路大里巷5號', '臺北市中正區'], ['測試縣東區德安里12鄰平安路8號', '測試縣東區德安里'], ['中山路一段3號', '○○○'],
  ])('%s is listed as %s', (address, masked) => expect(maskAddress(address)).toBe(masked));
});
