import { defineConfig } from 'vitest/config';

/**
 * One project a workspace; each says its own needs in its own vitest.config.ts. Two files at once everywhere: many tests
 * wait for processes of their own, and a project inherits no number from here. For the same reason all of them poll for
 * longer than a second: a slow machine is no fault.
 */
export default defineConfig({
  test: { projects: ['shared-protocol', 'reading', 'drizzle', 'backend', 'desktop', 'launcher', 'e2e'] },
});
