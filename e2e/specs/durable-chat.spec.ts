import { readEvents } from '#e2e/fixtures/device-database.ts';
import { expect, test } from '#e2e/fixtures/scripted-app.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';

const runId = 'run-1';

test('a reload in the middle of an answer: the same text, and it streams on; what is superseded goes', async ({ app, page }) => {
  const chat = chatPage(page);
  await chat.say('Tell me a story');
  await app.take({ runId });
  app.text({ runId, seq: 2, text: 'Once upon a time ' });
  await expect(chat.answers.last()).toContainText('Once upon a time');
  await page.reload();
  await expect(chat.answers.last()).toContainText('Once upon a time');
  app.text({ runId, seq: 3, text: 'there was a fox' });
  await expect(chat.answers.last()).toContainText('Once upon a time there was a fox');
  app.text({ runId, seq: 4, messageId: 'm-2', text: 'Long ago, ' });
  await expect(chat.answers.last()).not.toContainText('Once upon');
  await page.reload();
  app.text({ runId, seq: 5, messageId: 'm-2', text: 'a hen.' });
  await expect(chat.answers.last()).toContainText('Long ago, a hen.');
  app.final({ runId, seq: 6, response: 'Long ago, a hen.' });
  await expect(chat.answers.last()).not.toHaveAttribute('aria-busy', 'true');
  await expect(chat.answers).toHaveCount(1);
});

test('two windows on one conversation show one answer as it comes, and what is said in either', async ({
  app,
  page,
  context,
}) => {
  const chat = chatPage(page);
  await chat.say('Tell me a story');
  const { sessionId } = await app.take({ runId });
  const other = await context.newPage();
  await other.goto(app.appUrl);
  await other.goto(`${app.appUrl.split('#')[0]}#/chat/${sessionId}`);
  const otherChat = chatPage(other);
  app.text({ runId, seq: 2, text: 'Once ' });
  app.text({ runId, seq: 3, text: 'upon a time.' });
  await expect(chat.answers.last()).toContainText('Once upon a time.');
  await expect(otherChat.answers.last()).toContainText('Once upon a time.');
  app.final({ runId, seq: 4, response: 'Once upon a time.' });

  await other.getByRole('textbox', { name: 'Message' }).fill('And then?');
  await other.keyboard.press('Enter');
  await app.take({ runId: 'run-2' });
  app.final({ runId: 'run-2', seq: 2, response: 'The end.' });
  for (const each of [chat, otherChat]) await expect(each.answers.last()).toContainText('The end.');
  for (const each of [page, other]) await expect(each.getByRole('article', { name: 'Your message' })).toHaveCount(2);
});

test('a backend that goes in the middle of an answer, and comes: what is here stays, the rest comes once', async ({
  app,
  page,
}) => {
  const chat = chatPage(page);
  await chat.say('Tell me a story');
  await app.take({ runId });
  app.text({ runId, seq: 2, text: 'Once ' });
  await expect(chat.answers.last()).toContainText('Once');
  await app.leaveBackend();
  await expect(page.getByText('answers wait for the backend')).toBeVisible();
  await expect(chat.answers.last()).toContainText('Once');
  await page.getByRole('link', { name: /^In progress/ }).click();
  await expect(page.getByRole('list', { name: 'In progress' })).toContainText('Backend away');
  await page.reload();

  const hello = await app.bringBackend();
  expect(hello['resume']).toEqual({ [runId]: 2 });
  // What the device has comes again; it knows it.
  app.text({ runId, seq: 2, text: 'Once ' });
  app.text({ runId, seq: 3, text: 'upon a time.' });
  await expect(page.getByRole('list', { name: 'In progress' })).toContainText('Writing the answer');
  await page.getByRole('list', { name: 'In progress' }).getByRole('link').click();
  await expect(chat.answers.last()).toContainText('Once upon a time.');
  app.final({ runId, seq: 4, response: 'Once upon a time.' });
  await expect(chat.answers.last()).not.toHaveAttribute('aria-busy', 'true');
  expect(readEvents({ home: app.home, runId }).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});

test('the app killed in the middle of an answer: the page comes back by itself, with all that was said', async ({
  app,
  page,
}) => {
  const chat = chatPage(page);
  await chat.say('Tell me a story');
  await app.take({ runId });
  app.text({ runId, seq: 2, text: 'Once ' });
  await expect(chat.answers.last()).toContainText('Once');
  await app.killDesktop();
  await expect(page.getByText('The app’s own process ended.')).toBeVisible();
  await app.startDesktop();
  const hello = await app.backend().frame(({ type }) => type === 'device_hello');
  const last = (hello['resume'] as Record<string, number>)[runId] ?? 0;
  expect(last).toBe(2);
  app.text({ runId, seq: 3, text: 'upon a time.' });
  await expect(page.getByText('The app’s own process ended.')).toBeHidden();
  await expect(chat.answers.last()).toContainText('Once upon a time.');
  app.final({ runId, seq: 4, response: 'Once upon a time.' });
  await expect(chat.answers.last()).not.toHaveAttribute('aria-busy', 'true');
  await expect(page.getByRole('article', { name: 'Your message' })).toHaveCount(1);
  expect(readEvents({ home: app.home, runId }).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});

test('each way in which an answer ends is told in words, where it was asked and in the list', async ({ app, page }) => {
  const chat = chatPage(page);
  const ends = [
    { status: 'limit', code: 'time_limit', words: 'as long as one message may take' },
    { status: 'limit', code: 'token_limit', words: 'as many tokens as one message may use' },
    { status: 'limit', code: 'cost_limit', words: 'cost as much as one message may cost' },
    { status: 'error', code: 'snapshot_too_new', words: 'A newer version of the backend began this' },
  ];
  for (const [n, { words, ...end }] of ends.entries()) {
    await chat.say(`Question ${n}`);
    await app.take({ runId: `run-${n}` });
    app.final({ runId: `run-${n}`, seq: 2, response: 'It could not be finished.', ...end });
    await expect(chat.answers.last()).toContainText('It could not be finished.');
    await expect(chat.answers.last()).toContainText(words);
  }
  await page.getByRole('link', { name: /^In progress/ }).click();
  for (const { words } of ends) await expect(page.getByRole('list', { name: 'Lately' })).toContainText(words);
});

test('stopped from the list of what goes on, a run ends at the backend', async ({ app, page }) => {
  const chat = chatPage(page);
  await chat.say('Count to a million');
  await app.take({ runId });
  app.text({ runId, seq: 2, text: 'One, two, ' });
  await page.getByRole('link', { name: /^In progress/ }).click();
  const row = page.getByRole('article', { name: 'Count to a million' });
  await expect(row).toContainText('Writing the answer');
  await row.getByRole('button', { name: 'Stop' }).click();
  await app.backend().frame((frame) => frame.type === 'run_cancel' && frame['run_id'] === runId);
  await expect(row).toContainText('Stopping');
  app.final({ runId, seq: 3, status: 'cancelled', code: 'cancelled', response: 'One, two, ' });
  await expect(page.getByRole('list', { name: 'Lately' })).toContainText('Stopped');
  await expect(page.getByText('Nothing is going on.')).toBeVisible();
});
