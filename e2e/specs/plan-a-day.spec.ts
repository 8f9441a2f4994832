import { readWork } from '#e2e/fixtures/device-database.ts';
import { expect, test } from '#e2e/fixtures/app.ts';

test('a day is captured and planned by keyboard alone, and what was done is taken back', async ({ app, page }) => {
  const project = await app.rpc.projects.create({ name: 'Website' });
  const stored = (title: string) => readWork(app.home).tasks.find((task) => task['title'] === title);
  const dayAfter = (days: number) => {
    const at = new Date();
    at.setDate(at.getDate() + days);
    return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
  };
  /** `last`: what is understood of the end of the line. Enter on a line that is not understood yet shows it first. */
  const capture = async ({ text, title, last }: { text: string; title: string; last: string }) => {
    await page.keyboard.type(text);
    const understood = page.getByRole('group', { name: 'Understood' });
    await expect(understood).toContainText(title);
    await expect(understood).toContainText(last);
    await page.keyboard.press('Enter');
    await expect.poll(() => stored(title)).toBeDefined();
  };

  // The app starts with today; one key leads to its line.
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  await page.keyboard.press('n');
  await capture({ text: 'Send the offer for the Website today !high', title: 'Send the offer', last: 'High' });
  expect(stored('Send the offer')).toMatchObject({ project_id: project.id, priority: 'high', due_day: dayAfter(0) });
  await capture({ text: 'Call the notary tomorrow @anna', title: 'Call the notary', last: 'anna' });
  expect(stored('Call the notary')).toMatchObject({ due_day: dayAfter(1), assignee: '["anna"]' });
  await capture({ text: 'Sort the receipts today', title: 'Sort the receipts', last: 'Today' });
  await page.keyboard.press('Escape');

  // Rows are moved over by arrows, and planned by a key each.
  const due = page.getByRole('list', { name: 'Due today' });
  await expect(due.getByRole('listitem')).toHaveCount(2);
  await due.getByRole('link').first().focus();
  await page.keyboard.press('j');
  await page.keyboard.press('2');
  await expect.poll(() => stored('Sort the receipts')?.['due_day']).toBe(dayAfter(1));
  await expect(due.getByRole('listitem')).toHaveCount(1);
  await due.getByRole('link').first().focus();
  await page.keyboard.press('Space');
  await expect.poll(() => stored('Send the offer')?.['status']).toBe('done');
  await expect(page.getByRole('list', { name: 'Done today' })).toContainText('Send the offer');

  // Each act is taken back by the journal, the latest first, and done again.
  await page.keyboard.press('Control+z');
  await expect.poll(() => stored('Send the offer')?.['status']).toBe('todo');
  await page.keyboard.press('Control+z');
  await expect.poll(() => stored('Sort the receipts')?.['due_day']).toBe(dayAfter(0));
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => stored('Sort the receipts')?.['due_day']).toBe(dayAfter(1));

  // All that is left is found and done by the palette and the list, still by keys.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to tasks');
  await expect(page.getByRole('option', { name: /^Go to Tasks/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: 'Call the notary' }).focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar', { name: 'Selected tasks' })).toContainText('3 selected');
  await page.keyboard.press('Space');
  await expect.poll(() => readWork(app.home).tasks.map((task) => task['status'])).toEqual(['done', 'done', 'done']);
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Done: 3 tasks');
  await page.keyboard.press('Control+z');
  await expect.poll(() => readWork(app.home).tasks.map((task) => task['status'])).toEqual(['todo', 'todo', 'todo']);
});
