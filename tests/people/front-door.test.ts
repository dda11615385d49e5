import { describe, expect, test } from 'vitest';
import { networkOf } from '../../api/http/rate-limits.ts';
import { isOurs } from '../../api/http/same-origin.ts';
import { abilityNames } from '../../api/people/abilities.ts';

describe('same origin', () => {
  test.each([['same-origin', '', true], ['cross-site', '', false], ['same-site', '', false], ['none', '', false], ['', '', true], ['', 'http://127.0.0.1:8080', true], ['', 'http://127.0.0.1:8081', false], ['', 'https://elsewhere.example', false], ['', 'null', false]])(
    'Sec-Fetch-Site "%s" and Origin "%s" at 127.0.0.1:8080: %s', (site, origin, ours) => expect(isOurs(site, origin, '127.0.0.1:8080')).toBe(ours));
});
describe('address of a request', () => {
  test.each([['203.0.113.7', '203.0.113.7'], ['::ffff:203.0.113.7', '203.0.113.7'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'], ['2001:db8::6', '2001:db8:0:0'], ['::1', '0:0:0:0']])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));
});
describe('abilities by name (spec 1.3)', () => {
  test('who may open a filing is offered it', () => {
    expect(abilityNames(['leaver_homeroom'])).toEqual(['dropout.open', 'cases', 'tasks']);
    expect(abilityNames(['leaver_counsellor'])).toEqual(['cases', 'tasks']);
  });
  test.each(['leaver_main', 'leaver_supervisor', 'school_principal', 'leaver_county', 'leaver_k12ea', 'ins_center', 'ins_center_supervisor', 'ins_admin'] as const)('%s watches what is late', (role) => expect(abilityNames([role])).toContain('supervision'));
  test.each(['leaver_homeroom', 'leaver_counsellor', 'sys_support', 'sys_admin', 'ins_business', 'ins_teacher'] as const)('%s does not', (role) => expect(abilityNames([role])).not.toContain('supervision'));
  test('the administrator of the system sees no case', () => expect(abilityNames(['sys_admin'])).toEqual(['admin']));
});
