import { describe, expect, it } from 'vitest';
import { passed, sum, tallyVitest } from '../../stack/test-report.ts';

const file = (status: string, tests: string[] = [], message = '') => ({
  name: 'a.test.ts',
  status,
  message,
  assertionResults: tests.map((outcome, index) => ({ status: outcome, fullName: `requirement ${index}` })),
});
const report = (numPassedTests: number, ...testResults: unknown[]): string => JSON.stringify({ numPassedTests, numFailedTests: 0, testResults });

describe('the count of a test run', () => {
  it('adds up what passed', () => {
    expect(sum([passed(), tallyVitest(report(3, file('passed', ['passed', 'passed', 'passed'])), 0)])).toMatchObject({ passed: 4, failed: 0 });
  });

  it('names each test that failed', () => {
    expect(tallyVitest(report(1, file('failed', ['passed', 'failed'])), 1)).toEqual({ passed: 1, failed: 1, failures: ['a.test.ts: requirement 1'] });
  });

  it('counts a file that cannot be loaded as a failure', () => {
    expect(tallyVitest(report(2, file('failed', [], 'SyntaxError')), 1)).toMatchObject({ passed: 2, failed: 1, failures: ['a.test.ts: SyntaxError'] });
  });

  it('fails when no test ran, when there is no report, and when the run ended badly although all passed', () => {
    expect(tallyVitest(report(0), 0).failed).toBe(1);
    expect(tallyVitest(undefined, 1).failed).toBe(1);
    expect(tallyVitest(report(2, file('passed', ['passed', 'passed'])), 1).failed).toBe(1);
  });

  it('does not count what was skipped as passed', () => {
    expect(tallyVitest(report(0, file('passed', ['skipped'])), 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});
