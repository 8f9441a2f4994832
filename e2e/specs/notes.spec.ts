import { expect, test } from '#e2e/fixtures/app.ts';
import { readWork } from '#e2e/fixtures/device-database.ts';
import { notesPage } from '#e2e/pages/notes-page.ts';

test('a note is written, found by what it means, and linked to another and to a task', async ({ app, page }) => {
  await app.rpc.tasks.create({ title: 'Send the offer to Ada' });
  await app.rpc.notes.create({ title: 'Hourly rates', content: 'We agreed on ninety-five euros for each hour of programming.' });
  await app.rpc.notes.create({ title: 'Holiday', content: 'The beach house is booked for the second week of August.' });
  const notes = notesPage(page);
  await notes.open();
  await page.getByRole('button', { name: 'New note' }).first().click();
  await expect(page.getByRole('textbox', { name: 'Title of the note' })).toBeFocused();
  await page.keyboard.type('Call with Ada');
  await page.keyboard.press('Enter');
  await expect(notes.editor).toBeFocused();
  await page.keyboard.type('Same price as before: [[hourly');
  const offered = page.locator('.cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)').getByRole('option');
  await expect(offered).toHaveText(/Hourly rates/);
  await page.keyboard.press('Enter');
  await page.keyboard.type('. Next: [[send');
  await expect(offered).toHaveText(/Send the offer to Ada/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const task = readWork(app.home).tasks[0]?.['id'];
  expect(readWork(app.home).notes.find((note) => note['title'] === 'Call with Ada')?.['content']).toBe(
    `Same price as before: [[Hourly rates]]. Next: [Send the offer to Ada](#/tasks/${String(task)})`,
  );

  // Found by what it means: none of its words are asked for.
  await page
    .getByTitle('Meaning')
    .or(page.getByText('Meaning', { exact: true }))
    .first()
    .click();
  await page.getByRole('searchbox', { name: 'Search notes' }).fill('what does an hour of programing cost');
  await expect(page.getByText(/Best first, by meaning/)).toBeVisible();
  const found = page.getByRole('list', { name: 'Found notes' }).getByRole('link');
  await expect(found.first()).toContainText('Hourly rates');
  await found.first().click();

  // It knows who links to it, and a new name follows there.
  await page.getByRole('navigation', { name: 'Notes that link here' }).getByRole('link', { name: 'Call with Ada' }).waitFor();
  await page.getByRole('textbox', { name: 'Title of the note' }).fill('Rates 2026');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => readWork(app.home).notes.find((note) => note['title'] === 'Call with Ada')?.['content'])
    .toContain('[[Rates 2026]]');
});

test('a killed page loses nothing, nor does a core that was away', async ({ app, page, context }) => {
  const content = 'kept\r\nas\tit is  \r\n';
  const { id } = await app.rpc.notes.create({ title: 'Draft', content });
  const notes = notesPage(page);
  await notes.open();
  await notes.row('Draft').click();
  await notes.editor.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('typed, and the page is killed at once');
  const killed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await killed;

  const again = await context.newPage();
  await again.goto(app.appUrl);
  const seen = notesPage(again);
  await seen.open();
  await seen.row('Draft').click();
  const whole = `${content}typed, and the page is killed at once`;
  await expect.poll(() => seen.lines()).toBe(whole.replaceAll('\r\n', '\n'));
  await expect.poll(() => readWork(app.home).notes.find((note) => note['id'] === id)?.['content']).toBe(whole);
  await expect(again.getByText('Saved', { exact: true })).toBeVisible();
});
