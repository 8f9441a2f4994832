// Builds the page once, serves it beside a core in memory, and opens it in a real Chromium.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { dayOf, startOfDay } from '#renderer/days/index.ts';
import { createMemoryCore } from './memory-core.ts';
import type { MemoryCore } from './memory-state.ts';
import { fillSample } from './sample-data.ts';
import { servePage, type ServedPage } from './serve-page.ts';

const desktop = join(import.meta.dirname, '../../..');
const zone = 'Europe/Berlin';

export interface OpenPage {
  page: Page;
  core: MemoryCore;
  served: ServedPage;
  /** What went wrong in the page: errors, broken rules of its CSP, and requests to anywhere else. */
  faults: string[];
  close: () => Promise<void>;
}

export interface PageBench {
  open: (options?: {
    empty?: boolean;
    /** The view that the page goes to at once; `start`: where the app starts by itself. The chat, if not said. */
    at?: 'chat' | 'start';
    prepare?: (core: MemoryCore) => void;
    context?: BrowserContextOptions;
  }) => Promise<OpenPage>;
  close: () => Promise<void>;
}

export function startOfToday(now: number): number {
  return startOfDay({ day: dayOf({ instant: now, zone }), zone });
}

export async function createPageBench(): Promise<PageBench> {
  const folder = await mkdtemp(join(tmpdir(), 'adiuva-page-'));
  await build({
    root: join(desktop, 'src/renderer'),
    configFile: join(desktop, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const browser: Browser = await chromium.launch({
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
  });
  return {
    open: async ({ empty = false, at = 'chat', prepare = () => {}, context: options = {} } = {}) => {
      const now = Date.now();
      const { core, router } = createMemoryCore({ now: () => Date.now() });
      if (!empty) fillSample(core, { now, midnight: startOfToday(now) });
      prepare(core);
      const served = await servePage({ router, folder });
      const context = await browser.newContext({ timezoneId: zone, viewport: { width: 1240, height: 800 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
      });
      page.on('request', (request) => {
        const { origin } = new URL(served.url);
        // What this window holds in its memory is asked of nobody.
        if (!request.url().startsWith(origin) && !request.url().startsWith(`blob:${origin}`))
          faults.push(`asked ${request.url()}`);
      });
      await page.goto(served.url);
      // The view is a part of its own, and may come after the page is said to be loaded: before it, keys mean nothing.
      await page.locator('#root > *').first().waitFor({ state: 'attached' });
      if (at === 'chat') await page.evaluate(() => window.location.replace('#/chat'));
      return {
        page,
        core,
        served,
        faults,
        close: async () => {
          await context.close();
          await served.close();
        },
      };
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
