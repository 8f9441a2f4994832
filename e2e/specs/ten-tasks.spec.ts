import type { Page } from '@playwright/test';
import { expect, test } from '#e2e/fixtures/app.ts';
import { compareWork, readWork, type RowChange } from '#e2e/fixtures/device-database.ts';
import { tabTo } from '#e2e/fixtures/keyboard.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';

const titles = [
  'Draft the sitemap',
  'Collect the photos',
  'Choose the fonts',
  'Write the imprint',
  'Move the domain',
  'Order the certificate',
  'Translate the terms',
  'Test with a screen reader',
  'Train the editors',
  'Send the invoice',
];

/** Goes to a place by the palette, from wherever the focus is. */
async function go(page: Page, place: 'Chat' | 'Tasks'): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(`go to ${place}`);
  await expect(page.getByRole('option', { name: new RegExp(`^Go to ${place}`) })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, page.getByRole('button', { name }).first());
  await page.keyboard.press('Enter');
}

test('ten tasks are changed by one message: five at once, five by approval; all undone by one act, and done again', async ({
  app,
  page,
}) => {
  const site = await app.rpc.projects.create({ name: 'Website relaunch' });
  const other = await app.rpc.projects.create({ name: 'Bookkeeping' });
  for (const [index, title] of titles.entries())
    await app.rpc.tasks.create({ title, projectId: site.id, status: index % 2 ? 'todo' : 'in_progress', priority: 'low' });
  await app.rpc.tasks.create({ title: 'Sort the receipts', projectId: other.id });
  const start = readWork(app.home);
  const changed = (): RowChange[] => compareWork(start, readWork(app.home));
  const names = (): string[] => changed().map(({ name }) => name);
  const done = titles.toSorted((a, b) => a.localeCompare(b));
  const expectTen = async (): Promise<void> => {
    await expect.poll(() => names().toSorted((a, b) => a.localeCompare(b))).toEqual(done);
    for (const { fields } of changed())
      expect(fields).toContainEqual({ field: 'status', before: expect.stringMatching(/^(todo|in_progress)$/), after: 'done' });
  };
  const { answers } = chatPage(page);

  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  await go(page, 'Chat');
  await tabTo(page, page.getByRole('textbox', { name: 'Message' }));
  await page.keyboard.type('Mark all tasks of the project Website relaunch as done');
  await page.keyboard.press('Enter');

  // Five are done unasked; the sixth and each one after it waits, and nothing of it is done.
  const approveAll = page.getByRole('button', { name: 'Approve all 5' });
  await expect(approveAll).toBeVisible();
  await expect.poll(names).toHaveLength(5);
  await expect(page).toHaveTitle(/^\(5\)/);
  const half = names();

  // A reload in the middle: the same five wait, and the same five are done.
  await page.reload();
  await expect(approveAll).toBeVisible();
  expect(names()).toEqual(half);

  // One is looked at first: what stands there now, and what would.
  const waits = titles.find((title) => !half.includes(title)) ?? '';
  const line = page.getByRole('button', { name: new RegExp(`“${waits}”`) }).first();
  await expect(line).toContainText(/Status: .*(To do|In progress).* → .*Done/);
  await tabTo(page, line);
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: new RegExp(`“${waits}”`) });
  await expect(card).toBeFocused();
  await expect(card).toContainText('This message has changed 5 rows already');
  await expect(card.getByText('Done', { exact: true })).toBeVisible();
  await expect(card.getByText(/^(To do|In progress)$/)).toBeVisible();
  await page.keyboard.press('a');
  await expect.poll(names).toHaveLength(6);
  expect(names()).toContain(waits);
  await press(page, 'Approve all 4');
  await expectTen();
  await expect(answers.last()).toContainText('10 tasks');
  await expect(page).not.toHaveTitle(/^\(/);

  // The list has them, the ten and no other.
  await go(page, 'Tasks');
  await expect(page.getByRole('row', { name: 'Sort the receipts' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Draft the sitemap' })).toHaveCount(0);
  await press(page, /^Status:/);
  // The menu takes keys once it has the focus.
  await expect(page.getByRole('menuitemradio', { name: 'Open' })).toBeFocused();
  await page.keyboard.type('Done');
  await expect(page.getByRole('menuitemradio', { name: 'Done' })).toBeFocused();
  await page.keyboard.press('Enter');
  for (const title of titles) await expect(page.getByRole('row', { name: title })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Sort the receipts' })).toHaveCount(0);

  // The whole run is taken back by one act. A reload later it still is, and is done again by one act.
  await go(page, 'Chat');
  await press(page, 'Undo changes (10)');
  await expect.poll(names).toEqual([]);
  await page.reload();
  await expect(answers.last()).toContainText('Undone');
  expect(names()).toEqual([]);
  await press(page, 'Redo changes (10)');
  await expectTen();
  await page.reload();
  await expect(answers.last().getByRole('button', { name: 'Undo changes (10)' })).toBeVisible();
  await expectTen();
});
