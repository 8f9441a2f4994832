import type { Locator, Page } from '@playwright/test';

/** The task list, as its user finds it. */
export function tasksPage(page: Page): {
  open: () => Promise<void>;
  create: (title: string) => Promise<void>;
  row: (title: string) => Locator;
} {
  return {
    open: async () => {
      await page.getByRole('link', { name: 'Tasks' }).click();
    },
    create: async (title) => {
      await page.getByRole('textbox', { name: 'New task' }).fill(title);
      await page.keyboard.press('Enter');
    },
    row: (title) => page.getByRole('row', { name: title }),
  };
}
