import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'backend',
    pool: 'forks',
    maxWorkers: 2,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    globalSetup: ['./test/global-postgres.ts'],
  },
});
