import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['{src,bench,commands,scripts}/**/*.test.ts'], pool: 'forks', testTimeout: 60_000, name: 'reading' },
});
