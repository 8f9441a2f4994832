import type { Page } from '@playwright/test';
import { expect, test } from '#e2e/fixtures/app.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';

const hashOf = (page: Page): string => new URL(page.url()).hash;
const fromAssistant = (page: Page) => page.getByRole('region', { name: 'From the assistant' });

test('of two windows the one that asked goes there; a notice is in both until it is dismissed in one', async ({ app, page }) => {
  const milk = await app.rpc.tasks.create({ title: 'Buy milk' });
  const other = await page.context().newPage();
  await other.goto(app.appUrl);
  await other.getByRole('link', { name: 'Activity' }).click();
  await expect(other).toHaveURL(/#\/activity$/);

  const chat = chatPage(page);
  await chat.say('open the task Buy milk');
  await expect(page.getByRole('complementary', { name: 'Task details' })).toContainText('Buy milk');
  expect(hashOf(page)).toBe(`#/tasks/${milk.id}`);
  await expect(page.getByText('The assistant opened the task “Buy milk”')).toBeVisible();
  expect(hashOf(other)).toBe('#/activity');
  await page.getByRole('button', { name: 'Go back' }).click();
  await expect(chat.answers.last()).toBeVisible();

  await chat.say('notify me that lunch is ready');
  for (const each of [page, other])
    await expect(fromAssistant(each).getByRole('status')).toHaveText(/The assistant says: lunch is ready/i);
  await other.reload();
  await expect(fromAssistant(other).getByRole('status')).toHaveText(/lunch is ready/i);
  await fromAssistant(other).getByRole('button', { name: 'Dismiss' }).click();
  for (const each of [page, other]) await expect(fromAssistant(each).getByRole('status')).toHaveText('');
});

test('with every window closed it is kept as an offer, and the next window is not moved', async ({ app, page }) => {
  await page.close();
  await app.rpc.chat.send({ text: 'go to settings' });
  await expect.poll(async () => (await app.rpc.screen.notices()).items.length, { timeout: 30_000 }).toBe(1);
  const later = await page.context().newPage();
  await later.goto(app.appUrl);
  await expect(fromAssistant(later).getByText('The assistant would like to show you “Settings”.')).toBeVisible();
  expect(hashOf(later)).toBe('');
  await fromAssistant(later).getByRole('button', { name: 'Open “Settings”' }).click();
  await expect(later).toHaveURL(/#\/settings/);
  await expect(fromAssistant(later).getByRole('status')).toHaveText('');
});
