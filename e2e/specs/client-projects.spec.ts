import type { Page } from '@playwright/test';
import { expect, test } from '#e2e/fixtures/app.ts';
import { readWork } from '#e2e/fixtures/device-database.ts';

const node = (page: Page, name: string) => page.getByRole('treeitem', { name, exact: true });

/** Writes a name into the dialog that is open. */
async function name(page: Page, text: string): Promise<void> {
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
  await expect(field).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(field).toBeHidden();
}

test('a client with three projects, by the keyboard alone: made, planned, archived and taken back', async ({ app, page }) => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Projects' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New client' }).last().focus();
  await page.keyboard.press('Enter');
  await name(page, 'Lindqvist');
  for (const project of ['Brand book', 'Website', 'Newsletter']) {
    await node(page, 'Lindqvist').focus();
    await page.keyboard.press('n');
    await name(page, project);
    await expect(page.getByRole('article', { name: `Project: ${project}` })).toBeVisible();
  }
  const client = readWork(app.home).clients[0];
  expect(readWork(app.home).projects.map((project) => project['client_id'])).toEqual(Array(3).fill(client?.['id']));

  // From the tree into one of them, and a day by which something is reached.
  await node(page, 'Lindqvist').focus();
  await page.keyboard.press('ArrowDown');
  await expect(node(page, 'Brand book')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: 'Project: Brand book' })).toBeVisible();
  await page.getByRole('button', { name: 'Add a checkpoint' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Checkpoint' })).toBeFocused();
  await page.keyboard.type('First draft');
  await page.keyboard.press('Enter');
  const draft = page.getByRole('group', { name: /^First draft, .*in 7 days/ });
  await draft.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('group', { name: /^First draft, .*in 14 days/ })).toBeVisible();

  // Archived, and taken back by the window's own undo.
  await node(page, 'Newsletter').focus();
  await page.keyboard.press('a');
  await expect(node(page, 'Newsletter')).toBeHidden();
  await expect.poll(() => readWork(app.home).projects.filter((project) => project['status'] === 'archived').length).toBe(1);
  await node(page, 'Lindqvist').focus();
  await page.keyboard.press('Control+z');
  await expect(node(page, 'Newsletter')).toBeVisible();

  // Deleting the client says what stays, and that its rule ends.
  await app.rpc.privacy.setRule({ client_id: String(client?.['id']), rule: 'never' });
  await node(page, 'Lindqvist').focus();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete “Lindqvist”?' });
  await expect(dialog).toContainText('Its privacy rule ends');
  await expect(dialog).toContainText('3 projects stay, without a client');
  await dialog.getByRole('button', { name: 'Delete the client' }).focus();
  await page.keyboard.press('Enter');
  await expect(node(page, 'Without a client')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(node(page, 'Lindqvist')).toBeVisible();
  await expect
    .poll(() => readWork(app.home).projects.map((project) => project['client_id']))
    .toEqual(Array(3).fill(client?.['id']));
});
