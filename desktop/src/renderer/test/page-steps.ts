import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createPageBench, type OpenPage, type PageBench } from './open-page.ts';

/** Gives each test of a file a page of its own, and closes it after the test. */
export function usePages(): (...options: Parameters<PageBench['open']>) => Promise<OpenPage> {
  let bench: PageBench;
  let opened: OpenPage | undefined;
  beforeAll(async () => {
    bench = await createPageBench();
  }, 120_000);
  afterAll(() => bench.close());
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });
  return async (...options) => {
    opened = await bench.open(...options);
    return opened;
  };
}

/** Waits until a question to the page has the answer wanted. */
export async function until<Value>(ask: () => Promise<Value>, wanted: Value): Promise<void> {
  await expect.poll(ask, { timeout: 30_000, interval: 25 }).toEqual(wanted);
}

/** Goes to a place by the navigation; in a narrow window some stand under “More”. */
export async function goTo(page: Page, name: string): Promise<void> {
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.waitFor();
  const more = main.getByRole('button', { name: 'More' });
  const link = main.getByRole('link', { name });
  if ((await more.isVisible()) && !(await link.isVisible())) {
    await more.click();
    return page.getByRole('dialog', { name: 'More places' }).getByRole('link', { name }).click();
  }
  return link.click();
}

export function seeText(page: Page, text: string): Promise<void> {
  return page.getByText(text).first().waitFor();
}
