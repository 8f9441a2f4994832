import { expect, test } from 'vitest';
import { goTo, seeText, usePages } from './page-steps.ts';
import { violations } from './violations.ts';
import { fillSettings } from './sample-settings.ts';

const open = usePages();

test('every screen is free of what axe finds, light and dark', async () => {
  const { page, core } = await open();
  await page.getByRole('button', { name: 'What is due this week?' }).click();
  await page.getByRole('button', { name: /^Looked at tasks/ }).click();
  await page.getByRole('table').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'New conversation' }).click();
  expect(await violations(page)).toEqual([]);
  await goTo(page, 'Tasks');
  await page.getByRole('row', { name: 'Quarterly VAT return' }).click();
  await page.getByRole('textbox', { name: 'Description' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('nothing is called this');
  await seeText(page, 'No task matches');
  expect(await violations(page)).toEqual([]);
  await goTo(page, 'Activity');
  core.journal.kept = [{ table: 'tasks', row_id: 'x', label: 'Buy milk', reason: 'you changed its title since' }];
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await seeText(page, '1 row stayed as it is:');
  core.status.connection = { state: 'waiting', retry_at: Date.now() + 9_000 };
  core.tell('status');
  await seeText(page, 'answers wait for the backend');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await violations(page)).toEqual([]);
}, 60_000);

test('a narrow window is whole, and free of what axe finds', async () => {
  const { page } = await open({ context: { viewport: { width: 390, height: 780 } } });
  await goTo(page, 'Tasks');
  await page.getByText('Quarterly VAT return').click();
  await page.getByRole('button', { name: 'Close details' }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connected' }).click();
  await seeText(page, 'Works by rules, no key, no network');
  await page.keyboard.press('Escape');
  await goTo(page, 'Chat');
  await page.getByRole('button', { name: 'Conversations' }).click();
  await page.getByRole('button', { name: 'Invoices in October' }).click();
  await page.getByRole('article', { name: 'Answer' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
}, 60_000);

test('the settings, what left, and recovery are whole in 360 pixels, and free of what axe finds', async () => {
  const { page, core } = await open({
    prepare: (core) => {
      fillSettings(core, { now: Date.now() });
      core.settings.fault = 'The backup of today could not be made: the disk is full.';
      core.settings.report = {
        ...core.settings.report,
        difference_count: 1,
        differences: [{ table: 'tasks', row_id: 't1', label: 'Buy milk', field: 'title', row_value: 'a', journal_value: 'b' }],
      };
    },
  });
  const isWhole = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  const section = (name: string) => page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click();
  for (const width of [1_240, 360]) {
    await page.setViewportSize({ width, height: 780 });
    await goTo(page, 'Settings');
    await section('Connection');
    await page.getByRole('button', { name: 'Connect to another' }).click();
    await page.getByRole('button', { name: 'Log in' }).click();
    await seeText(page, 'Write the password.');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await section('Privacy');
    await seeText(page, 'Notary Weber');
    expect(await violations(page)).toEqual([]);
    await section('Approvals');
    await page.getByLabel('What waits for your word expires after').waitFor();
    expect(await violations(page)).toEqual([]);
    await section('Backups');
    await page
      .getByRole('button', { name: /^Restore the backup/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await section('Data check');
    await page.getByRole('list', { name: 'Differences' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await section('About');
    await seeText(page, 'Time zone');
    expect(await isWhole()).toBe(true);
    await goTo(page, 'What left');
    await page.getByRole('list', { name: 'What left' }).getByRole('button').first().click();
    await page.getByRole('link', { name: 'Open the conversation' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await isWhole()).toBe(true);
  }
  core.settings.recovery = { broken_path: '/home/mara/damaged.sqlite', found_at: Date.now(), detail: 'Page 17 cannot be read.' };
  core.tell('backups');
  await page.getByRole('heading', { name: 'Your data file is damaged' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await isWhole()).toBe(true);
}, 120_000);
