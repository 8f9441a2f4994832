import { defineConfig } from 'vitest/config';

/** Tests that start the product's own processes: each has a home of its own, and a few run side by side. */
export default defineConfig({
  test: {
    name: 'e2e',
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['./fixtures/build-programs.ts'],
    include: ['processes/**/*.test.ts', 'fixtures/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
