/** Two kinds of tests: `unit` needs nothing but the code; `integration` stands on the real PostgreSQL and the real Temporal server. */
import { defineConfig } from 'vitest/config';

const unit = ['tests/domain/**/*.test.ts', 'tests/case/**/*.test.ts', 'tests/*/page.test.ts', 'tests/*/table.test.ts', 'tests/drills/oracle.test.ts', 'tests/replay/**/*.test.ts', 'tests/architecture.test.ts', 'tests/lifecycles.test.ts', 'tests/web/**/*.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      { extends: true, test: { name: 'unit', include: unit } },
      {
        extends: true,
        test: { name: 'integration', include: ['tests/**/*.test.ts'], exclude: unit, globalSetup: ['tests/support/global-setup.ts'], testTimeout: 60_000, hookTimeout: 120_000 },
      },
    ],
  },
});
