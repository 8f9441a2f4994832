import type { Page } from '@playwright/test';
import { expect, test } from '#e2e/fixtures/app.ts';
import { readWork } from '#e2e/fixtures/device-database.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';

const titles = (home: string): unknown[] => readWork(home).tasks.map((task) => task['title']);
const card = (page: Page, summary: string) => page.getByRole('region', { name: summary });

test('a chat that deletes three tasks asks, shows, is edited, approved, undone and redone; the ledger shows what left', async ({
  app,
  page,
}) => {
  const site = await app.rpc.projects.create({ name: 'Website' });
  for (const title of ['Old banner', 'Old footer', 'Old logo', 'Keep me'])
    await app.rpc.tasks.create({ title, description: `All about ${title}`, projectId: site.id });
  const chat = chatPage(page);
  await chat.say('Delete the tasks Old banner, Old footer and Keep me');

  // It asks, and nothing is done.
  await expect(card(page, 'Delete the task “Old banner”')).toBeVisible();
  await expect(card(page, 'Delete the task “Old footer”')).toBeVisible();
  await expect(card(page, 'Delete the task “Keep me”')).toBeVisible();
  await expect(card(page, 'Delete the task “Old banner”')).toContainText('All about Old banner');
  await expect(card(page, 'Delete the task “Old banner”')).toContainText('deleted only when you say so');
  expect(titles(app.home)).toHaveLength(4);
  await expect(page).toHaveTitle(/^\(3\)/);

  // Still there after a reload; decided in any order; one is edited to another task.
  await page.reload();
  await card(page, 'Delete the task “Old footer”').getByRole('button', { name: 'Approve', exact: true }).click();
  await expect.poll(() => titles(app.home)).toEqual(['Old banner', 'Old logo', 'Keep me']);
  const keep = card(page, 'Delete the task “Keep me”');
  await keep.getByRole('button', { name: 'Edit first…' }).click();
  await keep.getByRole('combobox', { name: 'Find a task' }).fill('Old logo');
  await keep.getByRole('option', { name: /Old logo/ }).click();
  await keep.getByRole('button', { name: 'Delete this one instead' }).click();
  await expect.poll(() => titles(app.home)).toEqual(['Old banner', 'Keep me']);
  await card(page, 'Delete the task “Old banner”').getByRole('button', { name: 'Approve', exact: true }).click();
  await expect.poll(() => titles(app.home)).toEqual(['Keep me']);

  // The run goes on, and says what it did.
  await expect(chat.answers.last()).toContainText('Deleted 3 tasks');
  await expect(page).not.toHaveTitle(/^\(/);

  // Taken back as a whole, and done again.
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect
    .poll(() =>
      titles(app.home)
        .map(String)
        .toSorted((a, b) => a.localeCompare(b)),
    )
    .toEqual(['Keep me', 'Old banner', 'Old footer', 'Old logo']);
  expect(new Set(readWork(app.home).tasks.map((task) => task['project_id']))).toEqual(new Set([site.id]));
  await page.getByRole('button', { name: /^Redo/ }).first().click();
  await expect.poll(() => titles(app.home)).toEqual(['Keep me']);

  // What left for it.
  await page.getByRole('link', { name: 'What left' }).click();
  await expect(page.getByText(/Delete the tasks Old banner/).first()).toBeVisible();
  await expect(page.getByText(/task/).first()).toBeVisible();
});

test('a client that never leaves is no client to the assistant, and a message that names it asks first', async ({
  app,
  page,
}) => {
  const secret = await app.rpc.clients.create({ name: 'Wayne Enterprises' });
  const project = await app.rpc.projects.create({ name: 'Batcave', clientId: secret.id });
  await app.rpc.tasks.create({ title: 'Polish the car', projectId: project.id });
  await app.rpc.tasks.create({ title: 'Buy milk' });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Privacy' }).click();
  await app.rpc.privacy.setRule({ client_id: secret.id, rule: 'never' });
  await expect(page.getByText('Wayne Enterprises').first()).toBeVisible();

  const chat = chatPage(page);
  await chat.say('List my tasks');
  await expect(chat.answers.last()).toContainText('Buy milk');
  await expect(chat.answers.last()).not.toContainText('Polish');
  await chat.say('How is Wayne Enterprises doing?');
  await page.getByRole('button', { name: 'Do not send' }).click();
  await expect(page.getByText(/Do not send|taken back|not sent/i).first()).toBeVisible();
  const { items } = await app.rpc.privacy.ledger({ offset: 0, limit: 50 });
  expect(items.flatMap(({ labels }) => labels)).not.toContain('Polish the car');
});
