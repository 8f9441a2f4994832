import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,bench,commands,scripts}/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    name: 'reading',
  },
});
