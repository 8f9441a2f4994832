import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'reading', pool: 'forks', include: ['**/*.test.ts', '**/*.test.tsx'], testTimeout: 30_000 },
});
