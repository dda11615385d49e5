/** What a password may be. Spec 1.8. */
import { fieldProblems } from '#domain/problem';
import { roles, type Role } from '#domain/roles';

type PasswordProblem = Extract<keyof typeof fieldProblems, 'tooShort' | 'tooSimple' | 'guessable'>;

/** School users 8, counties and the nation 12; the longest wins where a person holds several roles. */
export const shortestFor = (held: readonly Role[]): 8 | 12 => (held.every((role) => roles[role].organisation === 'school') && held.length > 0 ? 8 : 12);

/** All that is wrong with it; that it was used before only the store can tell. */
export function passwordProblems(password: string, { login, roles: held }: { readonly login: string; readonly roles: readonly Role[] }): PasswordProblem[] {
  return [
    ...([...password].length < shortestFor(held) ? ['tooShort' as const] : []),
    ...(classesOf(password) < 3 ? ['tooSimple' as const] : []),
    ...(isGuessable(password.toLowerCase(), login.toLowerCase()) ? ['guessable' as const] : []),
  ];
}
const classesOf = (password: string): number => [/\p{Lu}/u, /\p{Ll}/u, /\d/u, /[^\p{L}\d]/u].filter((characters) => characters.test(password)).length;

function isGuessable(password: string, login: string): boolean {
  return password === login || (login.length >= 4 && password.includes(login)) || idNumber.test(password) || hasRun(password) || isEasyWord(password);
}
/** National ID, and resident certificates old and new. */
const idNumber = /[a-z][1289a-d]\d{8}/;

const RUN = 4;
const rows = ['`1234567890-=', 'qwertyuiop[]\\', "asdfghjkl;'", 'zxcvbnm,./', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/', '!@#$%^&*()_+', 'abcdefghijklmnopqrstuvwxyz', '01234567890'];
const bothWays = rows.flatMap((row) => [row, [...row].reverse().join('')]);
/** Four keys in a row, letters or digits in order, either way; or one character four times. */
function hasRun(password: string): boolean {
  if (/(.)\1{3}/u.test(password)) return true;
  return Array.from({ length: Math.max(0, password.length - RUN + 1) }, (_, at) => password.slice(at, at + RUN)).some((piece) => bothWays.some((row) => row.includes(piece)));
}

const easyWords = new Set(['password', 'passwd', 'admin', 'administrator', 'welcome', 'letmein', 'iloveyou', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball', 'school', 'teacher', 'student', 'principal', 'guidance', 'education', 'schoolward', 'taiwan', 'taipei', 'changeme', 'default', 'test', 'demo', 'user', 'login', 'master']);
const lookalikes: Readonly<Record<string, string>> = { '@': 'a', 4: 'a', 3: 'e', 1: 'i', '!': 'i', 0: 'o', $: 's', 5: 's', 7: 't' };
/** A common word, whatever digits and symbols stand around it or in place of its letters. */
function isEasyWord(password: string): boolean {
  const spelled = (text: string): string => [...text].map((character) => lookalikes[character] ?? character).join('');
  const bare = (text: string): string => text.replace(/^[^a-z]+|[^a-z]+$/g, '');
  return easyWords.has(spelled(bare(password))) || easyWords.has(bare(spelled(password)));
}
