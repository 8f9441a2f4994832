import { expect, test } from '#e2e/fixtures/app.ts';
import { readWork } from '#e2e/fixtures/device-database.ts';
import { descendants, findProcess } from '#e2e/fixtures/process-tree.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';
import { BACKEND, DESKTOP } from '#e2e/fixtures/node-process.ts';

test('whichever side is killed while an answer waits, it waits on, is decided in the page, and is done once', async ({
  app,
  page,
}) => {
  await app.rpc.tasks.create({ title: 'Old banner' });
  await app.rpc.tasks.create({ title: 'Keep me' });
  const chat = chatPage(page);
  await chat.say('Delete the task Old banner');
  const card = page.getByRole('region', { name: 'Delete the task “Old banner”' });
  await expect(card).toBeVisible();
  await page.getByRole('link', { name: 'In progress 1' }).click();
  const row = page.getByRole('article', { name: 'Delete the task Old banner' });
  await expect(row).toContainText('Waits for you');

  for (const entry of [BACKEND, DESKTOP]) {
    const find = () => findProcess({ among: descendants(app.process.pid), text: entry });
    const killed = find();
    process.kill(killed ?? 0, 'SIGKILL');
    // What the page says meanwhile may be gone before it is looked at.
    await expect.poll(() => ![undefined, killed].includes(find()), { timeout: 45_000 }).toBe(true);
    await expect(page.getByText('The app’s own process ended.')).toBeHidden({ timeout: 45_000 });
    await expect(page.getByText('Connected', { exact: true })).toBeVisible({ timeout: 45_000 });
    await expect(row).toContainText('Waits for you');
  }
  await row.getByRole('button', { name: 'Decide…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
  await expect.poll(() => readWork(app.home).tasks.map(({ title }) => title)).toEqual(['Keep me']);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Lately' })).toContainText('Answered', { timeout: 30_000 });
  await expect(page.getByText('Nothing is going on.')).toBeVisible();
});

test('a conversation that the backend forgot stays here, and goes on', async ({ app, page }) => {
  const chat = chatPage(page);
  await chat.say('Create a task called Buy milk');
  await expect(chat.answers.last()).toContainText('Buy milk');
  await page.getByRole('button', { name: 'Conversation menu' }).click();
  await page.getByRole('menuitem', { name: 'Forget at the backend…' }).click();
  await page.getByRole('button', { name: 'Forget at the backend', exact: true }).click();
  await expect(page.getByText('The backend forgot this conversation. It stays on this device.')).toBeVisible();
  await expect(page.getByText('Forgotten at the backend')).toBeAttached();
  await expect(chat.answers).toHaveCount(1);
  await chat.say('List my tasks');
  await expect(chat.answers.last()).toContainText('Buy milk');
  await expect(page.getByText('Forgotten at the backend')).toHaveCount(0);
  expect(readWork(app.home).tasks).toHaveLength(1);
});
