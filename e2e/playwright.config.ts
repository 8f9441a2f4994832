import { defineConfig } from '@playwright/test';

/** The browser host in a real Chromium; `npm test` names the browser (ADIUVA_CHROMIUM). */
export default defineConfig({
  testDir: './specs',
  testMatch: '*.spec.ts',
  globalSetup: './fixtures/build-programs.ts',
  outputDir: '../test-results',
  timeout: 150_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['ADIUVA_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
