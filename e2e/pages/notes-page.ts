import type { Locator, Page } from '@playwright/test';

/** The notes, as their user finds them. */
export function notesPage(page: Page): {
  open: () => Promise<void>;
  row: (title: string) => Locator;
  editor: Locator;
  /** What stands in the editor, line by line. */
  lines: () => Promise<string>;
} {
  const editor = page.getByRole('textbox', { name: 'Text of the note' });
  return {
    open: async () => {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Notes' }).click();
    },
    row: (title) => page.getByRole('list', { name: 'Notes', exact: true }).getByRole('link', { name: title }),
    editor,
    lines: () =>
      editor.evaluate((content) => [...content.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n')),
  };
}
