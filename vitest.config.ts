import { defineConfig } from 'vitest/config';

/** One project a workspace; each says its own needs in its own vitest.config.ts. Many tests start processes of their own. */
export default defineConfig({
  test: { projects: ['shared-protocol', 'reading', 'drizzle', 'backend', 'desktop', 'launcher', 'e2e'], maxWorkers: 3 },
});
