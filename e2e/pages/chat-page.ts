import type { Locator, Page } from '@playwright/test';

/** The chat, as its user finds it. */
export function chatPage(page: Page): { say: (text: string) => Promise<void>; answers: Locator } {
  return {
    say: async (text) => {
      await page.getByRole('link', { name: 'Chat' }).click();
      await page.getByRole('textbox', { name: 'Message' }).fill(text);
      await page.keyboard.press('Enter');
    },
    answers: page.getByRole('article', { name: 'Answer' }),
  };
}
