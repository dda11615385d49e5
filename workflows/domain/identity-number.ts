/**
 * National IDs and UI numbers: what they are, and how little of them is shown to whom. Spec 8.1–8.3.
 *
 * The checksum is the package's; `tests/domain/identity-number.test.ts` holds it against every worked example of the specification and against its formula.
 */
import { validateIdCardNumber, type IdCardCategory } from 'taiwan-id-validator';

/** `national`: 國民身分證統一編號. `uiNew`, `uiOld`: 外來人口統一證號 of the form issued since 2 January 2021, and before. */
export type IdKind = 'national' | 'uiNew' | 'uiOld' | 'invalid';
export type Sex = 'male' | 'female';

const kinds: Readonly<Record<IdCardCategory, IdKind>> = {
  NATIONAL_ID: 'national', UI_NUMBER_LEGACY: 'uiOld', UI_NUMBER_FOREIGN_OR_STATELESS: 'uiNew', UI_NUMBER_NATIONAL_WITHOUT_HOUSEHOLD_REGISTRATION: 'uiNew',
  UI_NUMBER_HK_MACAO_RESIDENT: 'uiNew', UI_NUMBER_MAINLAND_CHINA_RESIDENT: 'uiNew',
};

/** As it is stored and compared: half-width, upper case, without spaces and hyphens. */
export const normalizeId = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Dash_Punctuation}]/gu, '').toUpperCase();

export function idKind(idNo: string): IdKind {
  const result = validateIdCardNumber(normalizeId(idNo));
  return result.valid ? kinds[result.category] : 'invalid';
}
export const isValidId = (idNo: string): boolean => idKind(idNo) !== 'invalid';

/** By the second character: 1, 8, A, C male; 2, 9, B, D female. A legal change of sex can make it differ from the person's. */
export function sexOf(idNo: string): Sex | undefined {
  const second = normalizeId(idNo)[1];
  return !isValidId(idNo) || second === undefined ? undefined : '18AC'.includes(second) ? 'male' : 'female';
}

/** `F231234770` → `F23**770`. */
export function maskId(idNo: string): string {
  const id = normalizeId(idNo);
  return `${id.slice(0, 3)}**${id.slice(-3)}`;
}
/** As the course platform shows it: `A123456789` → `A1234*****`. */
export const maskIns = (idNo: string): string => `${normalizeId(idNo).slice(0, 5)}*****`;
/** `王小明` → `王○○`, `王明` → `王○`. Longer names show no more, and not how long they are. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()];
  return first + '○'.repeat(Math.min(rest.length, 2));
}
/** `0912-345-678` → `0912***678`; several stay separated by `;`. Extensions are left out. */
export const maskPhone = (phones: string): string => phones.split(';').map(maskOnePhone).join(';');
function maskOnePhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/#.*$/, '').replace(/\D/g, '');
  return `${digits.slice(0, -6)}***${digits.slice(-3)}`;
}

/** County, township (whose own name may hold 里 or 鎮: 后里區, 前鎮區), village. A street is not a village, even with 里 in its name. */
const ADDRESS = /^\d*\s*(?<county>\p{Script=Han}{2}[縣市])?(?<township>\p{Script=Han}{1,4}?[鄉鎮市區])?(?<village>[^路街道巷弄段號\d]{1,6}?[村里])?/u;
/** Cut after the village, or after the township where no village is named. */
export function maskAddress(address: string): string {
  const { county = '', township = '', village = '' } = ADDRESS.exec(address.trim().normalize('NFKC'))?.groups ?? {};
  return county + township + village || '○○○';
}
