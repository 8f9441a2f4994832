import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'launcher',
    pool: 'forks',
    maxWorkers: 2,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
