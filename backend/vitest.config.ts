import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'backend',
    pool: 'forks',
    maxWorkers: 2,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    globalSetup: ['./test/global-postgres.ts'],
  },
});
