import { readWork } from '#e2e/fixtures/device-database.ts';
import { expect, test } from '#e2e/fixtures/app.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';
import { tasksPage } from '#e2e/pages/tasks-page.ts';

test('a message creates a task: the answer says so, the row is in SQLite, the list shows it, undo and redo work', async ({
  app,
  page,
}) => {
  const chat = chatPage(page);
  await chat.say('Create a task called Buy milk due Friday');
  await expect(chat.answers.last()).toContainText('Buy milk');
  await expect.poll(() => readWork(app.home).tasks.map((task) => task['title'])).toEqual(['Buy milk']);
  expect(readWork(app.home).tasks[0]).toMatchObject({ status: 'todo', origin: 'run', due_time: null });

  const tasks = tasksPage(page);
  await tasks.open();
  await expect(tasks.row('Buy milk')).toBeVisible();

  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect.poll(() => readWork(app.home).tasks).toEqual([]);
  await page.getByRole('button', { name: /^Redo/ }).first().click();
  await expect.poll(() => readWork(app.home).tasks.map((task) => task['title'])).toEqual(['Buy milk']);
});

test('a list open beside the chat shows a change at once', async ({ app, page, context }) => {
  const other = await context.newPage();
  await other.goto(app.appUrl);
  const tasks = tasksPage(other);
  await tasks.open();
  await chatPage(page).say('Create a task called Water the plants');
  await expect(tasks.row('Water the plants')).toBeVisible();
  await app.rpc.tasks.create({ title: 'Written by hand elsewhere' });
  await expect(tasks.row('Written by hand elsewhere')).toBeVisible();
});

test('questions are answered from the rows: counts, a follow-up, and nonsense changes nothing', async ({ app, page }) => {
  const website = await app.rpc.projects.create({ name: 'Website' });
  await app.rpc.tasks.create({ title: 'Draft the sitemap', projectId: website.id });
  await app.rpc.tasks.create({ title: 'Collect the photos', projectId: website.id, status: 'in_progress' });
  await app.rpc.tasks.create({ title: 'Old thing', projectId: website.id, status: 'done' });
  await app.rpc.tasks.create({ title: 'Elsewhere' });
  const chat = chatPage(page);

  await chat.say('How many tasks are open for the website?');
  await expect(chat.answers.last()).toContainText('2');
  await chat.say('List my tasks');
  await expect(chat.answers.last()).toContainText('Draft the sitemap');
  await expect(chat.answers.last()).toContainText('Elsewhere');
  const before = readWork(app.home);
  await chat.say('Colourless green ideas sleep furiously');
  await expect(chat.answers).toHaveCount(3);
  expect(readWork(app.home)).toEqual(before);
});

test('a tool card opens to the rows that were read', async ({ app, page }) => {
  await app.rpc.tasks.create({ title: 'Count the pallets' });
  const chat = chatPage(page);
  await chat.say('List my tasks');
  await expect(chat.answers.last()).toContainText('Count the pallets');
  const card = page.getByRole('button', { name: /Looked at tasks/ }).first();
  await card.click();
  await expect(
    page
      .getByRole('button', { name: /Count the pallets/ })
      .or(page.getByRole('link', { name: /Count the pallets/ }))
      .first(),
  ).toBeVisible();
});

test('the conversation is still there after a reload', async ({ app, page }) => {
  const chat = chatPage(page);
  await chat.say('Create a task called Remember me');
  await expect(chat.answers.last()).toContainText('Remember me');
  expect(new URL(page.url()).hash).not.toContain('token');
  await page.reload();
  await expect(chat.answers.last()).toContainText('Remember me');
  expect(readWork(app.home).tasks).toHaveLength(1);
});
