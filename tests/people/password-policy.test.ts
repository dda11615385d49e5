import { describe, expect, test } from 'vitest';
import { passwordProblems, shortestFor } from '../../api/people/password-policy.ts';
import { isPasswordExpired, passwordExpiresOn } from '../../api/people/standing.ts';

const ofSchool = { login: 'main.993301', roles: ['leaver_main'] } as const;
const problems = (password: string): string[] => passwordProblems(password, ofSchool);

describe('password policy (spec 1.8)', () => {
  test('eight characters for a school, twelve for a county and the nation, the longest where both roles are held', () => {
    expect(shortestFor(['leaver_main', 'school_principal'])).toBe(8);
    expect(shortestFor(['leaver_county'])).toBe(12);
    expect(shortestFor(['leaver_homeroom', 'leaver_k12ea'])).toBe(12);
    expect(shortestFor([])).toBe(12);
    expect(problems('Oak-47x')).toEqual(['tooShort']);
    expect(passwordProblems('Oak-47xyRiv', { login: 'county', roles: ['leaver_county'] })).toEqual(['tooShort']);
  });
  test.each(['riverbank47', 'RIVERBANK47', 'riverbank-oak', '84720475928'])('three of the four classes: %s has fewer', (password) => expect(problems(password)).toContain('tooSimple'));
  test.each(['Riverbank47', 'riverbank-47', 'RIVERBANK-47', 'Riverbank-Oak'])('three of the four classes: %s has them', (password) => expect(problems(password)).toEqual([]));
  test.each(['Main.993301', 'xMAIN.993301-'])('not the login: %s', (password) => expect(problems(password)).toContain('guessable'));
  test.each(['Oak-qwer-88', 'Oak-4321-Riv', 'Oak-REWQ-88', 'Oak-1qaz-River', 'River-abcd-8', 'Riv-8888-Oak', 'Oak!@#$-8riv'])('no keyboard run: %s', (password) => expect(problems(password)).toEqual(['guessable']));
  test.each(['P@ssw0rd!', 'Password2026', 'Schoolward#1', 'Taiwan-2026', '!!Welcome99'])('nothing easy, however it is spelled: %s', (password) => expect(problems(password)).toEqual(['guessable']));
  test.each(['Oak-Y190006824', 'oak-Fa12000682-X'])('no national ID or resident certificate: %s', (password) => expect(problems(password)).toEqual(['guessable']));
  test('everything that is wrong is told at once', () => expect(problems('qwer')).toEqual(['tooShort', 'tooSimple', 'guessable']));

  test('expires with the end of the ninetieth day in Taipei: changed 2026-08-01, good through 2026-10-30', () => {
    const changed = { passwordChangedAt: Date.parse('2026-08-01T10:00:00+08:00') };
    expect(passwordExpiresOn(changed)).toBe('2026-10-30');
    expect(isPasswordExpired(changed, Date.parse('2026-10-30T23:59:59+08:00'))).toBe(false);
    expect(isPasswordExpired(changed, Date.parse('2026-10-31T00:00:00+08:00'))).toBe(true);
  });
});
