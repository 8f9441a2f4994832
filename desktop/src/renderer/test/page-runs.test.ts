import { expect, test } from 'vitest';
import { tellOfRuns } from './memory-runs.ts';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { endedRunOf, fillRuns, openRunOf } from './sample-runs.ts';
import { violations } from './violations.ts';

const open = usePages();

test('what goes on is counted everywhere and listed in one place: where it stands, what it used; it is stopped, and leads to its chat', async () => {
  const { page, core, faults } = await open({ prepare: fillRuns });
  await page.getByRole('link', { name: 'In progress 8' }).waitFor();
  await goTo(page, 'Tasks');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  const list = page.getByRole('list', { name: 'In progress' });
  const row = (title: string) => list.getByRole('article', { name: title });
  await row('Summarise the notes').getByText('Writing the answer').waitFor();
  await row('Which invoices').getByText('Looking at tasks, and 1 more').waitFor();
  await row('Which invoices').getByText('212 rows read').waitFor();
  await row('Tidy up').getByText('Delete the task “Old banner”; Delete the task “Old footer”').waitFor();
  await row('Tidy up').getByText('3 changes · 3,360 tokens · $0.012').waitFor();
  await row('And then tell me')
    .getByText(/20 of your messages.*sent again in \d+ s/)
    .waitFor();
  await row('Plan next week').getByText('It goes on when the backend is back.').waitFor();
  const lately = page.getByRole('list', { name: 'Lately' });
  await lately.getByText('This took as long as one message may take, so it was ended.').waitFor();
  await lately.getByText('The model could not be reached.').waitFor();
  expect(await page.title()).toBe('In progress · Adiuva');

  await row('Summarise the notes').getByRole('button', { name: 'Stop' }).click();
  await row('Summarise the notes').getByText('Stopping').waitFor();
  expect(core.runList.stopped).toEqual([core.runList.open[1]?.request_id]);
  await row('And then tell me').getByRole('button', { name: 'Take back' }).click();
  await until(() => row('And then tell me').count(), 0);
  await page.getByRole('link', { name: 'In progress 7' }).waitFor();

  // Live: it ends, and moves to what is over.
  const [first] = core.runList.open.splice(0, 1);
  core.runList.ended.unshift(endedRunOf({ title: first?.title ?? '', run_id: first?.run_id ?? '' }));
  tellOfRuns(core);
  await lately.getByRole('article', { name: 'Which invoices' }).waitFor();
  await until(() => row('Which invoices').count(), 0);

  await row('Tidy up').getByRole('button', { name: 'Decide…' }).click();
  await page.getByRole('dialog', { name: 'Waiting for you' }).waitFor();
  await page.keyboard.press('Escape');
  await row('Tidy up').getByRole('link').click();
  await page.getByRole('heading', { name: 'Chat' }).waitFor();
  await until(() => page.evaluate(() => window.location.hash), '#/chat/session-2');
  expect(faults).toEqual([]);
});

test('by keys alone: to the list, along it, and one is stopped', async () => {
  const { page, core } = await open({ prepare: fillRuns });
  await goTo(page, 'Activity');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  const links = page.getByRole('list', { name: 'In progress' }).getByRole('link');
  await links.first().focus();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Summarise the notes');
  await page.keyboard.press('x');
  await until(async () => core.runList.stopped, [core.runList.open[1]?.request_id ?? '']);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Summarise the notes');
  await page.keyboard.press('Enter');
  await until(() => page.evaluate(() => window.location.hash), '#/chat/session-2');
});

test('a thousand that wait are as quick as one; nothing at all says what will be there', async () => {
  const { page, core } = await open({ empty: true });
  await page.goto(`${page.url().split('#')[0]}#/runs`);
  await page.getByRole('heading', { name: 'Nothing was asked yet' }).waitFor();
  expect(await violations(page)).toEqual([]);
  core.runList.ended.push(endedRunOf());
  tellOfRuns(core);
  await seeText(page, 'Nothing is going on.');
  for (let n = 0; n < 1_000; n += 1) core.runList.open.push(openRunOf({ title: `Question ${n}` }));
  tellOfRuns(core);
  const list = page.getByRole('list', { name: 'In progress' });
  await list.getByText('Question 0', { exact: true }).waitFor();
  expect(await list.getByRole('listitem').count()).toBeLessThan(60);
  await page.getByRole('link', { name: 'In progress 999+' }).waitFor();
  await page.getByRole('heading', { name: 'Now' }).locator('..').getByText('1,000').waitFor();
});

test('the list is whole in a narrow window, and free of what axe finds', async () => {
  const { page } = await open({ prepare: fillRuns });
  for (const width of [1_240, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${page.url().split('#')[0]}#/runs`);
    await page.getByRole('list', { name: 'Lately' }).getByText('The model could not be reached.').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

test('a conversation is forgotten at the backend, once it was said what that means; why not is said where it was asked', async () => {
  const { page, core, faults } = await open();
  const conversations = page.getByRole('navigation', { name: 'Conversations' });
  core.runList.forgetFault = 'Nothing answers at 127.0.0.1:4000. So the backend has not forgotten this conversation.';
  const menu = conversations
    .getByRole('listitem')
    .filter({ hasText: 'Invoices in October' })
    .getByRole('button', { name: 'Conversation menu' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Have the backend forget this?' });
  await dialog.getByText('The conversation stays on this device.').waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Forget at the backend' }).click();
  await dialog.getByText('has not forgotten this conversation').waitFor();
  core.runList.forgetFault = undefined;
  await dialog.getByRole('button', { name: 'Forget at the backend' }).click();
  await seeText(page, 'The backend forgot this conversation. It stays on this device.');
  await until(() => dialog.count(), 0);
  await conversations.getByRole('button', { name: 'Invoices in October Forgotten at the backend', exact: true }).waitFor();
  await conversations.getByRole('button', { name: 'Invoices in October Forgotten at the backend', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('And now?');
  await seeText(page, 'What was said here before goes along: the backend does not have it.');
  expect(await violations(page)).toEqual([]);

  core.status.connection = { state: 'waiting', retry_at: Date.now() + 9_000 };
  core.tell('status');
  await seeText(page, 'answers wait for the backend');
  await menu.click();
  await page.getByRole('menuitem', { name: 'Forget at the backend…' }).click();
  await dialog.getByText('The backend is away, so it cannot be asked now.').waitFor();
  await dialog.getByRole('button', { name: 'Forget at the backend' }).click({ force: true });
  await dialog.getByText('until then nothing changes').waitFor();
  expect(faults).toEqual([]);
});

test('a message that the backend did not take says why, and can be taken back', async () => {
  const { page, core } = await open({ empty: true });
  core.onMessage = (turn, sessionId) => {
    turn.delivery = 'sent';
    turn.deferred = {
      code: 'queue_full',
      reason: '20 of your messages are being answered already.',
      retry_at: Date.now() + 4_000,
    };
    core.tell('session', sessionId);
  };
  await page.getByRole('textbox', { name: 'Message' }).fill('One more');
  await page.keyboard.press('Enter');
  await seeText(page, '20 of your messages are being answered already. It is kept, and sent again by itself.');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take back' }).waitFor();
});
