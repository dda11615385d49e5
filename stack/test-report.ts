/** What a part of the test run counted. */
export interface Tally {
  passed: number;
  failed: number;
  /** A sentence for each failure. */
  failures: string[];
}

/** The parts of vitest's JSON report that count. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; status: string; message?: string; assertionResults: { status: string; fullName: string }[] }[];
}

/**
 * Counts a vitest run from its JSON report. A file that could not be loaded counts as one failure, and so does a run that
 * ran nothing, wrote no report, or ended badly although every test passed (an unhandled error, a failed set-up).
 */
export function tallyVitest(report: string | undefined, exitCode: number): Tally {
  if (report === undefined) return failed(`vitest wrote no report (exit code ${exitCode})`);
  const { numPassedTests, testResults } = JSON.parse(report) as VitestReport;
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed').map((test) => `${name}: ${test.fullName}`);
    return status === 'failed' && tests.length === 0 ? [`${name}: ${message?.trim() || 'could not be run'}`] : tests;
  });
  if (numPassedTests + failures.length === 0) failures.push('vitest ran no test at all');
  else if (exitCode !== 0 && failures.length === 0) failures.push(`vitest ended with exit code ${exitCode} although no test failed`);
  return { passed: numPassedTests, failed: failures.length, failures };
}

export function passed(): Tally {
  return { passed: 1, failed: 0, failures: [] };
}

export function failed(failure: string): Tally {
  return { passed: 0, failed: 1, failures: [failure] };
}

export function sum(tallies: Tally[]): Tally {
  return {
    passed: tallies.reduce((count, tally) => count + tally.passed, 0),
    failed: tallies.reduce((count, tally) => count + tally.failed, 0),
    failures: tallies.flatMap((tally) => tally.failures),
  };
}
